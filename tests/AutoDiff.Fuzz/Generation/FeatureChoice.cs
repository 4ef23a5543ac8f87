using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Generation;

/// <summary>The rows that one program is made of. A different small choice for each program reaches combinations that the whole table never would.</summary>
internal sealed class FeatureChoice
{
    private readonly Dictionary<(Sort, bool), (ImmutableArray<Feature> Rows, int Total)> bySort = [];

    private readonly HashSet<string> names;

    private FeatureChoice(IEnumerable<Feature> rows)
    {
        ImmutableArray<Feature> all = [.. rows];
        names = [.. all.Select(row => row.Name)];
        foreach (Sort sort in all.Select(row => row.Sort).Distinct())
        {
            Add(sort, false, [.. all.Where(row => row.Sort == sort)]);
            Add(sort, true, [.. all.Where(row => row.Sort == sort && row.IsLeaf)]);
        }
    }

    /// <summary>The core, about half of what is expected to work, and in some programs a little of what is not.</summary>
    /// <param name="random">The source of chance.</param>
    /// <param name="wanted">Features that every program uses, with greater weight.</param>
    public static FeatureChoice Of(Random random, IReadOnlySet<string> wanted)
    {
        HashSet<string> names = [.. wanted];
        foreach (IGrouping<string, Feature> feature in FeatureTable.Rows.GroupBy(row => row.Name))
        {
            if (feature.Any(row => row.IsCore) || (feature.All(row => row.IsExpected) && random.NextDouble() < 0.55))
            {
                names.Add(feature.Key);
            }
        }

        string[] unexpected = [.. FeatureTable.Rows.Where(row => !row.IsExpected).Select(row => row.Name).Distinct()];
        if (wanted.Count == 0 && unexpected.Length > 0 && random.NextDouble() < 0.3)
        {
            names.UnionWith(random.GetItems(unexpected, random.Next(1, 3)));
        }

        return new(FeatureTable.Rows
            .Where(row => names.Contains(row.Name))
            .Select(row => wanted.Contains(row.Name) || !row.IsExpected ? row with { Weight = row.Weight * 4 } : row));
    }

    /// <summary>Whether a feature is in it.</summary>
    public bool Has(string feature) => names.Contains(feature);

    /// <summary>A row for a sort, by weight.</summary>
    public Feature Pick(Random random, Sort sort, bool isLeaf)
    {
        (ImmutableArray<Feature> rows, int total) = bySort[(sort, isLeaf)];
        int at = random.Next(total);
        foreach (Feature row in rows)
        {
            at -= row.Weight;
            if (at < 0)
            {
                return row;
            }
        }

        return rows[^1];
    }

    private void Add(Sort sort, bool isLeaf, ImmutableArray<Feature> rows) => bySort[(sort, isLeaf)] = (rows, rows.Sum(row => row.Weight));
}
