using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>Expressions, evaluated left to right.</summary>
internal sealed partial class Machine
{
    private bool IsTrue(Expression condition) => (bool)Value(condition)!;

    private View ViewOf(Expression expression) => (View)Value(expression)!;

    private long Index(Expression expression) => System.Convert.ToInt64(Value(expression), System.Globalization.CultureInfo.InvariantCulture);

    private object? Value(Expression expression) => expression switch
    {
        Number number => Scalars.Number(number.NumberType, number.Value),
        Constant { Text: "null" or "default", Type: { IsView: true, Element: { } element } } => Whole(Buffer.Create(element, 0, isZeroed: true)),
        Constant constant => Scalars.Constant(constant),
        Read read => variables.TryGetValue(read.Variable, out object? stored) ? stored : throw new InvalidOperationException($"'{read.Variable.Name}' is read before it is assigned."),
        Unary unary => Scalars.Unary(unary.Operator, Value(unary.Operand)!),
        Binary { Operator: BinaryOperator.AndAlso } binary => IsTrue(binary.Left) && IsTrue(binary.Right),
        Binary { Operator: BinaryOperator.OrElse } binary => IsTrue(binary.Left) || IsTrue(binary.Right),
        Binary binary => Chain(binary),
        Conversion conversion => Converted(Value(conversion.Operand), conversion.TargetType),
        Conditional choice => Value(IsTrue(choice.Condition) ? choice.WhenTrue : choice.WhenFalse),
        Element element => At(ViewOf(element.View), Index(element.Index)),
        Length { View: Read { Type.Kind: TypeKind.Arena } arena } => ((Arena)variables[arena.Variable]).Length,
        Length length => ViewOf(length.View).Length,
        Slice { View: Read { Type.Kind: TypeKind.Arena } arena } slice => ((Arena)variables[arena.Variable]).Slice((int)Value(slice.Start)!, (int)Value(slice.Count!)!),
        Slice slice => Part(ViewOf(slice.View), (int)Value(slice.Start)!, slice.Count is null ? null : (int)Value(slice.Count)!),
        NewBuffer buffer => Create(buffer),
        WithPartials stated => Value(stated.Value),
        Call { Method.Body: { } body } call when helpers.TryGetValue(body, out Helper? helper) => Enter(call, helper.Function),
        Call call => Functions.Call(call.Method, [.. call.Arguments.Select(argument => Value(argument)!)]),
        PositionOf position => ((Arena)variables[position.Arena]).PositionOf(ViewOf(position.View)),
        Take take => ((Arena)variables[take.Arena]).Take(take.Type.Element!, (int)Value(take.Count)!),
        Pop pop => PopFrom((List<object>)variables[pop.Stack]),
        PopBlock pop => PopFrom((List<object>)variables[pop.Stack], (int)Value(pop.Count)!),
        TupleValue tuple => tuple.Elements.Select(element => Value(element.Value)!).ToArray(),
        _ => throw new NotSupportedException(Printer.Print(expression)),
    };

    /// <summary>Sums may be thousands of terms deep on their left.</summary>
    private object Chain(Binary binary)
    {
        var links = new Stack<Binary>();
        Expression first = binary;
        while (first is Binary { Operator: not (BinaryOperator.AndAlso or BinaryOperator.OrElse) } inner)
        {
            links.Push(inner);
            first = inner.Left;
        }

        return links.Aggregate(Value(first)!, (left, link) => Scalars.Binary(link.Operator, left, Value(link.Right)!));
    }

    private static object? Converted(object? value, IrType type) => value is null or View ? value : Scalars.Convert(value, type);

    private static object At(View view, long index) => view[index];

    private static View Part(View view, int start, int? count) => view.Slice(start, count);

    private View Create(NewBuffer buffer)
    {
        int count = (int)Value(buffer.Count)!;
        return count < 0
            ? throw new OverflowException()
            : Whole(Buffer.Create(buffer.ViewType.Element!, count, isZeroed: buffer.Storage != BufferStorage.Workspace));
    }

    private static object PopFrom(List<object> stack)
    {
        object value = stack[^1];
        stack.RemoveAt(stack.Count - 1);
        return value;
    }

    private static View PopFrom(List<object> stack, int count)
    {
        object[] block = [.. stack[^count..]];
        stack.RemoveRange(stack.Count - count, count);
        return Whole(new Buffer(block));
    }
}
