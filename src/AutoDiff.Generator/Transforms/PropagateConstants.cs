using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Puts a gradient that is a number and stays it where it is used.
/// <code>
/// double totalGradient = 1; rGradient = totalGradient * w;   =>   rGradient = 1 * w;
/// </code>
/// </summary>
internal static class PropagateConstants
{
    public static Function Run(Function function)
    {
        HashSet<Variable> written = [.. function.Body.SelfAndDescendants().SelectMany(Written.Variables)];
        return function with { Body = Propagate(function.Body, written, []) };
    }

    // A declaration comes before all uses, so what is found of one may settle the next: g3 = 1; g2 = g3 * 1; g1 = g2;
    private static Block Propagate(Block block, HashSet<Variable> written, Dictionary<Variable, Number> numbers)
    {
        List<Statement> kept = [];
        foreach (Statement statement in block.Statements)
        {
            Statement settled = numbers.Count == 0 ? statement : Settle(statement, numbers);
            if (settled is Declare { Value: Number number, Origin.Sweep: Sweep.Differentiates } declare && !written.Contains(declare.Variable))
            {
                numbers[declare.Variable] = number;
                continue;
            }

            kept.Add(settled.MapBlocks(inner => Propagate(inner, written, numbers)));
        }

        return block.With(kept);
    }

    private static Statement Settle(Statement statement, Dictionary<Variable, Number> numbers)
    {
        Statement settled = statement.MapExpressions(expression =>
            expression.Rewrite(node => node is Read read && numbers.TryGetValue(read.Variable, out Number? number) ? number : node));
        return settled is Declare { Value: { } value, Origin.Sweep: Sweep.Differentiates } declare && !ReferenceEquals(settled, statement)
            ? declare with { Value = Simplify.Expression(value) }
            : settled;
    }
}
