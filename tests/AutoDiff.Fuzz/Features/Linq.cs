using System;
using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>LINQ over arrays.</summary>
internal static class Linq
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Of(Feature.Number("linq-sums", 8, site => OfArray(site, array => Node.Of(Sort.Number, $"(0.2 * {array}.{site.Pick("Sum", "Average", "Min", "Max")}())")))),
        Of(Feature.Number("linq-select", 8, site => OfArray(site, array => Node.Of(Sort.Number, $"(0.2 * {array}.Select({Function(site)}).Sum())", Traits.Lazy)))),
        Of(Feature.Number("linq-select", 4, site => OfArray(site, array => Node.Of(Sort.Number, $"(0.2 * {array}.Sum({Function(site)}))", Traits.Lazy)))),
        Of(Feature.Number("linq-zip", 8, site => OfArray(site, array => OfArray(site, other => Node.Of(Sort.Number, $"(0.2 * {array}.Zip({other}, {OfTwo(site)}).Sum())", Traits.Lazy))))),
        Of(Feature.Number("linq-aggregate", 8, site => OfArray(site, array => Aggregate(array, OfTwo(site))))),
        Of(Feature.Statement("linq-range", 6, site =>
        {
            using Scope.Level level = site.Scope.Open();
            Symbol i = site.Declare(Sort.Integer, "i", isAssignable: false);
            return Node.Of(Sort.Statement, $"foreach (int {i} in Enumerable.Range({site.Between(0, 2)}, {site.Between(1, 4)})) {site.LoopBody()}");
        })),
    ];

    private static Feature Of(Feature feature) => feature;

    private static Node? OfArray(Site site, Func<Symbol, Node?> write) => site.Any(Sort.Array) is { } array ? write(array.Symbol) : null;

    private static Node Aggregate(Symbol array, Node function) =>
        Node.Of(Sort.Number, $"{array}.Aggregate(0.5, {function})", $"{array}.Aggregate((Dual)0.5, {function})", Traits.Lazy);

    private static Node Function(Site site) => Lambda(site, (a, _, body) => Node.Of(Sort.Function, $"{a} => {body}", Traits.Lazy));

    private static Node OfTwo(Site site) => Lambda(site, (a, b, body) => Node.Of(Sort.Function, $"({a}, {b}) => {a} * {Site.Literal(0.5)} + {body}", Traits.Lazy));

    private static Node Lambda(Site site, Func<Symbol, Symbol, Node, Node> write)
    {
        bool isClosure = site.IsClosure;
        site.IsClosure = true;
        using Scope.Level level = site.Scope.Open();
        Symbol first = site.Declare(Sort.Number, "a", isAssignable: false);
        Symbol second = site.Fresh("b");
        Node body = site.Number();
        site.IsClosure = isClosure;
        return write(first, second, body);
    }
}
