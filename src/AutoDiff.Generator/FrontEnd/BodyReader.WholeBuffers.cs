using System;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>What the library does to whole buffers, written out.</content>
internal sealed partial class BodyReader
{
    /// <summary><c>Array.Clear(a, start, length)</c></summary>
    private Constant ReadPartFill(IInvocationOperation operation)
    {
        Expression[] parts = InOrder([.. operation.Arguments.Select(argument => (Func<Expression>)(() => Read(Boxed(argument.Value))))]);
        (Expression view, Expression start, Expression length) = (Simple(parts[0], "view"), Simple(parts[1], "start"), Simple(parts[2], "length"));

        // Unlike a slice, it calls what is not there an index.
        Number zero = new(IrType.Int32, 0);
        Expression isOutside = new Binary(BinaryOperator.Less, Minus(LengthOf(view), start), length);
        foreach (Expression bound in new[] { start, length }.Where(bound => bound is not Number { Value: >= 0 }))
        {
            isOutside = new Binary(BinaryOperator.OrElse, new Binary(BinaryOperator.Less, bound, zero), isOutside);
        }

        Write(new If(isOutside, new Block([Thrown("IndexOutOfRangeException", "")]), Block.Empty));
        WriteFill(SliceOf(AsSpan(view), start, length), Zero(view.Type.Element!));
        return Nothing;
    }

    /// <summary><c>Array.Reverse(a);</c> => <c>for (int i = 0; i &lt; a.Length / 2; i++) { T swap = a[i]; a[i] = a[a.Length - 1 - i]; a[a.Length - 1 - i] = swap; }</c></summary>
    private Constant ReadReverse(IInvocationOperation operation)
    {
        Expression view = Simple(Read(Boxed(operation.Arguments[0].Value)), "view");
        Variable counter = reading.NewVariable("i", IrType.Int32);
        Expression last = Minus(LengthOf(view), new Number(IrType.Int32, 1));
        Block body = BlockOf(() =>
        {
            Expression front = ElementOf(view, new Read(counter));
            Expression back = ElementOf(view, Minus(last, new Read(counter)));
            Expression swap = NewPlace("swap", view.Type.Element!);
            DeclareLeaves(swap, front);
            AssignLeaves(front, back);
            AssignLeaves(back, swap);
        });
        Expression half = new Binary(BinaryOperator.Divide, LengthOf(view), new Number(IrType.Int32, 2));
        Write(new For(counter, new Number(IrType.Int32, 0), BinaryOperator.Less, half, 1, body));
        return Nothing;
    }

    /// <summary>The array of <c>(double[])a.Clone()</c>.</summary>
    private IOperation? CloneOf(IOperation operation) =>
        operation is IConversionOperation { Operand: IInvocationOperation { TargetMethod: { Name: "Clone", ContainingType.SpecialType: SpecialType.System_Array }, Instance: { } array } }
        && TypeFor(array.Type) is { Kind: Ir.TypeKind.Array or Ir.TypeKind.Grid, IsJagged: false, Element.HoldsViews: false } type
        && type == TypeFor(operation.Type)
            ? array
            : null;

    private Expression ReadClone(IOperation array, IrType type, Variable? into)
    {
        if (type.Kind == Ir.TypeKind.Array)
        {
            return CopyOf(Whole(array), into);
        }

        Expression source = Simple(Read(array), "grid");
        Expression[] lengths = [.. Enumerable.Range(0, type.Rank).Select(dimension => LengthOf(source, dimension))];
        Expression copy = DeclareBuffer(type, new Position([.. lengths]), BufferStorage.Array, into);
        Variable[] counters = [.. lengths.Select((_, dimension) => reading.NewVariable(((char)('i' + dimension)).ToString(), IrType.Int32))];
        Position place = new([.. counters.Select(counter => new Read(counter))]);
        Block copied = BlockOf(() => AssignLeaves(ElementOf(copy, place), ElementOf(source, place)));
        for (int dimension = type.Rank - 1; dimension >= 0; dimension--)
        {
            copied = new Block([new For(counters[dimension], new Number(IrType.Int32, 0), BinaryOperator.Less, lengths[dimension], 1, copied) { Origin = origin }]);
        }

        Write(copied.Statements[0]);
        return copy;
    }
}
