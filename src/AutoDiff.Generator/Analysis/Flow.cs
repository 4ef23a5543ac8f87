using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// Where a derivative can flow from: the variables, buffer elements and, for calls, whole buffers on which an expression
/// depends differentiably. Conditions, indices, lengths, casts to integers and
/// piecewise constant functions end the flow, and so does <c>[NoGradient]</c>.
/// </summary>
internal static class Flow
{
    public static IEnumerable<Expression> Leaves(Expression expression)
    {
        Stack<Expression> pending = new([expression]);
        while (pending.Count > 0)
        {
            Expression next = pending.Pop();
            if (IsLeaf(next))
            {
                yield return next;
                continue;
            }

            IReadOnlyList<Expression> operands = Operands(next);
            for (int i = operands.Count - 1; i >= 0; i--)
            {
                pending.Push(operands[i]);
            }
        }
    }

    /// <summary>Where a derivative comes from.</summary>
    public static bool IsLeaf(Expression expression) => expression switch
    {
        Read or Slice => expression.Type.CanBeActive || expression.Type.Kind == TypeKind.Stack,
        Element or Pop => expression.Type.CanBeActive,
        _ => false,
    };

    /// <summary>Through which operands a derivative flows.</summary>
    public static IReadOnlyList<Expression> Operands(Expression expression) => expression switch
    {
        Unary { Operator: UnaryOperator.Negate } unary when unary.Type.IsFloatingPoint => [unary.Operand],
        Binary binary when binary.Type.IsFloatingPoint => [binary.Left, binary.Right],
        Conversion conversion when conversion.Type.CanBeActive && conversion.Operand.Type.CanBeActive => [conversion.Operand],
        Conditional conditional when conditional.Type.CanBeActive => [conditional.WhenTrue, conditional.WhenFalse],
        TupleValue tuple => [.. tuple.Elements.Select(element => element.Value)],
        Composite composite => composite.Members,
        WithPartials stated => stated.Operands,
        Call call when call.Type.CanBeActive && !call.Method.IsConstant && ScalarRules.Find(call.Method) is not { IsZero: true } => call.Arguments,
        _ => [],
    };
}
