using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// Statements of a block that jumps to a label leave for their end, or if they are a loop, for their beginning.
/// </summary>
internal sealed class JumpRegion(ILabelSymbol label, int start, int end, bool isLoop)
{
    public ILabelSymbol Label { get; } = label;

    public int Start { get; set; } = start;

    public int End { get; set; } = end;

    public bool IsLoop { get; } = isLoop;

    /// <summary>The rest of the way to the label, in the loop that begins where this region ends.</summary>
    public JumpRegion? Rest { get; set; }
}

/// <summary>
/// What the labels of a block make of its statements, the outermost first. Any two regions are apart or one holds the other.
/// <code>
/// if (c) goto end; a; end: b;            =>   { if (c) leave; a; } b;
/// again: a; if (c) goto again; b;        =>   loop { a; if (c) repeat; } b;
/// if (c) goto in; loop { a; in: b; }     =>   { if (c) { entered = true; leave; } } loop { { if (entered) leave; a; } entered = false; b; }
/// </code>
/// </summary>
internal static class JumpRegions
{
    private const int Deepest = 30;
    private const int Most = 200;

    /// <summary>
    /// The regions of a block; a label that is jumped to from before and from behind ends one and begins another.
    /// Nothing where there would be too many: what they become grows with the square of how deep they nest.
    /// </summary>
    /// <param name="labels">The labels that stand before each part of the block.</param>
    /// <param name="jumps">Where each part jumps to.</param>
    public static IReadOnlyList<JumpRegion>? Of(IReadOnlyList<IEnumerable<ILabelSymbol>> labels, IEnumerable<IEnumerable<ILabelSymbol>> jumps)
    {
        List<JumpRegion> regions = [];
        ILookup<ISymbol?, int> sources = jumps
            .SelectMany((targets, index) => targets.Select(target => (Target: target, Index: index)))
            .ToLookup(jump => (ISymbol?)jump.Target, jump => jump.Index, SymbolEqualityComparer.Default);
        for (int i = 0; i < labels.Count; i++)
        {
            int place = i;
            foreach (ILabelSymbol label in labels[i])
            {
                int[] before = [.. sources[label].Where(index => index < place)];
                int[] behind = [.. sources[label].Where(index => index >= place)];
                if (before.Length > 0)
                {
                    regions.Add(new JumpRegion(label, before.Min(), place, isLoop: false));
                }

                if (behind.Length > 0)
                {
                    regions.Add(new JumpRegion(label, place, behind.Max() + 1, isLoop: true));
                }
            }
        }

        while (regions.Count <= Most
            && (Mend(regions, (one, other) => one.IsLoop && other.IsLoop) || Mend(regions, (one, other) => one.IsLoop || other.IsLoop) || Mend(regions, (_, _) => true)))
        {
        }

        return regions.Count > Most || regions.Exists(region => regions.Count(other => other.Start <= region.Start && region.Start < other.End) > Deepest)
            ? null
            : [.. regions.OrderBy(region => region.Start).ThenByDescending(region => region.End).ThenBy(region => region.IsLoop)];
    }

    /// <summary>Mends two regions of which one ends within the other, if there are such: loops first, which the others then heed.</summary>
    private static bool Mend(List<JumpRegion> regions, Func<JumpRegion, JumpRegion, bool> isTheirTurn)
    {
        foreach (JumpRegion region in regions)
        {
            Cancellation.Check();
            if (regions.Find(other => region.Start < other.Start && other.Start < region.End && region.End < other.End && isTheirTurn(region, other)) is not { } later)
            {
                continue;
            }

            if (!later.IsLoop)
            {
                later.Start = region.Start;
            }
            else if (region.IsLoop)
            {
                region.End = later.End;
            }
            else
            {
                region.Rest = new JumpRegion(region.Label, later.Start, region.End, isLoop: false) { Rest = region.Rest };
                region.End = later.Start;
                regions.Add(region.Rest);
            }

            return true;
        }

        return false;
    }
}
