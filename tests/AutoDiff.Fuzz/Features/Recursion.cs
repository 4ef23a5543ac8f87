using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Methods that call themselves or each other; a counter ends them.</summary>
internal static class Recursion
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Number("recursion", 8, Direct),
        Feature.Number("mutual-recursion", 6, Mutual),
        Feature.Statement("recursion-in-place", 6, InPlace) with { IsLeaf = true },
        Feature.Statement("recursion-of-arrays", 6, OfArrays) with { IsLeaf = true },
    ];

    private static Node? Direct(Site site)
    {
        if (site.CallDepth > 0)
        {
            return null;
        }

        Symbol name = site.Fresh("R");
        site.Parts.Members.Add(Method(site.Elsewhere(), name, name).By("recursion"));
        return Call(site, name);
    }

    private static Node? Mutual(Site site)
    {
        if (site.CallDepth > 0)
        {
            return null;
        }

        (Symbol first, Symbol second) = (site.Fresh("R"), site.Fresh("R"));
        site.Parts.Members.Add(Method(site.Elsewhere(), first, second).By("mutual-recursion"));
        site.Parts.Members.Add(Method(site.Elsewhere(), second, first).By("mutual-recursion"));
        return Call(site, first);
    }

    private static Node Call(Site site, Symbol name) => Node.Of(Sort.Number, $"{name}({site.Number()}, Math.Abs({site.Integer()}) % 5)");

    private static Node Method(Site site, Symbol name, Symbol next)
    {
        Symbol x = site.Declare(Sort.Number, "a");
        Symbol depth = site.Declare(Sort.Integer, "depth", isAssignable: false);
        site.CanReturn = true;
        Node end = site.Bounded();
        Node[] statements = [.. Enumerable.Range(0, site.Between(0, 2)).Select(_ => site.Statement())];
        Node argument = site.Bounded();
        Node[] last = site.Chance(0.5)
            ? [Node.Of(Sort.Statement, $"return {site.Atom()} * {next}({argument}, {depth} - 1) + {site.Bounded()};")]
            : [Node.Of(Sort.Statement, $"{x} = {Site.Literal(0.5)} * {next}({argument}, {depth} - 1);"), Node.Of(Sort.Statement, $"return {x} * {x} + {site.Atom()};", Traits.Simple)];
        Node body = Node.Block([Node.Of(Sort.Statement, $"if ({depth} <= 0) return {end};"), .. statements, .. last]);
        return Node.Of(Sort.Member, $"private static double {name}(double {x}, int {depth}){body}");
    }

    private static Node? InPlace(Site site)
    {
        if (site.CallDepth > 0 || site.Buffer(writable: true) is not { } buffer)
        {
            return null;
        }

        Symbol name = site.Fresh("R");
        Site inner = site.Elsewhere();
        Symbol span = inner.Declare(Sort.Span, "a");
        Symbol depth = inner.Declare(Sort.Integer, "depth", isAssignable: false);
        Symbol number = inner.Declare(Sort.Number, "s");
        Node body = Node.Block(
        [
            Node.Of(Sort.Statement, $"if ({depth} <= 0 || {span}.Length < 3) return;"),
            inner.Statement(),
            Node.Of(Sort.Statement, $"{span}[0] = {inner.Bounded()};", Traits.Simple),
            Node.Of(Sort.Statement, $"{name}({span}{site.Pick("", "[1..]", "[..^1]")}, {depth} - 1, {inner.Bounded()});"),
            Node.Of(Sort.Statement, $"{span}[^1] += {inner.Bounded()};", Traits.Simple),
        ]);
        site.Parts.Members.Add(Node.Of(Sort.Member, $"private static void {name}(Span<double> {span}, int {depth}, double {number}){body}").By("recursion-in-place"));
        return Node.Of(Sort.Statement, $"{name}({Site.AsSpan(buffer)}, Math.Abs({site.Integer()}) % 4, {site.Number()});", Traits.Effect);
    }

    // Divide and conquer: a part of the array, by itself, and put together again.
    private static Node? OfArrays(Site site)
    {
        if (site.CallDepth > 0 || site.Buffer() is not { } buffer)
        {
            return null;
        }

        Symbol name = site.Fresh("R");
        Site inner = site.Elsewhere();
        Symbol all = inner.Declare(Sort.Array, "a", isAssignable: false);
        Symbol depth = inner.Declare(Sort.Integer, "depth", isAssignable: false);
        Symbol number = inner.Declare(Sort.Number, "s");
        (Symbol part, Symbol solved, Symbol whole, Symbol i, Symbol j) = (site.Fresh("part"), site.Fresh("solved"), site.Fresh("whole"), site.Fresh("i"), site.Fresh("j"));
        Node end = site.Chance(0.5)
            ? Node.Of(Sort.Statement, $"if ({depth} <= 0 || {all}.Length < 4) return (double[]){all}.Clone();")
            : Node.Of(Sort.Statement, $"if ({depth} <= 0 || {all}.Length < 4) return new double[] {{ {inner.Bounded()}, {all}[0], {number} }};");
        Node middle = inner.Statement();
        inner.Add(i, Sort.Integer, isAssignable: false);
        Node weight = inner.Bounded();
        Node body = Node.Block(
        [
            end,
            middle,
            Node.Of(
                Sort.Statement,
                $$"""
                double[] {{part}} = new double[{{all}}.Length - 1];
                for (int {{i}} = 0; {{i}} < {{part}}.Length; {{i}}++)
                {
                {{part}}[{{i}}] = 0.5 * {{all}}[{{i}}] + 0.1 * {{weight}} * {{all}}[{{i}} + 1];
                }
                double[] {{solved}} = {{name}}({{part}}, {{depth}} - 1, {{number}});
                double[] {{whole}} = new double[{{all}}.Length];
                for (int {{j}} = 0; {{j}} < {{whole}}.Length; {{j}}++)
                {
                {{whole}}[{{j}}] = Math.Sin({{solved}}[{{j}} % {{solved}}.Length]) + 0.3 * {{all}}[{{j}}] * {{solved}}[0];
                }
                return {{whole}};
                """),
        ]);
        site.Parts.Members.Add(Node.Of(Sort.Member, $"private static double[] {name}(double[] {all}, int {depth}, double {number}){body}").By("recursion-of-arrays"));
        Symbol result = site.Fresh("found");
        Node statement = Node.Of(Sort.Statement, $"double[] {result} = {name}({Site.AsSpan(buffer)}.ToArray(), Math.Abs({site.Integer()}) % 4, {site.Number()});");
        site.Add(result, Sort.Array);
        return statement;
    }
}
