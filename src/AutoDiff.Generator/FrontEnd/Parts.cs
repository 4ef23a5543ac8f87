using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>An expression's parts.</summary>
internal static class Parts
{
    /// <summary>An expression and everything inside it.</summary>
    public static IEnumerable<Expression> Of(Expression expression)
    {
        Stack<Expression> pending = new([expression]);
        while (pending.Count > 0)
        {
            Expression part = pending.Pop();
            yield return part;
            foreach (Expression operand in Operands(part))
            {
                pending.Push(operand);
            }
        }
    }

    private static IEnumerable<Expression> Operands(Expression expression) => expression switch
    {
        Unary unary => [unary.Operand],
        Binary binary => [binary.Left, binary.Right],
        Conversion conversion => [conversion.Operand],
        Conditional conditional => [conditional.Condition, conditional.WhenTrue, conditional.WhenFalse],
        Element element => [element.View, element.Index],
        Length length => [length.View],
        Slice slice => slice.Count is null ? [slice.View, slice.Start] : [slice.View, slice.Start, slice.Count],
        NewBuffer buffer => [buffer.Count],
        Call call => call.Arguments,
        Opaque opaque => opaque.Operands,
        TupleValue tuple => tuple.Elements.Select(element => element.Value),
        _ => [],
    };
}
