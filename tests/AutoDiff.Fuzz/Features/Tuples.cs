using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Tuples.</summary>
internal static class Tuples
{
    private const string Both = "private static (double Sum, double Product) Both(double a, double b) => (a + b, a * b);";

    public static readonly ImmutableArray<Feature> Rows =
    [
        Of(Feature.Statement("tuples", 8, site =>
        {
            (Node a, Node b) = (site.Bounded(), site.Atom());
            return Node.Of(Sort.Statement, $"(double A, double B) {site.Declare(Sort.Pair, "pair")} = ({a}, {b});", Traits.Simple);
        })),
        Of(Feature.Number("tuples", 8, site => site.Any(Sort.Pair) is { } pair ? Node.Of(Sort.Number, $"{pair.Symbol}.{site.Pick("A", "B", "Item1")}") : null)),
        Of(Feature.Statement("tuples", 5, site => site.Any(Sort.Pair) is { } pair ? Node.Of(Sort.Statement, $"{pair.Symbol}.{site.Pick("A", "B")} {site.Pick("=", "+=")} {site.Bounded()};") : null)),
        Of(Feature.Statement("deconstruction", 6, site =>
        {
            (Node a, Node b) = (site.Bounded(), site.Atom());
            return Node.Of(Sort.Statement, $"(double {site.Declare(Sort.Number, "left")}, double {site.Declare(Sort.Number, "right")}) = ({a}, {b});");
        })),
        Of(Feature.Statement("tuple-swaps", 5, site => site.Any(Sort.Number, assignable: true) is { } a && site.Any(Sort.Number, assignable: true) is { } b && a != b
            ? Node.Of(Sort.Statement, $"({a.Symbol}, {b.Symbol}) = ({b.Symbol}, {a.Symbol});")
            : null)),
        Of(Feature.Statement("tuple-swaps", 5, site => site.Buffer(writable: true) is { } buffer && site.Index(buffer) is { } i && site.Index(buffer) is { } j
            ? Node.Of(Sort.Statement, $"({buffer.Symbol}[{i}], {buffer.Symbol}[{j}]) = ({buffer.Symbol}[{j}], {buffer.Symbol}[{i}]);")
            : null)),
        Of(Feature.Statement("tuple-results", 6, site =>
        {
            site.Parts.AddOnce("tuple-results", Both);
            (Node a, Node b) = (site.Bounded(), site.Atom());
            return Node.Of(Sort.Statement, $"(double {site.Declare(Sort.Number, "sum")}, double {site.Declare(Sort.Number, "product")}) = Both({a}, {b});");
        })),
    ];

    private static Feature Of(Feature feature) => feature with { IsLeaf = feature.Sort == Sort.Statement };
}
