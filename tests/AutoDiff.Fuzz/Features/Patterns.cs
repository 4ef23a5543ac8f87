using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Patterns over numbers. Constant patterns need a built-in type, so a dual number is asked for its value. The operand is a variable: C# warns of a constant.</summary>
internal static class Patterns
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Of(Feature.Boolean("is-patterns", 10, site => site.Any(Sort.Number, assignable: true)?.Node is { } x
            ? Node.Of(Sort.Boolean, $"({x} is > 0.4 and < 1.1)", $"(((Dual){x}).At(0.4, 1.1) is > 0.4 and < 1.1)")
            : null)),
        Of(Feature.Boolean("is-patterns", 5, site => Node.Of(Sort.Boolean, $"(({site.Integer()}) is 0 or 2 or > 4)"))),
        Of(Feature.Number("switch-patterns", 10, site =>
        {
            (Node x, Node a, Node b, Node c) = (site.Any(Sort.Number, assignable: true)!.Node, site.Number(), site.Number(), site.Number());
            return Node.Of(
                Sort.Number,
                $"({x} switch {{ < 0.2 => {a}, >= 0.2 and < 0.9 => {b}, _ => {c} }})",
                $"(((Dual){x}).At(0.2, 0.9) switch {{ < 0.2 => {a}, >= 0.2 and < 0.9 => {b}, _ => {c} }})",
                Traits.Lazy);
        })),
        Of(Feature.Statement("switch-patterns", 8, site =>
        {
            Node x = site.Any(Sort.Number, assignable: true)!.Node;
            (Node condition, Node first, Node second, Node third) = (site.Boolean(), site.Block(), site.Block(), site.Block());
            return Node.Of(
                Sort.Statement,
                $"switch ({x})\n{{\ncase > 1.1 when {condition}:{first}break;\ncase < 0.3 or > 1.4:{second}break;\ndefault:{third}break;\n}}",
                $"switch (((Dual){x}).At(1.1, 0.3, 1.4))\n{{\ncase > 1.1 when {condition}:{first}break;\ncase < 0.3 or > 1.4:{second}break;\ndefault:{third}break;\n}}");
        })),
        Of(Feature.Statement("var-patterns", 5, site =>
        {
            Node value = site.Bounded();
            Symbol name = site.Fresh("seen");
            using Scope.Level level = site.Scope.Open();
            // Of a literal it has the literal's type, which is no dual number.
            site.Add(name, Sort.Number, isAssignable: false);
            return Node.Of(Sort.Statement, $"if ({value} is var {name} && {name} > 0.1) {site.Block()}");
        })),
    ];

    private static Feature Of(Feature feature) => feature;
}
