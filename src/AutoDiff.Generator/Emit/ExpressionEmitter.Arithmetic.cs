using System.Collections.Generic;
using System.Text;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Emit;

/// <summary>Operators and conversions: the text must compute in the same types as the IR.</summary>
internal sealed partial class ExpressionEmitter
{
    /// <summary>The right side of <c>target op= value</c>.</summary>
    public string CompoundOperand(Expression target, BinaryOperator op, Expression value)
    {
        Printed right = Print(value, exact: false);
        return ComputesIn(target.Type, op, Print(target, exact: true), right) ? right.Text : Print(value, exact: true).Text;
    }

    private Printed PrintUnary(Unary unary)
    {
        // -2 may stay an int where that converts; -0 must not, it would lose its sign. Nor may -n be computed in
        // integers before a conversion.
        bool isPlainNumber = unary is { Operator: UnaryOperator.Negate, Operand: Number { Value: > 0 } };
        Printed operand = Print(unary.Operand, exact: !isPlainNumber);
        string text = operand.Text[0] == '-' ? $"({operand.Text})" : operand.Within(Precedence.Unary);
        return new(OperatorSyntax.Symbol(unary.Operator) + text, Precedence.Unary, Promotion.OfOne(operand.Type));
    }

    private Printed PrintBinary(Binary binary)
    {
        // A sum of ten thousand terms is a chain to the left: a loop does not run out of stack.
        Stack<Binary> chain = new();
        Expression leftmost = binary;
        while (leftmost is Binary link && (link == binary || OverflowOf(link) == OverflowOf(binary)))
        {
            chain.Push(link);
            leftmost = link.Left;
        }

        Printed printed = Print(leftmost, exact: false);
        StringBuilder text = new(printed.Text);
        while (chain.Count > 0)
        {
            Cancellation.Check();
            printed = PrintBinary(chain.Pop(), printed, text);
        }

        return printed with { Text = text.ToString() };
    }

    /// <summary>Adds an operator and its right operand to the text of its left operand, of which <paramref name="left"/> knows the rest.</summary>
    private Printed PrintBinary(Binary binary, Printed left, StringBuilder text)
    {
        Printed right = Print(binary.Right, exact: false);
        IrType type = binary.Left.Type;
        if (!ComputesIn(type, binary.Operator, left, right))
        {
            // One operand of the right type suffices; a literal hides it best: 1 / n => 1.0 / n.
            bool convertRight = binary.Right is Number && binary.Left is not Number;
            left = convertRight ? left : Exactly(binary.Left, text);
            right = convertRight ? Print(binary.Right, exact: true) : right;
        }

        if (!ComputesIn(type, binary.Operator, left, right))
        {
            left = Exactly(binary.Left, text);
            right = Print(binary.Right, exact: true);
        }

        Precedence precedence = OperatorSyntax.PrecedenceOf(binary.Operator);

        // "a && (b && c)" is the same chain as "(a && b) && c"; nothing else associates.
        bool isChain = binary.Operator is BinaryOperator.AndAlso or BinaryOperator.OrElse;
        if (left.Precedence < precedence)
        {
            text.Insert(0, '(').Append(')');
        }

        text.Append(' ').Append(OperatorSyntax.Symbol(binary.Operator)).Append(' ').Append(right.Within(isChain ? precedence : precedence + 1));
        return new("", precedence, binary.Type);
    }

    private Printed Exactly(Expression left, StringBuilder text)
    {
        Printed exact = Print(left, exact: true);
        text.Clear().Append(exact.Text);
        return exact;
    }

    private static bool ComputesIn(IrType type, BinaryOperator op, Printed left, Printed right)
    {
        if (!Promotion.IsNumeric(type))
        {
            return true;
        }

        // Where C# has no operator, as for an int and a ulong, an operand needs the conversion that both have.
        IrType? computed = OperatorSyntax.IsShift(op) ? Promotion.OfOne(left.Type) : Promotion.OfTwo(left, right);
        return computed?.Kind == type.Kind;
    }

    private Printed PrintConversion(Conversion conversion, bool exact)
    {
        IrType source = conversion.Operand.Type;
        if (source.Kind == TypeKind.List && conversion.Type.Kind != TypeKind.List)
        {
            return Primary($"{spelling.Known("System.Runtime.InteropServices", "CollectionsMarshal")}.AsSpan({Value(conversion.Operand)})", IrType.SpanOf(source.Element!));
        }

        if (source.Kind == TypeKind.Generic || conversion.Type.Kind == TypeKind.Generic)
        {
            return new($"{spelling.Type(conversion.Type)}.CreateChecked({Print(conversion.Operand, exact: true).Text})", Precedence.Primary, conversion.Type);
        }

        if (!Promotion.IsNumeric(conversion.Type) || !Promotion.IsNumeric(source))
        {
            return conversion.IsImplicit
                ? Print(conversion.Operand, exact: false)
                : Cast(conversion);
        }

        // The operand keeps its own type even where the outer conversion would hide that: (double)(float)n rounds twice.
        return conversion.IsImplicit && !exact
            ? Print(conversion.Operand, exact: true)
            : Cast(conversion);
    }

    private Printed Cast(Conversion conversion)
    {
        Printed operand = Print(conversion.Operand, exact: true);
        string text = operand.Text[0] == '-' ? $"({operand.Text})" : operand.Within(Precedence.Unary);
        return new($"({spelling.Type(conversion.Type)}){text}", Precedence.Unary, conversion.Type);
    }

    private Printed PrintConditional(Conditional conditional)
    {
        Printed whenTrue = Print(conditional.WhenTrue, exact: false);
        Printed whenFalse = Print(conditional.WhenFalse, exact: false);
        if (whenTrue.Type.Kind != conditional.Type.Kind && whenFalse.Type.Kind != conditional.Type.Kind)
        {
            whenTrue = Print(conditional.WhenTrue, exact: true);
        }

        string condition = Print(conditional.Condition, exact: false).Within(Precedence.OrElse);
        string text = $"{condition} ? {whenTrue.Within(Precedence.OrElse)} : {whenFalse.Text}";
        return new(text, Precedence.Conditional, conditional.Type);
    }
}
