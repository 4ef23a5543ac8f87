using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Variants;

/// <summary>The same program with names for parts of its expressions: <c>x = a * b + c; => double part1 = a * b; x = part1 + c;</c></summary>
internal sealed class Splitting(Random random)
{
    private int count;

    public static Subject Of(Subject subject, Random random) => subject with { Body = new Splitting(random).Visit(subject.Body) };

    private Node Visit(Node node)
    {
        if (node.Sort != Sort.Block)
        {
            return node.With([.. node.Children.Select(Visit)]);
        }

        List<Node> statements = [];
        foreach (Node child in node.Children)
        {
            if ((child.Traits & Traits.Simple) == 0 || child.Has(Traits.Effect))
            {
                statements.Add(Visit(child));
                continue;
            }

            statements.Add(child.With([.. child.Children.Select((operand, i) => IsTarget(child, i) ? operand : Split(operand, statements, isWhole: true))]));
        }

        return Node.Block(statements);
    }

    /// <summary>The first child of an assignment may be what is assigned to.</summary>
    private static bool IsTarget(Node statement, int child) => statement.Text[0].Child == child;

    private Node Split(Node node, List<Node> statements, bool isWhole)
    {
        if ((node.Traits & Traits.Lazy) != 0 || node.Sort != Sort.Number)
        {
            return node;
        }

        Node split = node.With([.. node.Children.Select(child => Split(child, statements, isWhole: false))]);
        if (isWhole || node.Children.Length < 2 || random.Next(2) == 0)
        {
            return split;
        }

        Symbol part = new($"part{++count}");
        statements.Add(Node.Of(Sort.Statement, $"double {part} = {split};", Traits.Simple));
        return Node.Of(Sort.Number, $"{part}");
    }
}
