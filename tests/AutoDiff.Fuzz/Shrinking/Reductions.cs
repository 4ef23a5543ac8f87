using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Shrinking;

/// <summary>Programs that are a step smaller, the boldest steps first. Not all of them compile.</summary>
internal static class Reductions
{
    public static IEnumerable<Subject> Of(Subject subject) => OfTree(subject.Body).Select(body => subject with { Body = body })
        .Concat(OfTree(subject.Members).Select(members => subject with { Members = members }))
        .Concat(subject.HasProducts ? [subject with { HasProducts = false }] : [])
        .Concat(subject.Parameters.Select(parameter => subject with { Parameters = subject.Parameters.Remove(parameter) }).Where(smaller => smaller.Parameters.Length > 0));

    private static IEnumerable<Node> OfTree(Node root)
    {
        foreach (Node node in root.DescendantsAndSelf())
        {
            foreach (Node replacement in WithoutStatements(node).Concat(Parts(node)).Concat(Constants(node)))
            {
                yield return root.Replace(node, replacement);
            }
        }
    }

    /// <summary><c>{ a; b; c; d; } => { a; b; } … { b; c; d; } …</c></summary>
    private static IEnumerable<Node> WithoutStatements(Node block)
    {
        if (block.Sort != Sort.Block && block.Sort != Sort.Members)
        {
            yield break;
        }

        int count = block.Children.Length;
        for (int size = Math.Max(1, count / 2); size >= 1; size /= 2)
        {
            for (int start = 0; start < count; start += size)
            {
                yield return block.With(block.Children.RemoveRange(start, Math.Min(size, count - start)));
            }
        }

        // if (c) { a; b; } => a; b;
        for (int i = 0; i < count; i++)
        {
            foreach (Node inner in block.Children[i].Children.Where(child => child.Sort == Sort.Block))
            {
                yield return block.With(block.Children.RemoveAt(i).InsertRange(i, inner.Children));
            }
        }
    }

    /// <summary><c>f(a) + b => a, b, f(a)</c></summary>
    private static IEnumerable<Node> Parts(Node node) =>
        node.Sort == Sort.Identifier || node.Sort == Sort.Block || node.Sort == Sort.Members
            ? []
            : node.DescendantsAndSelf().Skip(1).Where(part => part.Sort == node.Sort);

    /// <summary><c>f(a) + b => 1.0</c></summary>
    private static ImmutableArray<Node> Constants(Node node) => node.Children.IsEmpty ? []
        : node.Sort == Sort.Number ? [Node.Of(Sort.Number, $"1.0"), Node.Of(Sort.Number, $"0.5")]
        : node.Sort == Sort.Integer ? [Node.Of(Sort.Integer, $"0"), Node.Of(Sort.Integer, $"1"), Node.Of(Sort.Integer, $"2")]
        : node.Sort == Sort.Boolean ? [Node.Of(Sort.Boolean, $"true"), Node.Of(Sort.Boolean, $"false")]
        : [];
}
