using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Arrays of arrays. Two rows may be the same array.</summary>
internal static class JaggedArrays
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Of(Feature.Statement("jagged-arrays", 6, site =>
        {
            Symbol rows = site.Fresh("rows");
            Node statement = Node.Of(Sort.Statement, $"double[][] {rows} = {{ new double[3], new double[4] }};");
            site.Add(rows, Sort.Rows);
            return statement;
        })),
        Of(Feature.Statement("jagged-arrays", 10, site => Element(site) is { } element ? Node.Of(Sort.Statement, $"{element} {site.Pick("=", "+=", "*=")} {site.Bounded()};", Traits.Simple) : null)),
        Of(Feature.Number("jagged-arrays", 14, Element)),
        Of(Feature.Statement("shared-rows", 5, site => site.Any(Sort.Rows, assignable: true) is { } rows
            ? Node.Of(Sort.Statement, $"{rows.Symbol}[{site.Between(0, 1)}] = {rows.Symbol}[{site.Between(0, 1)}];", Traits.Effect)
            : null)),
        Of(Feature.Statement("row-views", 5, site => site.Any(Sort.Rows) is { } rows && site.Integer() is var index
            ? Node.Of(Sort.Statement, $"double[] {site.Declare(Sort.Array, "row")} = {rows.Symbol}[Math.Abs({index}) % 2];")
            : null)),
    ];

    private static Node? Element(Site site) => site.Any(Sort.Rows) is { } rows
        ? Node.Of(Sort.Number, $"{rows.Symbol}[Math.Abs({site.Integer()}) % 2][Math.Abs({site.Integer()}) % 3]")
        : null;

    private static Feature Of(Feature feature) => feature with { IsLeaf = feature.Sort == Sort.Statement };
}
