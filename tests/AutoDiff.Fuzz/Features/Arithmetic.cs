using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Operators on numbers.</summary>
internal static class Arithmetic
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Number("addition", 22, site => Node.Of(Sort.Number, $"({site.Number()} + {site.Number()})")) with { IsCore = true },
        Feature.Number("subtraction", 12, site => Node.Of(Sort.Number, $"({site.Number()} - {site.Number()})")) with { IsCore = true },
        Feature.Number("multiplication", 25, site => Node.Of(Sort.Number, $"({site.Number()} * {site.Number()})")) with { IsCore = true },
        Feature.Number("division", 8, site => Node.Of(Sort.Number, $"({site.Number()} / (1.5 + Math.Sin({site.Number()})))")),
        Feature.Number("division", 4, site => Node.Of(Sort.Number, $"({site.Number()} / {site.Pick("2", "3.0", "1.5")})")),
        Feature.Number("negation", 5, site => Node.Of(Sort.Number, $"(-{site.Number()})")),
        Feature.Number("remainder", 2, site => Node.Of(Sort.Number, $"({site.Number()} % {site.Pick("1.7", "(2.5 + Math.Cos(0.2))")})")),
        Feature.Number("conditional", 8, site => Node.Of(Sort.Number, $"({site.Boolean()} ? {site.Number()} : {site.Number()})", Traits.Lazy)),
        Feature.Number("guarded-read", 3, site => site.Buffer() is { } buffer && site.Between(0, 6) is var index
            ? Node.Of(Sort.Number, $"({index} < {buffer.Symbol}.Length ? {buffer.Symbol}[{index}] : {site.Atom()})", Traits.Lazy)
            : null),
        Feature.Number("assignment-expression", 2, site => Node.Of(Sort.Number, $"({site.Any(Sort.Number, assignable: true)!.Symbol} = {site.Bounded()})", Traits.Effect)),
    ];
}
