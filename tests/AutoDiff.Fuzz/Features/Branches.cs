using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary><c>if</c>.</summary>
internal static class Branches
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("if", 8, site => Node.Of(Sort.Statement, $"if ({site.Boolean()}) {site.Block()}")),
        Feature.Statement("if-else", 8, site => Node.Of(Sort.Statement, $"if ({site.Boolean()}) {site.Block()} else {site.Block()}")),
        Feature.Statement("if-else-if", 3, site => Node.Of(Sort.Statement, $"if ({site.Boolean()}) {site.Block()} else if ({site.Boolean()}) {site.Block()} else {site.Block()}")),
        Feature.Statement("if-in-line", 4, site => Node.Of(Sort.Statement, $"if ({site.Boolean()}) {site.Target()} {site.Pick("=", "+=", "*=")} {site.Bounded()};")) with { IsLeaf = true },
    ];
}
