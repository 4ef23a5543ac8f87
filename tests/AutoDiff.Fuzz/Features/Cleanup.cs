using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Statements around blocks.</summary>
internal static class Cleanup
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Of(Feature.Statement("try-finally", 8, site => Node.Of(Sort.Statement, $"try {site.Block()} finally {{ {site.Any(Sort.Number, assignable: true)!.Symbol} += {site.Bounded()}; }}"))),
        Of(Feature.Statement("using", 6, site => Node.Of(Sort.Statement, $"using (System.IO.MemoryStream {site.Fresh("stream")} = new()) {site.Block()}"))),
        Of(Feature.Statement("checked", 6, site => Node.Of(Sort.Statement, $"{site.Pick("checked", "unchecked")} {site.Block()}"))),
        Of(Feature.Integer("checked", 6, site => Node.Of(Sort.Integer, $"{site.Pick("checked", "unchecked")}({site.Any(Sort.Integer)!.Symbol} + 1)")) with { IsLeaf = true }),
        Of(Feature.Number("throw-expressions", 4, site => Node.Of(Sort.Number, $"({site.Atom()} < 1e6 ? {site.Number()} : throw new InvalidOperationException())", Traits.Lazy))),
    ];

    private static Feature Of(Feature feature) => feature;
}
