using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Helpers over generic math.</summary>
internal static class Generics
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Number("generics", 8, Call),
    ];

    private static Node? Call(Site site)
    {
        Symbol name = site.Fresh("G");
        (Symbol x, Symbol y) = (site.Fresh("u"), site.Fresh("w"));
        Node body = Grow(site, x, y, 3);
        site.Parts.Members.Add(Node.Of(Sort.Member, $"private static T {name}<T>(T {x}, T {y}) where T : IFloatingPointIeee754<T> => {body};").By("generics"));
        return Node.Of(Sort.Number, $"{name}<double>({site.Number()}, {site.Atom()})");
    }

    private static Node Grow(Site site, Symbol x, Symbol y, int depth)
    {
        if (depth == 0)
        {
            return site.Between(0, 3) switch
            {
                0 => Node.Of(Sort.Generic, $"T.CreateChecked(0.5)"),
                1 => Node.Of(Sort.Generic, $"{y}"),
                _ => Node.Of(Sort.Generic, $"{x}"),
            };
        }

        Node left = Grow(site, x, y, depth - 1);
        Node right = Grow(site, x, y, site.Between(0, depth - 1));
        return site.Between(0, 6) switch
        {
            0 => Node.Of(Sort.Generic, $"({left} + {right})"),
            1 => Node.Of(Sort.Generic, $"({left} - {right})"),
            2 => Node.Of(Sort.Generic, $"({left} * {right})"),
            3 => Node.Of(Sort.Generic, $"T.Sin({left})"),
            4 => Node.Of(Sort.Generic, $"T.Tanh({left})"),
            5 => Node.Of(Sort.Generic, $"({left} / (T.One + {right} * {right}))"),
            _ => Node.Of(Sort.Generic, $"T.Sqrt(T.One + T.Abs({left}))"),
        };
    }
}
