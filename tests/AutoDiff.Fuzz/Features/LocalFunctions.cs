using System;
using System.Collections.Immutable;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Functions declared in the method, with and without what they capture.</summary>
internal static class LocalFunctions
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        Feature.Statement("local-functions", 6, site => Function(site, isStatic: false)) with { IsLeaf = true },
        Feature.Statement("static-local-functions", 6, site => Function(site, isStatic: true)) with { IsLeaf = true },
        Feature.Statement("lambdas", 6, Lambda) with { IsLeaf = true },
        Chosen(site => Expression(site) is { } one && Expression(site) is { } other
            ? Node.Of(Sort.Statement, $"Func<double, double> {site.Declare(Sort.Function, "f")} = {site.Boolean()} ? {one} : {other};", Traits.Lazy)
            : null),
        Chosen(site => site.Any(Sort.Function, assignable: true) is { } function && Expression(site) is { } other
            ? Node.Of(Sort.Statement, $"{function.Symbol} = {other};", Traits.Lazy)
            : null),
        Chosen(site => site.Any(Sort.Function, assignable: true) is { } function ? Node.Of(Sort.Statement, $"Func<double, double> {site.Declare(Sort.Function, "f")} = {function.Symbol};", Traits.Lazy) : null),
        Feature.Number("local-functions", 12, Call),
        Feature.Number("static-local-functions", 12, Call),
        Feature.Number("lambdas", 12, Call),
        Declared("function-tables", Table),
        Declared("function-tables", site => site.Any(Sort.Functions) is { } table ? Node.Of(Sort.Statement, $"Func<double, double> {site.Declare(Sort.Function, "f")} = {table.Symbol}[Math.Abs({site.Integer()}) % 3];", Traits.Lazy) : null),
        Feature.Number("function-tables", 6, site => !site.IsOwnCallFree && site.Any(Sort.Functions) is { } table && site.Integer() is var index
            ? Node.Of(Sort.Number, $"{table.Symbol}[Math.Abs({index}) % 3]({site.Number()})", Traits.Effect)
            : null) with
        { IsExpected = false },
    ];

    private static Node? Call(Site site) => !site.IsOwnCallFree && site.Any(Sort.Function) is { } function ? Node.Of(Sort.Number, $"{function.Symbol}({site.Number()})", Traits.Effect) : null;

    /// <summary>Three functions, of which an index chooses.</summary>
    private static Node? Table(Site site) => Expression(site) is { } one && Expression(site) is { } other
        ? Node.Of(Sort.Statement, $"Func<double, double>[] {site.Declare(Sort.Functions, "functions", isAssignable: false)} = {{ {one}, Math.Sin, {other} }};", Traits.Lazy)
        : null;

    private static Node Function(Site site, bool isStatic)
    {
        Symbol name = site.Fresh("g");
        Site inner = isStatic ? site.Elsewhere() : site;
        Node statement;
        using (inner.Scope.Open())
        {
            bool isClosure = inner.IsClosure;
            (int loops, bool canReturn, var labels) = (inner.Loops, inner.CanReturn, inner.Labels);
            (inner.IsClosure, inner.Loops, inner.CanReturn, inner.Labels) = (!isStatic, 0, true, []);
            Symbol argument = inner.Declare(Sort.Number, "a");
            Symbol count = inner.Declare(Sort.Integer, "k");
            Node body = Node.Block([inner.Statement(), Node.Of(Sort.Statement, $"return {inner.Bounded()};", Traits.Simple)]);
            statement = Node.Of(Sort.Statement, $"{(isStatic ? "static " : "")}double {name}(double {argument}, int {count} = 2){body}");
            (inner.IsClosure, inner.Loops, inner.CanReturn, inner.Labels) = (isClosure, loops, canReturn, labels);
        }

        site.Add(name, Sort.Function, isAssignable: false);
        return statement;
    }

    /// <summary>Delegates that get another function later. What a function captures may not live as long, so that programs may be refused.</summary>
    private static Feature Chosen(Func<Site, Node?> grow) => Declared("chosen-lambdas", grow);

    private static Feature Declared(string name, Func<Site, Node?> grow) =>
        Feature.Statement(name, 5, site =>
        {
            site.IsOwnCallFree = true;
            Node? node = site.IsClosure ? null : grow(site);
            site.IsOwnCallFree = false;
            return node;
        }) with
        { IsLeaf = true, IsExpected = false };

    private static Node? Lambda(Site site) => Expression(site) is { } lambda
        ? Node.Of(Sort.Statement, $"Func<double, double> {site.Declare(Sort.Function, "f", isAssignable: false)} = {lambda};", Traits.Lazy)
        : null;

    private static Node? Expression(Site site)
    {
        bool isClosure = site.IsClosure;
        site.IsClosure = true;

        // The parameters of the method around it may all be references, and its own is not assigned.
        if (site.Any(Sort.Number, assignable: true) is null)
        {
            site.IsClosure = isClosure;
            return null;
        }

        Node body;
        Symbol argument;
        using (site.Scope.Open())
        {
            argument = site.Declare(Sort.Number, "a", isAssignable: false);
            body = site.Number();
        }

        site.IsClosure = isClosure;
        return Node.Of(Sort.Function, $"{argument} => {body}", Traits.Lazy);
    }
}
