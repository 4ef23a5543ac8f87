using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>A parameter that holds buffers beside numbers: read, written, exchanged, changed by its own methods.</summary>
internal static class HeldBuffers
{
    public const string Name = "held-buffers";

    /// <summary>The type of the parameter.</summary>
    public const string Held = """
        public struct Held
        {
            public double[] Items;
            public double Scale;
            public double[] Rest;
            public readonly double Product => Scale * Items[1];
            public readonly double At(int i) => Items[Math.Abs(i) % 3] + Scale * Rest[0];
            public void Damp(double by)
            {
                Scale *= by;
                for (int i = 0; i < Items.Length; i++) Items[i] = Items[i] * by + Rest[i % Rest.Length];
            }
        }
        """;

    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Number(Name, 14, site => Number(site, isPlace: false)),
        Feature.Number(Name, 5, site => site.Any(Sort.Held) is { } held && site.Integer() is var index ? Node.Of(Sort.Number, $"{held.Symbol}.At({index})") : null),
        Feature.Number(Name, 4, site => site.Any(Sort.Held) is { } held ? Node.Of(Sort.Number, $"{held.Symbol}.Product") : null),
        Feature.Statement(Name, 12, site => Number(site, isPlace: true) is { } place ? Node.Of(Sort.Statement, $"{place} {site.Pick("=", "+=", "*=")} {site.Bounded()};", Traits.Simple) : null) with { IsLeaf = true },
        Feature.Statement(Name, 4, site => site.Any(Sort.Held) is { } held ? Node.Of(Sort.Statement, $"{held.Symbol}.Damp({Site.Literal(0.25)} * {site.Atom()});", Traits.Effect) : null) with { IsLeaf = true },
        Feature.Statement(Name, 3, site => site.Any(Sort.Held) is { } held ? Node.Of(Sort.Statement, $"({held.Symbol}.Items, {held.Symbol}.Rest) = ({held.Symbol}.Rest, {held.Symbol}.Items);", Traits.Effect) : null) with { IsLeaf = true },
        Feature.Statement(Name, 4, site => site.Any(Sort.Held) is { } held ? Node.Of(Sort.Statement, $"double[] {site.Declare(Sort.Array, "held")} = {held.Symbol}.{site.Pick("Items", "Rest")};") : null) with { IsLeaf = true },
        Feature.Statement(Name, 3, Copied) with { IsLeaf = true },

        // What else writes to a row makes it a refusal.
        Feature.Number("adopted-rows", 4, site => site.Any(Sort.Given) is { } rows ? Node.Of(Sort.Number, $"{rows.Symbol}[Math.Abs({site.Integer()}) % 3][Math.Abs({site.Integer()}) % 3]") : null) with { IsExpected = false },
        Feature.Statement("adopted-rows", 3, Adopted) with { IsLeaf = true, IsExpected = false },
    ];

    private static Node? Number(Site site, bool isPlace) => site.Any(Sort.Held) is not { } held ? null
        : site.Chance(0.3) ? Node.Of(Sort.Number, $"{held.Symbol}.Scale")
        : Node.Of(Sort.Number, $"{held.Symbol}.{site.Pick("Items", "Rest")}[{(isPlace && site.Chance(0.3) ? Node.Of(Sort.Integer, $"^1") : Node.Of(Sort.Integer, $"Math.Abs({site.Integer()}) % 3"))}]");

    private static Node? Copied(Site site)
    {
        if (site.Any(Sort.Held) is not { } held)
        {
            return null;
        }

        Symbol copy = site.Fresh("copy");
        Node statement = Node.Of(Sort.Statement, $"Held {copy} = {held.Symbol};", Traits.Effect);
        site.Add(copy, Sort.Held);
        return statement;
    }

    private static Node? Adopted(Site site)
    {
        if (site.Any(Sort.Array) is not { } one || site.Any(Sort.Array) is not { } other)
        {
            return null;
        }

        Symbol rows = site.Fresh("given");
        Node statement = Node.Of(Sort.Statement, $"double[][] {rows} = {{ {one.Symbol}, {other.Symbol}, new double[3] }};", Traits.Effect);
        site.Add(rows, Sort.Given);
        return statement;
    }
}
