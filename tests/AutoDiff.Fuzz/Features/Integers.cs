using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Index arithmetic.</summary>
internal static class Integers
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Integer("integers", 10, site => Node.Of(Sort.Integer, $"{site.Any(Sort.Integer)!.Symbol}")) with { IsCore = true, IsLeaf = true },
        Feature.Integer("integers", 4, site => Node.Of(Sort.Integer, $"({site.Any(Sort.Integer)!.Symbol} * 3 + 1) % 7")) with { IsCore = true, IsLeaf = true },
        Feature.Integer("integers", 3, site => Node.Of(Sort.Integer, $"{site.Any(Sort.Integer)!.Symbol} {site.Pick("+ 1", "- 1", "/ 2", "% 4", "<< 1", "& 3", "^ 1")}")) with { IsCore = true, IsLeaf = true },
        Feature.Integer("data-dependent-integers", 3, site => Node.Of(Sort.Integer, $"(int)({site.Any(Sort.Number)!.Symbol} * 3) % 5")) with { IsLeaf = true },
        Feature.Integer("integer-functions", 2, site => Node.Of(Sort.Integer, $"Math.{site.Pick("Min", "Max")}({site.Any(Sort.Integer)!.Symbol}, {site.Between(1, 4)})")) with { IsLeaf = true },
        Feature.Integer("integer-conditional", 2, site => Node.Of(Sort.Integer, $"({site.Boolean()} ? {site.Any(Sort.Integer)!.Symbol} : {site.Between(0, 3)})", Traits.Lazy)) with { IsLeaf = true },
        Feature.Integer("integer-tables", 4, site => site.Any(Sort.Indices) is { } table ? Node.Of(Sort.Integer, $"{table.Symbol}[{site.IndexInto(table)}]") : null) with { IsLeaf = true },
        Feature.Integer("increment-expression", 1, site => site.Any(Sort.Integer, assignable: true) is { } counter
            ? Node.Of(Sort.Integer, $"{counter.Symbol}{site.Pick("++", "--")}", Traits.Effect)
            : null) with { IsLeaf = true },
        Feature.Statement("integer-locals", 4, site =>
        {
            Node value = site.Integer();
            return Node.Of(Sort.Statement, $"int {site.Declare(Sort.Integer, "k")} = {value};");
        }) with { IsLeaf = true },
        Feature.Statement("integer-assignments", 4, site => site.Any(Sort.Integer, assignable: true) is { } counter
            ? Node.Of(Sort.Statement, $"{counter.Symbol} {site.Pick("=", "=", "+=", "-=")} {site.Integer()};", Traits.Effect)
            : null) with { IsLeaf = true },
        Feature.Statement("integer-assignments", 2, site => site.Any(Sort.Integer, assignable: true) is { } counter
            ? Node.Of(Sort.Statement, $"{counter.Symbol}{site.Pick("++", "--")};", Traits.Effect)
            : null) with { IsLeaf = true },
        Feature.Statement("integer-tables", 3, site => site.Any(Sort.Indices) is { } table
            ? Node.Of(Sort.Statement, $"{table.Symbol}[{site.IndexInto(table)}] {site.Pick("=", "+=")} {site.Integer()};", Traits.Effect)
            : null) with { IsLeaf = true },
    ];
}
