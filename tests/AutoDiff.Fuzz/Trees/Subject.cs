using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace AutoDiff.Fuzz.Trees;

/// <summary>A program under test: one annotated method, and the members that it uses.</summary>
/// <param name="Seed">Makes the same program again.</param>
/// <param name="Method">Its name.</param>
/// <param name="Parameters">In order.</param>
/// <param name="Members">What the method calls.</param>
/// <param name="Body">Of the method; ends with <c>return</c>.</param>
internal sealed record Subject(long Seed, Symbol Method, ImmutableArray<Parameter> Parameters, Node Members, Node Body)
{
    /// <summary>Whether it asks for the products, <c>FVjp</c> and <c>FJvp</c>, beside the gradient.</summary>
    public bool HasProducts { get; init; }

    /// <summary>Names of the features in it, sorted.</summary>
    public ImmutableArray<string> Features =>
        [.. Roots.SelectMany(root => root.DescendantsAndSelf()).Select(node => node.Feature).Concat(Parameters.Select(parameter => parameter.Kind.Feature)).Where(name => name.Length > 0).Distinct().Order()];

    /// <summary>Whether it computes with <c>float</c> somewhere.</summary>
    public bool IsSingle => Roots.Any(root => root.Has(Traits.Single));

    /// <summary>Whether it calls something of which the evaluation gives the value only up to rounding.</summary>
    public bool IsApproximate => Roots.Any(root => root.Has(Traits.Approximate));

    /// <summary>How many nodes it has.</summary>
    public int Size => Roots.Sum(root => root.DescendantsAndSelf().Count()) + Parameters.Length + (HasProducts ? 1 : 0);

    /// <summary>Everything it declares.</summary>
    public IEnumerable<Symbol> Symbols =>
        new[] { Method }.Concat(Parameters.Select(parameter => parameter.Symbol)).Concat(Roots.SelectMany(root => root.Symbols())).Distinct();

    private Node[] Roots => [Members, Body];
}
