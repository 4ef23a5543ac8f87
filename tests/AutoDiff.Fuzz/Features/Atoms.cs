using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>What ends an expression.</summary>
internal static class Atoms
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Number("variables", 40, site => Node.Of(Sort.Number, $"{site.Any(Sort.Number)!.Symbol}")) with { IsCore = true, IsLeaf = true },
        Feature.Number("elements", 30, site => site.Element()) with { IsCore = true, IsLeaf = true },
        Feature.Number("literals", 10, site => site.Literal()) with { IsCore = true, IsLeaf = true },
        Feature.Number("integers-as-numbers", 6, site => Node.Of(Sort.Number, $"({site.Any(Sort.Integer)!.Symbol} * {Site.Literal(0.1)})")) with { IsLeaf = true },
        Feature.Number("integer-casts", 3, site => Node.Of(Sort.Number, $"(double){site.Any(Sort.Integer)!.Symbol}")) with { IsLeaf = true },
        Feature.Number("lengths", 2, site => site.Buffer() is { } buffer ? Node.Of(Sort.Number, $"(1.0 / (1 + {buffer.Symbol}.Length))") : null) with { IsLeaf = true },
    ];
}
