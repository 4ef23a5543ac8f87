using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Loops. Each counts by itself, so that no other statement is needed for it to end.</summary>
internal static class Loops
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("for", 12, site => Up(site, Bound(site))) with { IsCore = true },
        Feature.Statement("for-down", 5, Down),
        Feature.Statement("for-step", 3, Step),
        Feature.Statement("for-triangular", 4, site => Up(site, Node.Of(Sort.Integer, $"{site.Any(Sort.Integer)!.Symbol}"))),
        Feature.Statement("while", 6, site => Counted(site, (count, condition, body) => Node.Of(Sort.Statement, $"int {count} = 0;\nwhile ({count}++ < {site.Between(1, 5)} && {condition}) {body}"))),
        Feature.Statement("do", 4, site => Counted(site, (count, condition, body) => Node.Of(Sort.Statement, $"int {count} = 0;\ndo {body} while (++{count} < {site.Between(1, 5)} && {condition});"))),
        Feature.Statement("endless-loop", 3, site => Counted(site, (count, condition, body) => Node.Of(
            Sort.Statement, $"int {count} = 0;\nwhile (true)\n{{\nif ({count}++ > {site.Between(1, 4)} || {condition}) break;\n{body}\n}}"))),
        Feature.Statement("foreach", 6, Each),
    ];

    private static Node Bound(Site site) => site.Between(0, 5) switch
    {
        0 => Node.Of(Sort.Integer, $"{site.Between(2, 4)}"),
        < 4 when site.Buffer() is { } buffer => Node.Of(Sort.Integer, $"{buffer.Symbol}.Length{site.Pick("", "", " - 1")}"),
        _ => Node.Of(Sort.Integer, $"{site.Any(Sort.Integer)!.Symbol}"),
    };

    private static Node Up(Site site, Node bound)
    {
        string low = site.Pick("0", "0", "0", "1", "-1");
        string comparison = site.Pick("<", "<", "<=");
        using Scope.Level level = site.Scope.Open();
        Symbol i = site.Declare(Sort.Integer, "i", isAssignable: false);
        return Node.Of(Sort.Statement, $"for (int {i} = {low}; {i} {comparison} {bound}; {i}++) {site.LoopBody()}");
    }

    private static Node Down(Site site)
    {
        Node bound = Bound(site);
        string comparison = site.Pick(">", ">=");
        using Scope.Level level = site.Scope.Open();
        Symbol i = site.Declare(Sort.Integer, "i", isAssignable: false);
        return Node.Of(Sort.Statement, $"for (int {i} = {bound}; {i} {comparison} 0; {i}--) {site.LoopBody()}");
    }

    private static Node Step(Site site)
    {
        Node bound = Bound(site);
        using Scope.Level level = site.Scope.Open();
        Symbol i = site.Declare(Sort.Integer, "i", isAssignable: false);
        return Node.Of(Sort.Statement, $"for (int {i} = {site.Between(0, 1)}; {i} < {bound}; {i} += {site.Between(2, 3)}) {site.LoopBody()}");
    }

    private static Node Counted(Site site, System.Func<Symbol, Node, Node, Node> write)
    {
        Node condition = site.Boolean();
        Symbol count = site.Fresh("w");
        using Scope.Level level = site.Scope.Open();
        site.Scope.Add(new(count, Sort.Integer, false, false, count));
        return write(count, condition, site.LoopBody());
    }

    private static Node? Each(Site site)
    {
        if (site.Buffer() is not { } buffer)
        {
            return null;
        }

        using Scope.Level level = site.Scope.Open();
        Symbol element = site.Declare(Sort.Number, "e", isAssignable: false);
        return Node.Of(Sort.Statement, $"foreach (double {element} in {buffer.Symbol}) {site.LoopBody()}");
    }
}
