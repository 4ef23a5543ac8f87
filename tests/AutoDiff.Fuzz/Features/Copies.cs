using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Whole buffers at a time.</summary>
internal static class Copies
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("fill", 2, site => Written(site) is { } target ? Node.Of(Sort.Statement, $"{target}{site.Pick("", "[1..]")}.Fill({site.Bounded()});") : null) with { IsLeaf = true },
        Feature.Statement("clear", 1, site => Written(site) is { } target ? Node.Of(Sort.Statement, $"{target}[..2].Clear();") : null) with { IsLeaf = true },
        Feature.Statement("copy-within", 2, site => Written(site) is { } target ? Node.Of(Sort.Statement, $"{target}[..2].CopyTo({target}[1..]);") : null) with { IsLeaf = true },
        Feature.Statement("copy", 3, site => site.Buffer() is { } source && Written(site) is { } target
            ? Node.Of(Sort.Statement, $"{Site.AsSpan(source)}[..2].CopyTo({target});")
            : null) with { IsLeaf = true },
    ];

    private static Node? Written(Site site) => site.Buffer(writable: true) is { } buffer ? Site.AsSpan(buffer) : null;
}
