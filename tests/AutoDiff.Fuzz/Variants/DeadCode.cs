using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Variants;

/// <summary>The same program with statements that change nothing: <c>x = f(x); => double dead1 = x * 0.5; x = f(x);</c></summary>
internal sealed class DeadCode(Random random, ImmutableArray<Symbol> numbers)
{
    private int count;

    public static Subject Add(Subject subject, Random random)
    {
        ImmutableArray<Symbol> numbers = [.. subject.Parameters.Where(parameter => parameter.Kind == ParameterTable.Number).Select(parameter => parameter.Symbol)];
        return subject with { Body = new DeadCode(random, numbers).Visit(subject.Body) };
    }

    private Node Visit(Node node)
    {
        // A static local function does not see the method's parameters.
        if (node.Feature == "static-local-functions")
        {
            return node;
        }

        ImmutableArray<Node> children = [.. node.Children.Select(Visit)];
        if (node.Sort != Sort.Block)
        {
            return node.With(children);
        }

        List<Node> statements = [];
        foreach (Node child in children)
        {
            if (random.Next(3) == 0)
            {
                statements.Add(Statement());
            }

            statements.Add(child);
        }

        return node.With([.. statements]);
    }

    private Node Statement()
    {
        Symbol dead = new($"dead{++count}");
        Symbol number = numbers[random.Next(numbers.Length)];
        return random.Next(4) switch
        {
            0 => Node.Of(Sort.Statement, $"double {dead} = {number} * 0.5;"),
            1 => Node.Of(Sort.Statement, $"double {dead} = Math.Sin({number});\n{dead} = {dead} * {dead};"),
            2 => Node.Of(Sort.Statement, $"int {dead} = 3;\n{dead} += 2;"),
            _ => Node.Of(Sort.Statement, $"double {dead} = 1;\nif ({number} > 1) {dead} = {number};"),
        };
    }
}
