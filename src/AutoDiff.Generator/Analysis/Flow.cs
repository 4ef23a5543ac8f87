using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// Where a derivative can flow from: the variables, buffer elements and, for calls, whole buffers on which an expression
/// depends differentiably. Conditions, indices, lengths, casts to integers and
/// piecewise constant functions end the flow.
/// </summary>
internal static class Flow
{
    public static IEnumerable<Expression> Leaves(Expression expression) => expression switch
    {
        Read or Slice when expression.Type.CanBeActive => [expression],
        Element when expression.Type.IsFloatingPoint => [expression],
        Unary { Operator: UnaryOperator.Negate } unary when unary.Type.IsFloatingPoint => Leaves(unary.Operand),
        Binary binary when binary.Type.IsFloatingPoint => [.. Leaves(binary.Left), .. Leaves(binary.Right)],
        Conversion conversion when conversion.Type.CanBeActive && conversion.Operand.Type.CanBeActive => Leaves(conversion.Operand),
        Conditional conditional when conditional.Type.CanBeActive => [.. Leaves(conditional.WhenTrue), .. Leaves(conditional.WhenFalse)],
        Composite composite => [.. composite.Members.SelectMany(Leaves)],
        WithPartials stated => [.. stated.Operands.SelectMany(Leaves)],
        Call call when call.Type.CanBeActive && ScalarRules.Find(call.Method) is not { IsZero: true } => OfArguments(call),
        _ => [],
    };

    private static IEnumerable<Expression> OfArguments(Call call)
    {
        foreach (Expression argument in call.Arguments)
        {
            foreach (Expression leaf in Leaves(argument))
            {
                yield return leaf;
            }
        }
    }
}
