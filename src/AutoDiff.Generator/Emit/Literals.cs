using System;
using System.Globalization;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Numbers as C# literals: as the author wrote them where that is safe, otherwise as short as possible.</summary>
internal static class Literals
{
    /// <summary>Prints a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="exact">The text must have the number's own type; otherwise <c>2</c> will do for <c>2.0</c>.</param>
    /// <returns>Its text and the type that C# gives to it.</returns>
    public static Printed Print(Number number, bool exact) => number.Type.Kind switch
    {
        TypeKind.Double => FloatingPoint(number, exact, DoubleText(number.Value)),
        TypeKind.Single => FloatingPoint(number, exact, SingleText((float)number.Value)),
        TypeKind.Generic => Generic(number),
        _ => Integer(number, exact),
    };

    // A type parameter has no literals.
    private static Printed Generic(Number number)
    {
        string name = number.Type.Name;
        string text = number.Value switch
        {
            0 when !IsNegative(number.Value) => name + ".Zero",
            1 => name + ".One",
            -1 => name + ".NegativeOne",
            double.PositiveInfinity => name + ".PositiveInfinity",
            double.NegativeInfinity => name + ".NegativeInfinity",
            double.NaN => name + ".NaN",
            _ => $"{name}.CreateChecked({DoubleText(number.Value)})",
        };
        return new Printed(text, Precedence.Primary, number.Type);
    }

    /// <summary>Whether the number is <c>+0</c>, which is what cleared memory holds.</summary>
    public static bool IsPositiveZero(Expression value) =>
        value is Constant { Type.Kind: TypeKind.Aggregate, Text: "default" } || (value is Number { Value: 0 } number && !IsNegative(number.Value));

    /// <summary>Whether the number carries a minus sign; <c>-0.0</c> does.</summary>
    public static bool IsNegative(double value) => BitConverter.DoubleToInt64Bits(value) < 0;

    private static Printed FloatingPoint(Number number, bool exact, string shortest)
    {
        char suffix = number.Type.Kind == TypeKind.Single ? 'f' : 'd';
        if (number.Text is { } text && SourceSpelling.IsReal(text, suffix) && SourceSpelling.Means(text, number))
        {
            return Signed(text, number.Type);
        }

        bool isSmallInteger = number.Value == Math.Floor(number.Value)
            && Math.Abs(number.Value) <= int.MaxValue
            && !(number.Value == 0 && IsNegative(number.Value));

        // "2 * x" with a float x keeps its look only if its author wrote it that way: otherwise "2f * x".
        bool looksLikeInteger = number.Type.Kind == TypeKind.Double || (number.Text is { } spelled && SourceSpelling.IsDecimalInteger(spelled));
        if (!exact && isSmallInteger && looksLikeInteger)
        {
            string digits = number.Value.ToString("F0", CultureInfo.InvariantCulture);
            return Signed(digits, IrType.Int32) with { IsIntegerLiteral = digits[0] != '-' };
        }

        return Signed(shortest, number.Type);
    }

    private static string DoubleText(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return "double." + NotFinite(value);
        }

        string text = value == 0 && IsNegative(value) ? "-0" : RoundTrip.Double(value);
        return text.IndexOfAny(['.', 'e']) >= 0 ? text : text + ".0";
    }

    private static string SingleText(float value)
    {
        if (float.IsNaN(value) || float.IsInfinity(value))
        {
            return "float." + NotFinite(value);
        }

        return (value == 0 && IsNegative(value) ? "-0" : RoundTrip.Single(value)) + "f";
    }

    private static string NotFinite(double value) =>
        double.IsNaN(value) ? "NaN" : value > 0 ? "PositiveInfinity" : "NegativeInfinity";

    private static Printed Integer(Number number, bool exact)
    {
        bool isInt = number.Type.Kind == TypeKind.Int32;
        string digits = number.Text is { } text && SourceSpelling.IsInteger(text) && SourceSpelling.Means(text, number)
            ? text
            : number.Value.ToString("F0", CultureInfo.InvariantCulture);
        if (isInt || (!exact && Math.Abs(number.Value) <= int.MaxValue))
        {
            return Signed(digits, IrType.Int32) with { IsIntegerLiteral = digits[0] != '-' };
        }

        return number.Type.Kind switch
        {
            TypeKind.UInt32 => Signed(digits + "u", number.Type),
            TypeKind.Int64 => Signed(digits + "L", number.Type),
            TypeKind.UInt64 => Signed(digits + "UL", number.Type),
            _ => new($"({number.Type.Name}){(digits[0] == '-' ? $"({digits})" : digits)}", Precedence.Unary, number.Type),
        };
    }

    private static Printed Signed(string text, IrType type) =>
        new(text, text[0] == '-' ? Precedence.Unary : Precedence.Primary, type);
}
