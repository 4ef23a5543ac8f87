using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Everything inside a block, in order.</summary>
internal static class Walk
{
    public static IEnumerable<Statement> Statements(Block block) => block.Statements.SelectMany(statement => statement switch
    {
        If branch => [statement, .. Statements(branch.Then), .. Statements(branch.Else)],
        For loop => [statement, .. Statements(loop.Body)],
        While loop => [statement, .. Statements(loop.Body)],
        _ => (IEnumerable<Statement>)[statement],
    });

    /// <summary>All expressions with their operands.</summary>
    public static IEnumerable<Expression> Expressions(Block block)
    {
        Stack<Expression> pending = new(Statements(block).SelectMany(Direct));
        while (pending.Count > 0)
        {
            Expression expression = pending.Pop();
            yield return expression;
            foreach (Expression operand in Operands(expression))
            {
                pending.Push(operand);
            }
        }
    }

    private static IEnumerable<Expression> Direct(Statement statement) => statement switch
    {
        Declare { Value: { } value } => [value],
        Assign assign => [assign.Target, assign.Value],
        Accumulate accumulate => [accumulate.Target, accumulate.Value],
        Evaluate evaluate => [evaluate.Value],
        Copy copy => [copy.Source, copy.Target],
        Fill fill => [fill.Target, fill.Value],
        If branch => [branch.Condition],
        For loop => [loop.From, loop.Bound],
        While loop => [loop.Condition],
        Return { Value: { } value } => [value],
        Throw @throw => [@throw.Value],
        Push push => [push.Value],
        _ => [],
    };

    private static IEnumerable<Expression> Operands(Expression expression) => expression switch
    {
        Unary unary => [unary.Operand],
        Binary binary => [binary.Left, binary.Right],
        Conversion conversion => [conversion.Operand],
        Conditional conditional => [conditional.Condition, conditional.WhenTrue, conditional.WhenFalse],
        Element element => [element.View, element.Index],
        Length length => [length.View],
        Slice { Count: { } count } slice => [slice.View, slice.Start, count],
        Slice slice => [slice.View, slice.Start],
        NewBuffer buffer => [buffer.Count],
        Call call => call.Arguments,
        Opaque opaque => opaque.Operands,
        PopBlock pop => [pop.Count],
        TupleValue tuple => tuple.Elements.Select(element => element.Value),
        _ => [],
    };
}
