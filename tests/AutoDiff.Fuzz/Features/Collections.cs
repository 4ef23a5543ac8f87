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
        Feature.Statement("own-lists", 6, Create) with { IsLeaf = true },
        Feature.Statement("own-lists", 12, Change) with { IsLeaf = true },
        Feature.Number("own-lists", 10, Read),
    ];

    /// <summary>A list always has an element at least.</summary>
    private static Node Create(Site site)
    {
        (Node first, Node second) = (site.Bounded(), site.Bounded());
        Variable? buffer = site.Buffer();
        Symbol list = site.Declare(Sort.OwnList, "list", isAssignable: false);
        return site.Between(0, 3) switch
        {
            0 when buffer is not null && buffer.Sort == Sort.Array => Node.Of(Sort.Statement, $"List<double> {list} = {buffer.Symbol}.Select(v => v * {Site.Literal(0.5)}).ToList();"),
            1 => Node.Of(Sort.Statement, $"List<double> {list} = new() {{ {first}, {second} }};"),
            2 => Node.Of(Sort.Statement, $"List<double> {list} = [{first}];"),
            _ => Node.Of(Sort.Statement, $"var {list} = new List<double>({site.Between(0, 5)});\n{list}.Add({second});"),
        };
    }

    private static Node? Change(Site site)
    {
        if (site.IsClosure || site.Any(Sort.OwnList) is not { Symbol: var list })
        {
            return null;
        }

        Node value = site.Bounded();
        Node index = Node.Of(Sort.Integer, $"Math.Abs({site.Integer()}) % {list}.Count");
        return site.Between(0, 6) switch
        {
            0 or 1 => Node.Of(Sort.Statement, $"if ({list}.Count < 40) {list}.Add({value});"),
            2 => Node.Of(Sort.Statement, $"if ({list}.Count < 40) {list}.Insert({index}, {value});"),
            3 => Node.Of(Sort.Statement, $"if ({list}.Count > 1) {list}.RemoveAt({index});"),
            4 when site.Buffer() is { } buffer => Node.Of(Sort.Statement, $"if ({list}.Count < 40) {list}.AddRange({Site.AsSpan(buffer)}.ToArray());"),
            5 when site.Fresh("kept") is var kept => Node.Of(Sort.Statement, $"double {kept} = {value};\n{list}.Clear();\n{list}.Add({kept});"),
            _ => Node.Of(Sort.Statement, $"{list}[{index}] {site.Pick("+=", "=", "*=", "-=")} {value};"),
        };
    }

    private static Node? Read(Site site) => site.Any(Sort.OwnList) is not { Symbol: var list } ? null
        : site.Between(0, 2) switch
        {
            0 => Node.Of(Sort.Number, $"{list}[^1]"),
            1 => Node.Of(Sort.Number, $"(0.25 * {list}.Count)"),
            _ => Node.Of(Sort.Number, $"{list}[Math.Abs({site.Integer()}) % {list}.Count]"),
        };
}
