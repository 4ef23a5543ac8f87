using System.Collections.Generic;
using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Slices, and views that are assigned again. Their reads and writes overlap those of their buffer.</summary>
internal static class Views
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("views", 5, Declare) with { IsLeaf = true },
        Feature.Statement("reassigned-views", 3, site => View(site) is { } view
            ? Node.Of(Sort.Statement, $"if ({view.Symbol}.Length > 3) {view.Symbol} = {view.Symbol}{site.Pick("[1..]", "[..^1]", ".Slice(1)", ".Slice(0, 3)")};", Traits.Effect)
            : null) with { IsLeaf = true },
        Feature.Statement("reassigned-views", 2, Reassign) with { IsLeaf = true },
    ];

    private static Node? Declare(Site site)
    {
        if (site.Buffer() is not { } buffer)
        {
            return null;
        }

        bool isWritable = buffer.IsWritable && site.Chance(0.7);
        Node source = Site.AsSpan(buffer);
        Node slice = site.Chance(0.2)
            ? Node.Of(Sort.Span, $"{source}.Slice(Math.Abs({site.Any(Sort.Integer)!.Symbol}) % 2)")
            : Node.Of(Sort.Span, $"{source}{site.Pick("", "[1..]", "[..^1]", ".Slice(1)", ".Slice(0, 3)")}");
        return Node.Of(Sort.Statement, $"{(isWritable ? "Span" : "ReadOnlySpan")}<double> {site.DeclareView(buffer, isWritable)} = {slice};");
    }

    private static Variable? View(Site site)
    {
        IReadOnlyList<Variable> views = site.Scope.All(variable => variable.IsAssignable && variable.Owner != variable.Symbol && site.IsVisible(variable));
        return views.Count == 0 ? null : site.Pick(views);
    }

    /// <summary>Another view of the same buffer.</summary>
    private static Node? Reassign(Site site)
    {
        if (View(site) is not { } view)
        {
            return null;
        }

        Variable other = site.Pick(site.Scope.All(variable => variable.Owner == view.Owner && variable.Sort.IsBuffer && (variable.IsWritable || !view.IsWritable)));
        return Node.Of(Sort.Statement, $"{view.Symbol} = {Site.AsSpan(other)};", Traits.Effect);
    }
}
