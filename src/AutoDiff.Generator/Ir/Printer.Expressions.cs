using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace AutoDiff.Generator.Ir;

/// <summary>Expressions, with parentheses only where C# needs them to read the same tree.</summary>
internal sealed partial class Printer
{
    private const int Primary = 20;
    private const int Prefix = 19;
    private const int Choice = 1;

    private string Text(Expression expression, int context)
    {
        string result = Text(expression);
        return Precedence(expression) < context ? $"({result})" : result;
    }

    private string Text(Expression expression) => expression switch
    {
        Number number => Literal(number),
        Constant constant => constant.Text,
        Read read => Name(read.Variable),
        Unary unary => Symbol(unary.Operator) + Apart(unary, Text(unary.Operand, Prefix)),
        Binary binary => Text(binary),
        Conversion { IsImplicit: true } conversion => Text(conversion.Operand),
        Conversion conversion => $"({TypeText(conversion.TargetType)}){Text(conversion.Operand, Prefix)}",
        Conditional choice => $"{Text(choice.Condition, Choice + 1)} ? {Text(choice.WhenTrue, Choice)} : {Text(choice.WhenFalse, Choice)}",
        Element element => $"{Text(element.View, Primary)}[{Text(element.Index)}]{element.Path}",
        Field field => Text(field.Object, Primary) + field.Path,
        Composite composite => $"{TypeText(composite.Type)}({string.Join(", ", composite.Members.Select(member => Text(member)))})",
        WithPartials known => Text(known.Value),
        Position position => string.Join(", ", position.Indices.Select(index => Text(index))),
        Length { Dimension: { } dimension } length => $"{Text(length.View, Primary)}.GetLength({dimension})",
        Length length => $"{Text(length.View, Primary)}.Length",
        Slice { Count: null } slice => $"{Text(slice.View, Primary)}.Slice({Text(slice.Start)})",
        Slice slice => $"{Text(slice.View, Primary)}.Slice({Text(slice.Start)}, {Text(slice.Count)})",
        NewBuffer buffer => Text(buffer),
        Call call => $"{call.Method.Container.Name}.{call.Method.Name}({string.Join(", ", call.Arguments.Select(argument => Text(argument)))})",
        Opaque opaque => Text(opaque),
        Pop pop => $"{Name(pop.Stack)}.Pop()",
        PositionOf position => $"{Name(position.Arena)}.PositionOf({Text(position.View)})",
        Take take => $"{Name(take.Arena)}.Take({Text(take.Count)})",
        PopBlock pop => $"{Name(pop.Stack)}.PopBlock({Text(pop.Count)})",
        TupleValue tuple => $"({string.Join(", ", tuple.Elements.Select(element => element.Name is null ? Text(element.Value) : $"{element.Name}: {Text(element.Value)}"))})",
        _ => expression.ToString(),
    };

    /// <summary><c>-(-x)</c>, since <c>--x</c> is something else.</summary>
    private static string Apart(Unary unary, string operand) =>
        unary.Operator == UnaryOperator.Negate && operand.StartsWith("-", StringComparison.Ordinal) ? $"({operand})" : operand;

    private string Text(Binary binary)
    {
        int precedence = Precedence(binary);

        // Chains of one precedence lean to the left and may be thousands of terms long, so they are walked, not recursed into.
        var tail = new Stack<Binary>();
        Expression first = binary;
        while (first is Binary inner && Precedence(inner) == precedence)
        {
            tail.Push(inner);
            first = inner.Left;
        }

        var chain = new StringBuilder(Text(first, precedence));
        foreach (Binary link in tail)
        {
            chain.Append(' ').Append(Symbol(link.Operator)).Append(' ').Append(Text(link.Right, precedence + 1));
        }

        return chain.ToString();
    }

    private string Text(NewBuffer buffer) => buffer.Storage switch
    {
        BufferStorage.Stack => $"stackalloc {TypeText(buffer.ViewType.Element!)}[{Text(buffer.Count)}]",
        BufferStorage.WorkspaceZeroed => $"workspace.Zeroed<{TypeText(buffer.ViewType.Element!)}>({Text(buffer.Count)})",
        BufferStorage.Workspace => $"workspace.Take<{TypeText(buffer.ViewType.Element!)}>({Text(buffer.Count)})",
        _ => $"new {TypeText(buffer.ViewType.Element!)}[{Text(buffer.Count)}]",
    };

    private string Text(Opaque opaque)
    {
        var result = new StringBuilder(opaque.Segments[0]);
        for (int i = 0; i < opaque.Operands.Count; i++)
        {
            result.Append(Text(opaque.Operands[i], Primary)).Append(opaque.Segments[i + 1]);
        }

        return result.ToString();
    }

    private static string Literal(Number number)
    {
        if (number.Text is not null)
        {
            return number.Text;
        }

        bool isSingle = number.NumberType.Kind == TypeKind.Single;
        string digits = isSingle
            ? ((float)number.Value).ToString("R", CultureInfo.InvariantCulture)
            : number.Value.ToString("R", CultureInfo.InvariantCulture);
        return isSingle ? digits + "f" : digits;
    }

    private static int Precedence(Expression expression) => expression switch
    {
        Conditional => Choice,
        Binary binary => binary.Operator switch
        {
            BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Remainder => 12,
            BinaryOperator.Add or BinaryOperator.Subtract => 11,
            BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight or BinaryOperator.UnsignedShiftRight => 10,
            >= BinaryOperator.Less => 9,
            BinaryOperator.Equal or BinaryOperator.NotEqual => 8,
            BinaryOperator.And => 7,
            BinaryOperator.Xor => 6,
            BinaryOperator.Or => 5,
            BinaryOperator.AndAlso => 4,
            _ => 3,
        },
        Unary or Conversion { IsImplicit: false } => Prefix,
        Conversion conversion => Precedence(conversion.Operand),
        NewBuffer => Prefix,

        // A negative literal is a negation in C#.
        Number { Value: < 0 } => Prefix,
        _ => Primary,
    };

    private static string Symbol(UnaryOperator unary) => unary switch
    {
        UnaryOperator.Negate => "-",
        UnaryOperator.Not => "!",
        _ => "~",
    };

    private static string Symbol(BinaryOperator binary) => binary switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.Remainder => "%",
        BinaryOperator.And => "&",
        BinaryOperator.Or => "|",
        BinaryOperator.Xor => "^",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.UnsignedShiftRight => ">>>",
        BinaryOperator.AndAlso => "&&",
        BinaryOperator.OrElse => "||",
        BinaryOperator.Equal => "==",
        BinaryOperator.NotEqual => "!=",
        BinaryOperator.Less => "<",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.Greater => ">",
        _ => ">=",
    };
}
