using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary><c>System.Numerics.Complex</c>.</summary>
internal static class ComplexNumbers
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Of(Feature.Statement("complex", 8, site =>
        {
            (Node re, Node im) = (site.Bounded(), site.Atom());
            return Node.Of(Sort.Statement, $"Complex {site.Declare(Sort.Complex, "z")} = new Complex({re}, {im});", Traits.Simple);
        })),
        Of(Feature.Statement("complex", 8, site => Any(site) is { } z && Any(site) is { } w
            ? Node.Of(Sort.Statement, $"{z} = {z} {site.Pick("+", "-", "*")} {w};")
            : null)),
        Of(Feature.Statement("complex-division", 4, site => Any(site) is { } z && Any(site) is { } w ? Node.Of(Sort.Statement, $"{z} = {z} / (2.5 + {w} * Complex.Conjugate({w}));") : null)),
        Of(Feature.Statement("complex-functions", 4, site => Any(site) is { } z ? Node.Of(Sort.Statement, $"{z} = 0.2 * Complex.Exp(new Complex(Math.Tanh({z}.Real), {z}.Imaginary));") : null)),
        Of(Feature.Number("complex", 10, site => Any(site) is { } z ? Node.Of(Sort.Number, $"{z}.{site.Pick("Real", "Imaginary")}") : null)),
        Of(Feature.Number("complex-magnitude", 6, site => Any(site) is { } z ? Node.Of(Sort.Number, $"{site.Pick($"", "Math.Sin")}(Complex.Abs({z} + 2.5))") : null)),
    ];

    private static Node? Any(Site site) => site.Any(Sort.Complex)?.Node;

    private static Feature Of(Feature feature) => feature with { IsLeaf = feature.Sort == Sort.Statement };
}
