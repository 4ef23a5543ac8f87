using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Elements that are written, and arrays that are made.</summary>
internal static class Buffers
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("element-writes", 14, site => site.Element(writable: true) is { } element
            ? Node.Of(Sort.Statement, $"{element} {site.Pick("=", "=", "+=", "*=", "-=")} {site.Bounded()};", Traits.Simple)
            : null) with { IsCore = true, IsLeaf = true },
        Feature.Statement("element-swaps", 2, Swap) with { IsLeaf = true },
        Feature.Statement("new-arrays", 4, Declare) with { IsLeaf = true },
        Feature.Statement("span-of-new-array", 2, site =>
        {
            Node size = Size(site);
            return Node.Of(Sort.Statement, $"Span<double> {site.Declare(Sort.Span, "scratch")} = new double[{size}];");
        }) with { IsLeaf = true },
        Feature.Statement("stackalloc", 2, site => site.Loops > 0
            ? null
            : Node.Of(Sort.Statement, $"Span<double> {site.Declare(Sort.Span, "stack")} = stackalloc double[{site.Between(3, 5)}];")) with { IsLeaf = true },
        Feature.Statement("array-literals", 2, site =>
        {
            (Node a, Node b, Node c) = (site.Bounded(), site.Atom(), site.Atom());
            return Node.Of(Sort.Statement, $"double[] {site.Declare(Sort.Array, "list")} = {{ {a}, {b}, {c} }};", Traits.Simple);
        }) with { IsLeaf = true },
        Feature.Statement("collection-expressions", 2, site =>
        {
            (Node a, Node b, Node c) = (site.Bounded(), site.Atom(), site.Atom());
            return Node.Of(Sort.Statement, $"double[] {site.Declare(Sort.Array, "list")} = [{a}, {b}, {c}];", Traits.Simple);
        }) with { IsLeaf = true },
        Feature.Statement("to-array", 2, site => site.Buffer() is { } buffer
            ? Node.Of(Sort.Statement, $"double[] {site.Declare(Sort.Array, "copy")} = {Site.AsSpan(buffer)}.ToArray();")
            : null) with { IsLeaf = true },
        Feature.Statement("windows", 3, Window),
    ];

    private static Node Declare(Site site)
    {
        Node size = Size(site);
        return Node.Of(Sort.Statement, $"double[] {site.Declare(Sort.Array, "a")} = new double[{size}];");
    }

    private static Node Size(Site site) => site.Buffer() is { } buffer && site.Chance(0.6)
        ? Node.Of(Sort.Integer, $"{buffer.Symbol}.Length{site.Pick("", " + 1")}")
        : Node.Of(Sort.Integer, $"{site.Between(3, 5)}");

    private static Node? Swap(Site site)
    {
        if (site.Buffer(writable: true) is not { } buffer)
        {
            return null;
        }

        (Node i, Node j) = (site.Index(buffer), site.Index(buffer));
        Symbol kept = site.Declare(Sort.Number, "kept");
        return Node.Of(Sort.Statement, $"double {kept} = {buffer.Symbol}[{i}];\n{buffer.Symbol}[{i}] = {buffer.Symbol}[{j}];\n{buffer.Symbol}[{j}] = {kept};");
    }

    /// <summary>A sliding window over a buffer, in place.</summary>
    private static Node? Window(Site site)
    {
        if (site.Buffer(writable: true) is not { } buffer)
        {
            return null;
        }

        using Scope.Level level = site.Scope.Open();
        Symbol i = site.Declare(Sort.Integer, "i", isAssignable: false);
        Node weight = site.Atom();
        return Node.Of(Sort.Statement, $"for (int {i} = 1; {i} < {buffer.Symbol}.Length; {i}++) {{ {buffer.Symbol}[{i}] {site.Pick("=", "+=", "-=")} {Site.Literal(0.5)} * {buffer.Symbol}[{i} - 1] {site.Pick("+", "-")} {weight} * {buffer.Symbol}[{i}]; }}");
    }
}
