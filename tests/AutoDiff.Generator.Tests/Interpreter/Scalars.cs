using System;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>Scalar values: <see cref="Dual"/> for floating point, boxed C# values for the rest, with C#'s unchecked arithmetic.</summary>
internal static class Scalars
{
    /// <summary>A number as a value of a type.</summary>
    public static object Number(IrType type, double value) => type.Kind switch
    {
        TypeKind.Double => new Dual(value, 0, false),
        TypeKind.Single => Dual.Of(value, 0, true),
        TypeKind.Bool => value != 0,
        _ => Convert(value, type),
    };

    /// <summary>What the caller passes, as a value.</summary>
    public static object FromBoxed(object value, double tangent = 0) => value switch
    {
        double number => new Dual(number, tangent, false),
        float number => new Dual(number, tangent, true),
        _ => value,
    };

    public static object ToBoxed(object value) => value is Dual dual ? dual.Boxed() : value;

    /// <summary>A C# cast in an unchecked context.</summary>
    public static object Convert(object value, IrType target)
    {
        if (value is Dual dual)
        {
            return target.Kind switch
            {
                TypeKind.Double => dual with { IsSingle = false },
                TypeKind.Single => Dual.Of(dual.Value, dual.Tangent, true),
                _ => Convert(dual.Value, target),
            };
        }

        return value switch
        {
            double number => Cast(number, target),
            sbyte number => Cast(number, target),
            byte number => Cast(number, target),
            short number => Cast(number, target),
            ushort number => Cast(number, target),
            int number => Cast(number, target),
            uint number => Cast(number, target),
            long number => Cast(number, target),
            ulong number => Cast(number, target),
            nint number => Cast(number, target),
            nuint number => Cast(number, target),
            char number => Cast((ushort)number, target),
            _ => value,
        };
    }

    public static object Unary(UnaryOperator unary, object operand) => (unary, operand) switch
    {
        (UnaryOperator.Negate, Dual value) => -value,
        (UnaryOperator.Not, bool value) => !value,
        (_, int value) => Integer(unary, value),
        (_, long value) => Integer(unary, value),
        (_, uint value) => Integer(unary, value),
        (_, ulong value) => Integer(unary, value),
        (_, nint value) => Integer(unary, value),
        (_, nuint value) => Integer(unary, value),
        _ => throw new NotSupportedException($"{unary} of {operand}"),
    };

    public static object Binary(BinaryOperator binary, object left, object right) => (left, right) switch
    {
        (Dual a, Dual b) => Floating(binary, a, b),
        (bool a, bool b) => Logical(binary, a, b),
        (int a, int b) => Integer(binary, a, b),
        (long a, long b) => Integer(binary, a, b),
        (uint a, uint b) => Integer(binary, a, b),
        (ulong a, ulong b) => Integer(binary, a, b),
        (nint a, nint b) => Integer(binary, a, b),
        (nuint a, nuint b) => Integer(binary, a, b),
        (char a, char b) => Integer(binary, a, b),
        (byte a, byte b) => Integer(binary, a, b),
        (sbyte a, sbyte b) => Integer(binary, a, b),
        (short a, short b) => Integer(binary, a, b),
        (ushort a, ushort b) => Integer(binary, a, b),
        (long a, int b) => Shift(binary, a, b),
        (uint a, int b) => Shift(binary, a, b),
        (ulong a, int b) => Shift(binary, a, b),
        (nint a, int b) => Shift(binary, a, b),
        (nuint a, int b) => Shift(binary, a, b),
        _ when binary is BinaryOperator.Equal or BinaryOperator.NotEqual => Equals(left, right) == (binary == BinaryOperator.Equal),
        _ => throw new NotSupportedException($"{binary} of {left} and {right}"),
    };

    /// <summary>The value of a <see cref="Constant"/>: a C# keyword, literal or the global name of a static member.</summary>
    public static object? Constant(Constant constant)
    {
        string text = constant.Text;
        switch (text)
        {
            case "true" or "false":
                return text == "true";
            case "null":
                return null;
        }

        if (text.StartsWith("default(", StringComparison.Ordinal))
        {
            return Number(constant.ConstantType, 0);
        }

        if (text.Length == 3 && text[0] == '\'')
        {
            return text[1];
        }

        string digits = text.TrimEnd('L', 'U', 'l', 'u');
        if (Int128.TryParse(digits, CultureInfo.InvariantCulture, out Int128 integer))
        {
            return constant.ConstantType.Kind == TypeKind.UInt64 ? (ulong)integer : Convert((long)integer, constant.ConstantType);
        }

        string name = text.Replace("global::", "", StringComparison.Ordinal);
        int dot = name.LastIndexOf('.');
        if (dot < 0)
        {
            throw new NotSupportedException(text);
        }

        Type type = name[..dot] switch
        {
            "double" => typeof(double),
            "float" => typeof(float),
            "int" => typeof(int),
            "long" => typeof(long),
            string other => Type.GetType(other) ?? throw new NotSupportedException(text),
        };
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;
        object? value = type.GetField(name[(dot + 1)..], Static)?.GetValue(null) ?? type.GetProperty(name[(dot + 1)..], Static)?.GetValue(null);
        return FromBoxed(value ?? throw new NotSupportedException(text));
    }

    private static object Cast<T>(T value, IrType target)
        where T : INumberBase<T>
    {
        // A floating-point number that does not fit is converted as the C# cast does; between integers the low bits are kept.
        object Integer<TTarget>(Func<double, TTarget> fromDouble)
            where TTarget : INumberBase<TTarget> => value is double number ? fromDouble(number) : TTarget.CreateTruncating(value);
        return target.Kind switch
        {
            TypeKind.SByte => Integer(number => unchecked((sbyte)number)),
            TypeKind.Byte => Integer(number => unchecked((byte)number)),
            TypeKind.Int16 => Integer(number => unchecked((short)number)),
            TypeKind.UInt16 => Integer(number => unchecked((ushort)number)),
            TypeKind.Int32 => Integer(number => unchecked((int)number)),
            TypeKind.UInt32 => Integer(number => unchecked((uint)number)),
            TypeKind.Int64 => Integer(number => unchecked((long)number)),
            TypeKind.UInt64 => Integer(number => unchecked((ulong)number)),
            TypeKind.NInt => Integer(number => unchecked((nint)number)),
            TypeKind.NUInt => Integer(number => unchecked((nuint)number)),
            TypeKind.Char => Integer(number => unchecked((char)number)),
            TypeKind.Single => new Dual(float.CreateTruncating(value), 0, true),
            TypeKind.Double => new Dual(double.CreateTruncating(value), 0, false),
            _ => throw new NotSupportedException($"A conversion to {target.Name}."),
        };
    }

    private static object Floating(BinaryOperator binary, Dual a, Dual b) => binary switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        BinaryOperator.Divide => a / b,
        BinaryOperator.Remainder => a % b,
        _ => Compare(binary, a.Value, b.Value),
    };

    private static bool Logical(BinaryOperator binary, bool a, bool b) => binary switch
    {
        BinaryOperator.And => a & b,
        BinaryOperator.Or => a | b,
        BinaryOperator.Xor or BinaryOperator.NotEqual => a ^ b,
        BinaryOperator.Equal => a == b,
        _ => throw new NotSupportedException($"{binary} of conditions"),
    };

    private static object Integer<T>(UnaryOperator unary, T value)
        where T : IBinaryInteger<T> => unary == UnaryOperator.Negate ? unchecked(-value) : ~value;

    private static object Integer<T>(BinaryOperator binary, T a, T b)
        where T : IBinaryInteger<T> => binary switch
        {
            BinaryOperator.Add => unchecked(a + b),
            BinaryOperator.Subtract => unchecked(a - b),
            BinaryOperator.Multiply => unchecked(a * b),
            BinaryOperator.Divide => a / b,
            BinaryOperator.Remainder => a % b,
            BinaryOperator.And => a & b,
            BinaryOperator.Or => a | b,
            BinaryOperator.Xor => a ^ b,
            BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight or BinaryOperator.UnsignedShiftRight => Shift(binary, a, int.CreateTruncating(b)),
            _ => Compare(binary, a, b),
        };

    private static object Shift<T>(BinaryOperator binary, T a, int count)
        where T : IBinaryInteger<T> => binary switch
        {
            BinaryOperator.ShiftLeft => a << count,
            BinaryOperator.ShiftRight => a >> count,
            BinaryOperator.UnsignedShiftRight => a >>> count,
            _ => throw new NotSupportedException($"{binary} of different types"),
        };

    private static bool Compare<T>(BinaryOperator binary, T a, T b)
        where T : IComparisonOperators<T, T, bool> => binary switch
        {
            BinaryOperator.Equal => a == b,
            BinaryOperator.NotEqual => a != b,
            BinaryOperator.Less => a < b,
            BinaryOperator.LessOrEqual => a <= b,
            BinaryOperator.Greater => a > b,
            BinaryOperator.GreaterOrEqual => a >= b,
            _ => throw new NotSupportedException($"{binary} of numbers"),
        };
}
