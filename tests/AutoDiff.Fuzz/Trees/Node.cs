using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace AutoDiff.Fuzz.Trees;

/// <summary>A piece of a program: text with holes, and what fills them. Immutable.</summary>
/// <remarks>
/// There is one kind of node for all of C#. A construct is a line of text where it is generated, and printing, renaming, counting and
/// shrinking need not know it.
/// </remarks>
internal sealed class Node
{
    private Node(Sort sort, ImmutableArray<Segment> text, ImmutableArray<Segment> evaluated, ImmutableArray<Node> children, Traits traits, string feature, Symbol? symbol)
    {
        Sort = sort;
        Text = text;
        Evaluated = evaluated;
        Children = children;
        Traits = traits;
        Feature = feature;
        Symbol = symbol;
    }

    public Sort Sort { get; }

    /// <summary>The program's text.</summary>
    public ImmutableArray<Segment> Text { get; }

    /// <summary>The text for dual numbers. The same, except where a struct cannot stand in for <c>double</c>.</summary>
    public ImmutableArray<Segment> Evaluated { get; }

    public ImmutableArray<Node> Children { get; }

    public Traits Traits { get; }

    /// <summary>The feature that made it, or nothing.</summary>
    public string Feature { get; }

    /// <summary>What an identifier refers to.</summary>
    public Symbol? Symbol { get; }

    /// <summary>Its text and all of its children.</summary>
    public static Node Of(Sort sort, Code code, Traits traits = Traits.None) =>
        new(sort, code.Segments, code.Segments, code.Children, traits, "", null);

    /// <summary>A node that is written differently over dual numbers. Both texts have the same children.</summary>
    public static Node Of(Sort sort, Code code, Code evaluated, Traits traits = Traits.None)
    {
        ImmutableArray<Node> children = [.. code.Children, .. evaluated.Children.Where(child => child.Symbol is null && !code.Children.Contains(child))];
        List<Node> all = [.. children];
        ImmutableArray<Node> other = evaluated.Children;
        foreach (Node identifier in other.Where(child => child.Symbol is not null))
        {
            if (!all.Exists(child => child.Symbol == identifier.Symbol))
            {
                all.Add(identifier);
            }
        }

        ImmutableArray<Segment> text = [.. evaluated.Segments.Select(segment => segment.Child < 0
            ? segment
            : segment with { Child = all.FindIndex(child => child == other[segment.Child] || (child.Symbol is not null && child.Symbol == other[segment.Child].Symbol)) })];
        return new(sort, code.Segments, text, [.. all], traits, "", null);
    }

    /// <summary>An identifier.</summary>
    public static Node Of(Symbol symbol) => new(Sort.Identifier, [], [], [], Traits.None, "", symbol);

    /// <summary>Statements between braces.</summary>
    public static Node Block(IEnumerable<Node> statements) => new(Sort.Block, [], [], [.. statements], Traits.Lazy, "", null);

    /// <summary>The members beside the method.</summary>
    public static Node Members(IEnumerable<Node> members) => new(Sort.Members, [], [], [.. members], Traits.Lazy, "", null);

    public Node With(ImmutableArray<Node> children) => new(Sort, Text, Evaluated, children, Traits, Feature, Symbol);

    public Node By(string feature) => Feature.Length > 0 ? this : new(Sort, Text, Evaluated, Children, Traits, feature, Symbol);

    /// <summary>The same tree with another node in a place.</summary>
    public Node Replace(Node old, Node replacement)
    {
        if (this == old)
        {
            return replacement;
        }

        for (int i = 0; i < Children.Length; i++)
        {
            Node changed = Children[i].Replace(old, replacement);
            if (changed != Children[i])
            {
                return With(Children.SetItem(i, changed));
            }
        }

        return this;
    }

    /// <summary>All nodes of the tree, parents first.</summary>
    public IEnumerable<Node> DescendantsAndSelf()
    {
        Stack<Node> rest = new([this]);
        while (rest.TryPop(out Node? node))
        {
            yield return node;
            for (int i = node.Children.Length - 1; i >= 0; i--)
            {
                rest.Push(node.Children[i]);
            }
        }
    }

    /// <summary>Whether anything in the tree has a trait.</summary>
    public bool Has(Traits traits) => DescendantsAndSelf().Any(node => (node.Traits & traits) != 0);

    /// <summary>The tree's symbols, in order of first use.</summary>
    public IEnumerable<Symbol> Symbols() => DescendantsAndSelf().Select(node => node.Symbol).OfType<Symbol>().Distinct();
}
