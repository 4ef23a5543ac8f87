using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Leaving early.</summary>
internal static class Exits
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("break", 4, site => site.Loops > 0 ? Node.Of(Sort.Statement, $"if ({site.Boolean()}) break;") : null) with { IsLeaf = true },
        Feature.Statement("continue", 4, site => site.Loops > 0 ? Node.Of(Sort.Statement, $"if ({site.Boolean()}) continue;") : null) with { IsLeaf = true },
        Feature.Statement("return", 3, site => site.CanReturn ? Node.Of(Sort.Statement, $"if ({site.Boolean()}) return {site.Bounded()} * {site.Atom()};") : null) with { IsLeaf = true },
        Feature.Statement("late-exit", 2, site => site.Loops > 0
            ? Node.Of(Sort.Statement, $"if ({site.Boolean()})\n{{\n{site.Target()} = {site.Bounded()};\n{site.Pick("break", "continue")};\n}}")
            : null) with { IsLeaf = true },
        Feature.Statement("throw", 1, site => Node.Of(Sort.Statement, $"if ({site.Atom()} > 1e6) throw new InvalidOperationException(\"large\");")) with { IsLeaf = true },
        Feature.Statement("guards", 1, site => site.Buffer() is { } buffer
            ? Node.Of(Sort.Statement, $"ArgumentOutOfRangeException.ThrowIfLessThan({buffer.Symbol}.Length, {site.Between(1, 2)});")
            : null) with { IsLeaf = true },
    ];
}
