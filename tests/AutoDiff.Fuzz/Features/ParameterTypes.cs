using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Parameters of the method under test that are more than numbers and buffers: what reads them comes with the parameter.</summary>
internal static class ParameterTypes
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Of(Feature.Number("struct-parameters", 12, site => site.Any(Sort.Body) is { } body ? Node.Of(Sort.Number, $"{body.Symbol}.{site.Pick("X", "V")}") : null)),
        Of(Feature.Number("tuple-parameters", 12, site => site.Any(Sort.Pair) is { } pair ? Node.Of(Sort.Number, $"{pair.Symbol}.{site.Pick("A", "B")}") : null)),
        Of(Feature.Number("complex-parameters", 12, site => site.Any(Sort.Complex) is { } z ? Node.Of(Sort.Number, $"{z.Symbol}.{site.Pick("Real", "Imaginary")}") : null)),
        Of(Feature.Number("matrix-parameters", 12, site => site.Any(Sort.Matrix) is { } matrix ? Node.Of(Sort.Number, $"{matrix.Symbol}[{site.Between(0, 1)}, Math.Abs({site.Integer()}) % 3]") : null)),
        Of(Feature.Number("jagged-parameters", 12, site => site.Any(Sort.Rows) is { } rows ? Node.Of(Sort.Number, $"{rows.Symbol}[{site.Between(0, 1)}][Math.Abs({site.Integer()}) % 3]") : null)),
        Of(Feature.Number("in-parameters", 1, site => Node.Of(Sort.Number, $"{site.Any(Sort.Number)!.Symbol}"))),
    ];

    private static Feature Of(Feature feature) => feature;
}
