using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Reads a formula off an expression, given the formulas of the variables in it. Gives up, with <see langword="null"/>,
/// on anything that is not plain mathematics of real numbers, such as an integer division.
/// </summary>
internal sealed class ClosedForm(ParameterFacts facts)
{
    private static readonly Dictionary<string, string> Functions = new(StringComparer.Ordinal)
    {
        ["Acos"] = "acos",
        ["Acosh"] = "acosh",
        ["Asin"] = "asin",
        ["Asinh"] = "asinh",
        ["Atan"] = "atan",
        ["Atan2"] = "atan2",
        ["Atanh"] = "atanh",
        ["Cbrt"] = "cbrt",
        ["Cos"] = "cos",
        ["Cosh"] = "cosh",
        ["Exp"] = "exp",
        ["Log"] = "log",
        ["Log10"] = "log10",
        ["Log2"] = "log2",
        ["Max"] = "max",
        ["Min"] = "min",
        ["Sin"] = "sin",
        ["Sinh"] = "sinh",
        ["Sqrt"] = "sqrt",
        ["Tan"] = "tan",
        ["Tanh"] = "tanh",
        ["Abs"] = "abs",
    };

    private readonly Dictionary<Variable, Sum> known = [];

    private ClosedForm(ClosedForm outer)
        : this(outer.Facts) => known = new(outer.known);

    private ParameterFacts Facts { get; } = facts;

    /// <summary>The formula of a variable, as far as it is known.</summary>
    public Sum? this[Variable variable]
    {
        get => known.TryGetValue(variable, out Sum? formula) ? formula : null;
        set
        {
            if (value is null || IsEndless(value))
            {
                known.Remove(variable);
            }
            else
            {
                known[variable] = value;
            }
        }
    }

    /// <summary>The same knowledge, to be extended separately.</summary>
    public ClosedForm Nested() => new(this);

    public Sum? Of(Expression expression) => expression switch
    {
        Number number => OfNumber(number.Value),
        Constant constant => OfConstant(constant.Text),
        Read { Type.IsView: false } read => this[read.Variable],
        Unary { Operator: UnaryOperator.Negate } unary => Of(unary.Operand)?.Negated(),
        Binary binary => OfBinary(binary),
        Conversion conversion when IsExactInPrinciple(conversion) => Of(conversion.Operand),
        Element { View: Read view, Index: not Position } element when Facts.Dimension(view.Variable) is not null && Of(element.Index) is { } index => Sum.Of($"{view.Variable.Name}[{index.Print()}]{element.Path}"),
        Length { View: Read { Type.IsUncut: false } view } when Facts.Dimension(view.Variable) is { } letter => Sum.Of(letter),
        Call { Method.Container: { Namespace: "System", Name: "Math" or "MathF" } } call => OfCall(call),
        _ => null,
    };

    private static Sum? OfNumber(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return null;
        }

        if (value == Math.Floor(value) && Math.Abs(value) < 1e6)
        {
            return Sum.Integer((long)value);
        }

        Sum magnitude = Sum.Of(RoundTrip.Double(Math.Abs(value)), FactorShape.Number);
        return value < 0 ? magnitude.Negated() : magnitude;
    }

    private static Sum? OfConstant(string text)
    {
        string name = text.Substring(text.LastIndexOf('.') + 1);
        return name == "PI" ? Sum.Of("pi")
            : name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c == '_') && !char.IsDigit(name[0]) ? Sum.Of(name)
            : null;
    }

    // (int)x cuts something off; everything else only rounds.
    private static bool IsExactInPrinciple(Conversion conversion) =>
        conversion.Type.IsFloatingPoint || (conversion.Type.IsInteger && conversion.Operand.Type.IsInteger && conversion.IsImplicit);

    private Sum? OfBinary(Binary binary)
    {
        // Each term takes more than one character, so a longer chain is not shown anyway.
        if (Chain.OfArithmetic(binary).Links.Count > Describe.Longest || Of(binary.Left) is not { } left || Of(binary.Right) is not { } right || IsEndless(left) || IsEndless(right))
        {
            return null;
        }

        return binary.Operator switch
        {
            BinaryOperator.Add => left.Plus(right),
            BinaryOperator.Subtract => left.Plus(right.Negated()),
            BinaryOperator.Multiply => left.Times(right),
            BinaryOperator.Divide when binary.Type.IsFloatingPoint => left.Over(right),
            _ => null,
        };
    }

    private static bool IsEndless(Sum sum) => sum.Terms.Count > Describe.Longest || sum.Terms.Any(term => term.Factors.Any(factor => factor.Text.Length > Describe.Longest));

    private Sum? OfCall(Call call)
    {
        Sum?[] arguments = [.. call.Arguments.Select(Of)];
        if (Array.IndexOf(arguments, null) >= 0)
        {
            return null;
        }

        if (call.Method.Name == "Pow")
        {
            return OfPower(arguments[0]!, call.Arguments[1]);
        }

        return Functions.TryGetValue(call.Method.Name, out string? name)
            ? Sum.Of($"{name}({string.Join(", ", arguments.Select(argument => argument!.Print()))})")
            : null;
    }

    private static Sum? OfPower(Sum radix, Expression exponent)
    {
        if (exponent is not Number { Value: 2 or 3 or 4 or 5 } number)
        {
            return null;
        }

        Sum? power = radix;
        for (int i = 1; i < number.Value; i++)
        {
            power = power?.Times(radix);
        }

        return power;
    }
}
