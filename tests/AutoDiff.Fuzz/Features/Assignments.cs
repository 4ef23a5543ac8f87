using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Locals, and overwriting them.</summary>
internal static class Assignments
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("assignments", 14, site => Node.Of(Sort.Statement, $"{site.Any(Sort.Number, assignable: true)!.Symbol} = {site.Bounded()};", Traits.Simple)) with { IsCore = true, IsLeaf = true },
        Feature.Statement("compound-assignments", 12, site => Node.Of(Sort.Statement, $"{site.Any(Sort.Number, assignable: true)!.Symbol} {site.Pick("+=", "-=", "*=")} {site.Bounded()};", Traits.Simple)) with { IsLeaf = true },
        Feature.Statement("compound-division", 2, site => Node.Of(Sort.Statement, $"{site.Any(Sort.Number, assignable: true)!.Symbol} /= 1.5 + Math.Sin({site.Number()});", Traits.Simple)) with { IsLeaf = true },
        Feature.Statement("locals", 12, site =>
        {
            Node value = site.Bounded();
            return Node.Of(Sort.Statement, $"double {site.Declare(Sort.Number, "t")} = {value};", Traits.Simple);
        }) with { IsCore = true, IsLeaf = true },
        Feature.Statement("var", 3, site =>
        {
            Node value = site.Bounded();
            Symbol local = site.Declare(Sort.Number, "v");
            return Node.Of(Sort.Statement, $"var {local} = 1.0 * {value};", $"double {local} = 1.0 * {value};", Traits.Simple);
        }) with { IsLeaf = true },
        Feature.Statement("number-increment", 2, site => Node.Of(Sort.Statement, $"{site.Any(Sort.Number, assignable: true)!.Symbol}{site.Pick("++", "--")};")) with { IsLeaf = true },
        Feature.Statement("late-initialisation", 2, site =>
        {
            Node condition = site.Boolean();
            Node first = site.Bounded();
            Node second = site.Bounded();
            Symbol local = site.Declare(Sort.Number, "late");
            return Node.Of(Sort.Statement, $"double {local};\nif ({condition}) {local} = {first};\nelse {local} = {second};");
        }) with { IsLeaf = true },
        Feature.Statement("constants", 1, site => Node.Of(Sort.Statement, $"const double {site.Declare(Sort.Number, "c", isAssignable: false)} = {site.Literal()};")) with { IsLeaf = true },
    ];
}
