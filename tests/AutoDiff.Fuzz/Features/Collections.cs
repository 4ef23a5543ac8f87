using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Lists and memory read by index.</summary>
internal static class Collections
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Number("lists", 12, site => site.Any(Sort.List) is { } list ? Node.Of(Sort.Number, $"{list.Symbol}[Math.Abs({site.Integer()}) % {list.Symbol}.Count]") : null),
        Feature.Number("memory", 12, site => site.Any(Sort.Memory) is { } memory
            ? Node.Of(Sort.Number, $"{memory.Symbol}.Span[Math.Abs({site.Integer()}) % {memory.Symbol}.Length]")
            : null),
    ];
}
