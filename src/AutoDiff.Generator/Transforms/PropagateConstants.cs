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
        Dictionary<Variable, Number> numbers = [];
        foreach (Declare declare in function.Body.SelfAndDescendants().OfType<Declare>())
        {
            if (declare is { Value: Number number, Origin.Sweep: Sweep.Differentiates } && !written.Contains(declare.Variable))
            {
                numbers[declare.Variable] = number;
            }
        }

        return numbers.Count == 0 ? function : function with
        {
            Body = function.Body.Expand(statement => statement is Declare declare && numbers.ContainsKey(declare.Variable)
                ? []
                : [statement.MapExpressions(expression => expression.Rewrite(node => node is Read read && numbers.TryGetValue(read.Variable, out Number? number) ? number : node))]),
        };
    }
}
