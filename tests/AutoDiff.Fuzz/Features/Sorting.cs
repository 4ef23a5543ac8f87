using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Sorts of values and of indices, and what integer tables address.</summary>
internal static class Sorting
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("sort-by-index", 3, ByIndex),
        Feature.Statement("sort-in-place", 3, InPlace),
        Feature.Statement("scatter", 4, Scatter) with { IsLeaf = true },
    ];

    private static Node? ByIndex(Site site)
    {
        if (site.Buffer() is not { } keys)
        {
            return null;
        }

        (Symbol i, Symbol j, Symbol k, Symbol held) = (site.Fresh("i"), site.Fresh("j"), site.Fresh("i"), site.Fresh("held"));
        Symbol order = site.Declare(Sort.Indices, "order");
        return Node.Of(
            Sort.Statement,
            $$"""
            int[] {{order}} = new int[{{keys.Symbol}}.Length];
            for (int {{k}} = 0; {{k}} < {{order}}.Length; {{k}}++) {{order}}[{{k}}] = {{k}};
            for (int {{i}} = 1; {{i}} < {{order}}.Length; {{i}}++)
            {
            for (int {{j}} = {{i}}; {{j}} > 0 && {{keys.Symbol}}[{{order}}[{{j}} - 1]] > {{keys.Symbol}}[{{order}}[{{j}}]]; {{j}}--)
            {
            int {{held}} = {{order}}[{{j}}];
            {{order}}[{{j}}] = {{order}}[{{j}} - 1];
            {{order}}[{{j}} - 1] = {{held}};
            }
            }
            """);
    }

    private static Node? InPlace(Site site)
    {
        if (site.Buffer(writable: true) is not { } buffer)
        {
            return null;
        }

        (Symbol i, Symbol j, Symbol held) = (site.Fresh("i"), site.Fresh("j"), site.Fresh("held"));
        return Node.Of(
            Sort.Statement,
            $$"""
            for (int {{i}} = 0; {{i}} < {{buffer.Symbol}}.Length; {{i}}++)
            {
            for (int {{j}} = 0; {{j}} + 1 < {{buffer.Symbol}}.Length - {{i}}; {{j}}++)
            {
            if ({{buffer.Symbol}}[{{j}}] > {{buffer.Symbol}}[{{j}} + 1])
            {
            double {{held}} = {{buffer.Symbol}}[{{j}}];
            {{buffer.Symbol}}[{{j}}] = {{buffer.Symbol}}[{{j}} + 1];
            {{buffer.Symbol}}[{{j}} + 1] = {{held}};
            }
            }
            }
            """);
    }

    private static Node? Scatter(Site site) => site.Buffer(writable: true) is { } buffer && site.Any(Sort.Indices) is { } table && site.IndexInto(table) is { } index
        ? Node.Of(Sort.Statement, $"{buffer.Symbol}[Math.Abs({table.Symbol}[{index}]) % {buffer.Symbol}.Length] {site.Pick("+=", "=", "*=")} {site.Bounded()};", Traits.Simple)
        : null;
}
