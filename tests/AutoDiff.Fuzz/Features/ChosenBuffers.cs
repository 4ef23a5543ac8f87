using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Views of which only the run decides what they look into.</summary>
internal static class ChosenBuffers
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("chosen-buffers", 8, Choose) with { IsLeaf = true },
        Feature.Statement("buffers-reassigned", 6, Reassign) with { IsLeaf = true },
    ];

    private static Node? Choose(Site site)
    {
        if (site.Buffer(writable: true) is not { } first || site.Buffer(writable: true) is not { } second || first == second)
        {
            return null;
        }

        Node condition = site.Boolean();
        return Node.Of(Sort.Statement, $"Span<double> {site.DeclareView(first, isWritable: true, "chosen")} = {condition} ? {Site.AsSpan(first)} : {Site.AsSpan(second)};");
    }

    private static Node? Reassign(Site site) =>
        site.Any(Sort.Span, assignable: true) is { } view && view.Owner != view.Symbol && site.Buffer(writable: true) is { } other
            ? Node.Of(Sort.Statement, $"{view.Symbol} = {Site.AsSpan(other)};", Traits.Effect)
            : null;
}
