using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary><c>System.Numerics.Vector3</c>, and <c>float</c>, of which it is made.</summary>
internal static class Vectors
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Number("single-precision", 5, site => site.Number() is var x
            ? Node.Of(Sort.Number, $"(0.5f * (float){x})", $"Dual.Rounded(0.5 * Dual.Rounded({x}))", Traits.Single)
            : null),
        Of(Feature.Statement("vectors", 8, site =>
        {
            (Node x, Node y, Node z) = (site.Bounded(), site.Atom(), site.Atom());
            return Node.Of(Sort.Statement, $"Vector3 {site.Declare(Sort.Vector, "v")} = new Vector3((float){x}, (float){y}, (float){z});", Traits.Single);
        })),
        Of(Feature.Statement("vectors", 6, site => Any(site) is { } v && Any(site) is { } w
            ? Node.Of(Sort.Statement, $"{v} = {v} {site.Pick("+", "-", "*")} {w} * 0.5f;", Traits.Single)
            : null)),
        Of(Feature.Number("vectors", 10, site => Any(site) is { } v && Any(site) is { } w ? Node.Of(Sort.Number, $"(0.2 * Vector3.Dot({v}, {w}))", Traits.Single) : null)),
        Of(Feature.Number("vectors", 6, site => Any(site) is { } v ? Node.Of(Sort.Number, $"(0.3 * {v}.{site.Pick("X", "Y", "Z", "LengthSquared()")})", Traits.Single) : null)),
        Of(Feature.Statement("vector-fields", 5, site => Any(site) is { } v ? Node.Of(Sort.Statement, $"{v}.{site.Pick("X", "Y")} = (float){site.Bounded()};", Traits.Single) : null)),
        Of(Feature.Statement("vector-cross", 5, site => Any(site) is { } v && Any(site) is { } w
            ? Node.Of(Sort.Statement, $"{v} = Vector3.Cross({v}, {w}) + {w};", Traits.Single)
            : null)),
    ];

    private static Node? Any(Site site) => site.Any(Sort.Vector)?.Node;

    private static Feature Of(Feature feature) => feature with { IsLeaf = feature.Sort == Sort.Statement };
}
