using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Conditions.</summary>
internal static class Comparisons
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Boolean("comparisons", 10, site => Node.Of(Sort.Boolean, $"{site.Atom()} {site.Pick(">", "<", ">=", "<=")} {site.Literal()}")) with { IsCore = true, IsLeaf = true },
        Feature.Boolean("comparisons", 6, site => Node.Of(Sort.Boolean, $"{site.Number()} < {site.Atom()}")),
        Feature.Boolean("parity", 6, site => Node.Of(Sort.Boolean, $"{site.Any(Sort.Integer)!.Symbol} % {site.Between(2, 3)} == {site.Between(0, 1)}")) with { IsLeaf = true },
        Feature.Boolean("integer-comparisons", 4, site => Node.Of(Sort.Boolean, $"{site.Any(Sort.Integer)!.Symbol} {site.Pick(">", "!=", "<=")} {site.Between(0, 3)}")) with { IsLeaf = true },
        Feature.Boolean("connectives", 4, site => Node.Of(Sort.Boolean, $"({site.Boolean()} {site.Pick("&&", "||")} {site.Boolean()})", Traits.Lazy)),
        Feature.Boolean("connectives", 2, site => Node.Of(Sort.Boolean, $"!({site.Boolean()})")),
        Feature.Boolean("booleans", 5, site => site.Any(Sort.Boolean) is { } flag ? Node.Of(Sort.Boolean, $"{site.Pick("", "!")}{flag.Symbol}") : null) with { IsLeaf = true },
        Feature.Statement("booleans", 4, site =>
        {
            Node condition = site.Boolean();
            return Node.Of(Sort.Statement, $"bool {site.Declare(Sort.Boolean, "flag")} = {condition};", Traits.Simple);
        }) with { IsLeaf = true },
        Feature.Statement("booleans", 2, site => site.Any(Sort.Boolean, assignable: true) is { } flag
            ? Node.Of(Sort.Statement, $"{flag.Symbol} = {site.Boolean()};", Traits.Simple)
            : null) with { IsLeaf = true },
    ];
}
