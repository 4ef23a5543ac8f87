using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Second names for elements and locals.</summary>
internal static class References
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("ref-locals", 8, site => site.Element(writable: true) is { } element ? Declare(site, element) : null) with { IsLeaf = true },
        Feature.Statement("ref-locals", 3, site => site.Any(Sort.Number, assignable: true) is { } variable ? Declare(site, variable.Node) : null) with { IsLeaf = true },
        Feature.Statement("ref-foreach", 5, Each),
    ];

    private static Node Declare(Site site, Node target)
    {
        Symbol cell = site.Fresh("cell");
        site.Scope.Add(new(cell, Sort.Number, true, false, cell) { IsReference = true });
        return Node.Of(Sort.Statement, $"ref double {cell} = ref {target};", Traits.Effect);
    }

    private static Node? Each(Site site)
    {
        if (site.Buffer(writable: true) is not { } buffer)
        {
            return null;
        }

        using Scope.Level level = site.Scope.Open();
        Symbol cell = site.Fresh("cell");
        site.Scope.Add(new(cell, Sort.Number, true, false, cell) { IsReference = true });
        return Node.Of(Sort.Statement, $"foreach (ref double {cell} in {Site.AsSpan(buffer)}) {site.LoopBody()}");
    }
}
