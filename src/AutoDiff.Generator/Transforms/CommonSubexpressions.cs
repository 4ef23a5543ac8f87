using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Computes once what the derivative of one statement uses twice.
/// <code>
/// xGradient += g * Math.Cos(x) * y; yGradient += g * Math.Cos(x) * x;
/// =>
/// double cos = Math.Cos(x); xGradient += g * cos * y; yGradient += g * cos * x;
/// </code>
/// </summary>
internal static class CommonSubexpressions
{
    public static Function Run(Function function)
    {
        Identifiers identifiers = Identifiers.After(function);
        return function with { Body = Share(function.Body, identifiers) };
    }

    private static Block Share(Block block, Identifiers identifiers)
    {
        List<Statement> result = [];
        int start = 0;
        while (start < block.Statements.Count)
        {
            Cancellation.Check();
            int end = start + 1;
            while (end < block.Statements.Count && BelongTogether(block.Statements[start], block.Statements[end]))
            {
                end++;
            }

            List<Statement> group = [.. block.Statements.Skip(start).Take(end - start).Select(statement => statement.MapBlocks(inner => Share(inner, identifiers)))];
            result.AddRange(Share(group, identifiers));
            start = end;
        }

        return new Block(result.ToEquatableArray());
    }

    private static bool BelongTogether(Statement first, Statement second) =>
        first.Origin is { Sweep: Sweep.Differentiates } origin && origin.Equals(second.Origin) && IsPlain(first) && IsPlain(second);

    private static bool IsPlain(Statement statement) => statement is Declare or Assign or Accumulate;

    private static List<Statement> Share(List<Statement> group, Identifiers identifiers)
    {
        if (!group.TrueForAll(IsPlain) || group[0].Origin is not { Sweep: Sweep.Differentiates })
        {
            return group;
        }

        while (Repeated(group) is { Count: > 0 } repeated)
        {
            group = Share(group, repeated, identifiers);
        }

        return group;
    }

    private static List<Statement> Share(List<Statement> group, List<Expression> repeated, Identifiers identifiers)
    {
        Dictionary<Expression, Variable> shared = repeated.ToDictionary(expression => expression, expression => identifiers.Fresh(Names.Of(expression), expression.Type));
        HashSet<Expression> pending = [.. repeated];
        List<Statement> result = [];
        foreach (Statement statement in group)
        {
            HashSet<Expression> found = [.. statement.Expressions().SelectMany(expression => expression.SelfAndDescendants()).Where(pending.Contains)];
            pending.ExceptWith(found);
            result.AddRange(repeated.Where(found.Contains).Select(expression => new Declare(shared[expression], expression) { Origin = group[0].Origin }));
            result.Add(statement.MapExpressions(expression => expression.Rewrite(node => shared.TryGetValue(node, out Variable? variable) ? new Read(variable) : node)));
        }

        return result;
    }

    /// <summary>
    /// The largest expressions worth a name that occur more than once and mean the same wherever they occur. They are of
    /// one size, so that none contains another.
    /// </summary>
    private static List<Expression> Repeated(List<Statement> group)
    {
        HashSet<Variable> changed = [.. group.SelectMany(Written.Variables)];
        bool writesBuffers = group.Exists(statement => Written.Views(statement).Any());
        Dictionary<Expression, Facts> facts = [];
        Dictionary<Expression, int> occurrences = [];
        List<Expression> repeated = [];
        foreach (Expression node in group.SelectMany(Evaluated).SelectMany(AlwaysEvaluated))
        {
            if (!occurrences.TryGetValue(node, out int count) && !IsWorthwhile(node, Facts.Of(node, changed, writesBuffers, facts)))
            {
                count = int.MinValue;
            }

            occurrences[node] = count + 1;
            if (count == 0)
            {
                repeated.Add(node);
            }
        }

        repeated.RemoveAll(node => occurrences[node] < 2);
        int largest = repeated.Select(node => facts[node].Size).DefaultIfEmpty().Max();
        repeated.RemoveAll(node => facts[node].Size < largest);
        return repeated;
    }

    private static IEnumerable<Expression> Evaluated(Statement statement) => statement switch
    {
        Assign assign => [assign.Value],
        Accumulate accumulate => [accumulate.Value],
        _ => statement.Expressions(),
    };

    private static IEnumerable<Expression> AlwaysEvaluated(Expression expression)
    {
        Stack<Expression> pending = new([expression]);
        while (pending.Count > 0)
        {
            Expression next = pending.Pop();
            yield return next;
            IReadOnlyList<Expression> evaluated = next switch
            {
                Conditional conditional => [conditional.Condition],
                Binary { Operator: BinaryOperator.AndAlso or BinaryOperator.OrElse } binary => [binary.Left],
                _ => next.Children(),
            };
            for (int i = evaluated.Count - 1; i >= 0; i--)
            {
                pending.Push(evaluated[i]);
            }
        }
    }

    private static bool IsWorthwhile(Expression expression, Facts facts) =>
        expression is Binary or Call or Unary
        && expression.Type.IsFloatingPoint
        && facts.IsShareable
        && (expression is Call || facts.Operations >= 2);

    /// <summary>What is asked of an expression, put together from what its operands answer.</summary>
    /// <param name="Size">How many nodes it has.</param>
    /// <param name="Operations">How many of them are operators and calls.</param>
    /// <param name="IsShareable">It has no effects, and nothing that it reads changes within the group.</param>
    private sealed record Facts(int Size, int Operations, bool IsShareable)
    {
        public static Facts Of(Expression expression, HashSet<Variable> changed, bool writesBuffers, Dictionary<Expression, Facts> known)
        {
            // Operands come after what they belong to.
            List<Expression> unknown = [];
            Stack<Expression> pending = new([expression]);
            while (pending.Count > 0)
            {
                Expression next = pending.Pop();
                if (!known.ContainsKey(next))
                {
                    unknown.Add(next);
                    foreach (Expression operand in next.Children())
                    {
                        pending.Push(operand);
                    }
                }
            }

            for (int i = unknown.Count - 1; i >= 0; i--)
            {
                Cancellation.Check();
                Facts[] operands = [.. unknown[i].Children().Select(operand => known[operand])];
                bool isShareable = unknown[i] switch
                {
                    Read read => !changed.Contains(read.Variable),
                    Element => !writesBuffers,
                    Call call => call.Method.IsPure,
                    Opaque or Pop or PopBlock or Take => false,
                    _ => true,
                };
                known[unknown[i]] = new Facts(
                    1 + operands.Sum(operand => operand.Size),
                    (unknown[i] is Binary or Call ? 1 : 0) + operands.Sum(operand => operand.Operations),
                    isShareable && Array.TrueForAll(operands, operand => operand.IsShareable));
            }

            return known[expression];
        }
    }
}
