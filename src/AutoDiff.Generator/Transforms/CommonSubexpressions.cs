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

        while (Repeated(group) is { } repeated)
        {
            Variable shared = identifiers.Fresh(Names.Of(repeated), repeated.Type);
            int first = group.FindIndex(statement => statement.Expressions().SelectMany(expression => expression.SelfAndDescendants()).Contains(repeated));
            Read read = new(shared);
            group = [.. group.Select(statement => statement.MapExpressions(expression => expression.Rewrite(node => node.Equals(repeated) ? read : node)))];
            group.Insert(first, new Declare(shared, repeated) { Origin = group[0].Origin });
        }

        return group;
    }

    /// <summary>The largest expression worth a name that occurs more than once and means the same wherever it occurs.</summary>
    private static Expression? Repeated(List<Statement> group)
    {
        HashSet<Variable> changed = [.. group.Select(Written.Variable).OfType<Variable>()];
        bool writesBuffers = group.Exists(statement => Written.Views(statement).Any());
        return group
            .SelectMany(Evaluated)
            .SelectMany(AlwaysEvaluated)
            .Where(IsWorthwhile)
            .Where(expression => !expression.Reads().Any(changed.Contains) && !(writesBuffers && expression.SelfAndDescendants().Any(node => node is Element)))
            .GroupBy(expression => expression)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key)
            .OrderByDescending(expression => expression.SelfAndDescendants().Count())
            .FirstOrDefault();
    }

    private static IEnumerable<Expression> Evaluated(Statement statement) => statement switch
    {
        Assign assign => [assign.Value],
        Accumulate accumulate => [accumulate.Value],
        _ => statement.Expressions(),
    };

    private static IEnumerable<Expression> AlwaysEvaluated(Expression expression) => expression switch
    {
        Conditional conditional => [expression, .. AlwaysEvaluated(conditional.Condition)],
        Binary { Operator: BinaryOperator.AndAlso or BinaryOperator.OrElse } binary => [expression, .. AlwaysEvaluated(binary.Left)],
        _ => [expression, .. expression.Children().SelectMany(AlwaysEvaluated)],
    };

    private static bool IsWorthwhile(Expression expression)
    {
        Expression[] nodes = [.. expression.SelfAndDescendants()];
        return expression is Binary or Call or Unary
            && expression.Type.IsFloatingPoint
            && Array.TrueForAll(nodes, node => node is not (Opaque or Pop or PopBlock or Take) && node is not Call { Method.IsPure: false })
            && (expression is Call || nodes.Count(node => node is Binary or Call) >= 2);
    }
}
