using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Arrays of two dimensions.</summary>
internal static class Matrices
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Of(Feature.Statement("matrices", 6, site => Node.Of(Sort.Statement, $"double[,] {site.Declare(Sort.Matrix, "m")} = new double[2, 3];"))),
        Of(Feature.Statement("matrices", 10, site => Element(site) is { } element ? Node.Of(Sort.Statement, $"{element} {site.Pick("=", "+=", "*=")} {site.Bounded()};", Traits.Simple) : null)),
        Of(Feature.Number("matrices", 14, Element)),
        Of(Feature.Statement("matrix-loops", 8, site =>
        {
            if (site.Any(Sort.Matrix) is not { } matrix)
            {
                return null;
            }

            using Scope.Level level = site.Scope.Open();
            Symbol i = site.Declare(Sort.Integer, "i", isAssignable: false);
            Symbol j = site.Declare(Sort.Integer, "j", isAssignable: false);
            return Node.Of(
                Sort.Statement,
                $$"""
                for (int {{i}} = 0; {{i}} < {{matrix.Symbol}}.GetLength(0); {{i}}++)
                {
                for (int {{j}} = 0; {{j}} < {{matrix.Symbol}}.GetLength(1); {{j}}++)
                {
                {{matrix.Symbol}}[{{i}}, {{j}}] = {{Site.Literal(0.5)}} * {{matrix.Symbol}}[{{i}}, {{j}}] + {{site.Bounded()}};
                }
                }
                """);
        })),
    ];

    private static Node? Element(Site site) => site.Any(Sort.Matrix) is { } matrix
        ? Node.Of(Sort.Number, $"{matrix.Symbol}[Math.Abs({site.Integer()}) % {matrix.Symbol}.GetLength(0), Math.Abs({site.Integer()}) % {matrix.Symbol}.GetLength(1)]")
        : null;

    private static Feature Of(Feature feature) => feature with { IsLeaf = feature.Sort == Sort.Statement };
}
