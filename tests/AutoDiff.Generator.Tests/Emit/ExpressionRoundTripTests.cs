using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Harness;
using Xunit;
using static AutoDiff.Generator.Tests.Emit.Shorthand;

namespace AutoDiff.Generator.Tests.Emit;

/// <summary>What is printed computes, bit for bit, what the tree computes.</summary>
public class ExpressionRoundTripTests
{
    private const int Expressions = 1500;
    private const int Depth = 4;

    private static readonly IrType Long = new(TypeKind.Int64, "long");
    private static readonly IrType UInt = new(TypeKind.UInt32, "uint");
    private static readonly IrType ULong = new(TypeKind.UInt64, "ulong");
    private static readonly IrType NInt = new(TypeKind.NInt, "nint");
    private static readonly IrType NUInt = new(TypeKind.NUInt, "nuint");

    private static readonly Dictionary<Variable, object> Values = new()
    {
        [Real("a")] = 1.7,
        [Real("b")] = -0.0,
        [Local("f", IrType.Single)] = 0.3f,
        [Local("g", IrType.Single)] = -3e7f,
        [Int("n")] = 7,
        [Int("m")] = -2147483600,
        [Local("l", Long)] = 9007199254740993L,
        [Local("u", UInt)] = 4294967291u,
        [Local("w", ULong)] = 18446744073709551557UL,
        [Local("i", NInt)] = unchecked((nint)(-9007199254740993L)),
        [Local("j", NUInt)] = unchecked((nuint)9223372036854775837UL),
    };

    [Fact]
    public void RandomExpressions_KeepTheirBits()
    {
        Random random = new(20_240_601);
        Variable[] variables = [.. Values.Keys];
        string parameters = string.Join(", ", Array.ConvertAll(variables, variable => variable.Type.Name + " " + variable.Name));
        StringBuilder source = new("using System;\npublic static class Printed\n{\n");
        List<(Expression Tree, string Text)> cases = [];
        for (int i = 0; i < Expressions; i++)
        {
            Expression tree = Any(random, random.Next(2) == 0 ? IrType.Double : IrType.Single, Depth);
            string text = Print(tree, variables);
            cases.Add((tree, text));
            source.Append(CultureInfo.InvariantCulture, $"    public static {tree.Type.Name} E{i}({parameters}) {{ unchecked {{ return {text}; }} }}\n");
        }

        source.Append("}\n");

        // Random code compares a variable with itself and the like.
        using LoadedAssembly assembly = LoadedAssembly.Load(CompilerInput.Compilation(source.ToString()), allowWarnings: true);
        Type printed = assembly.Type("Printed");
        object[] arguments = [.. Values.Values];
        for (int i = 0; i < Expressions; i++)
        {
            object expected = Evaluate(cases[i].Tree);
            object actual = printed.GetMethod("E" + i.ToString(CultureInfo.InvariantCulture))!.Invoke(null, arguments)!;
            Assert.True(Bits(expected) == Bits(actual), $"{cases[i].Text}: {expected:R} expected, {actual:R} computed");
        }
    }

    private static long Bits(object value) => value switch
    {
        double d => double.IsNaN(d) ? long.MinValue + 1 : BitConverter.DoubleToInt64Bits(d),
        float f => float.IsNaN(f) ? long.MinValue + 2 : BitConverter.SingleToInt32Bits(f),
        _ => throw new NotSupportedException(),
    };

    private static Expression Any(Random random, IrType type, int depth)
    {
        if (depth == 0 || random.Next(6) == 0)
        {
            return Leaf(random, type);
        }

        return random.Next(type.IsInteger ? 3 : 8) switch
        {
            0 or 3 or 4 or 5 => Arithmetic(random, type, depth),
            1 when IsUnsigned(type) => Leaf(random, type),
            1 => Neg(Any(random, type, depth - 1)),
            2 => new Conditional(Comparison(random, depth), Any(random, type, depth - 1), Any(random, type, depth - 1)),
            6 => type.Kind == TypeKind.Single ? Explicit(type, Any(random, IrType.Double, depth - 1)) : Widened(random, type, depth),
            _ => Widened(random, type, depth),
        };
    }

    private static Binary Arithmetic(Random random, IrType type, int depth)
    {
        BinaryOperator op = (BinaryOperator)random.Next(type.IsInteger ? 3 : 5);
        return new(op, Any(random, type, depth - 1), Any(random, type, depth - 1));
    }

    private static Binary Comparison(Random random, int depth)
    {
        IrType type = random.Next(2) == 0 ? IrType.Double : IrType.Int32;
        BinaryOperator op = BinaryOperator.Equal + random.Next(6);
        return new(op, Any(random, type, depth - 1), Any(random, type, depth - 1));
    }

    private static Conversion Widened(Random random, IrType type, int depth)
    {
        IrType source = random.Next(7) switch
        {
            0 => IrType.Int32,
            1 => Long,
            2 => UInt,
            3 => ULong,
            4 => NInt,
            5 => NUInt,
            _ => type.Kind == TypeKind.Double ? IrType.Single : IrType.Int32,
        };
        return new(type, Any(random, source, depth - 1), random.Next(4) > 0);
    }

    private static Expression Leaf(Random random, IrType type)
    {
        List<Variable> candidates = [.. Values.Keys];
        candidates.RemoveAll(variable => variable.Type != type);
        if (random.Next(2) == 0)
        {
            return Get(candidates[random.Next(candidates.Count)]);
        }

        double[] reals = [0, -0.0, 1, 2, -3, 0.5, 0.1, 1e20, 16777217, 1e-300];
        double value = type.IsInteger ? random.Next(IsUnsigned(type) ? 0 : -9, 10) : reals[random.Next(reals.Length)];
        return type.Kind == TypeKind.Single
            ? NumF((float)value, value == 2 ? "2" : null)
            : new Number(type, value);
    }

    private static bool IsUnsigned(IrType type) => type == UInt || type == ULong || type == NUInt;

    private static object Evaluate(Expression expression) => expression switch
    {
        Number number => Convert(number.Value, number.Type),
        Read read => Values[read.Variable],
        Unary unary => Evaluate(unary.Operand) switch
        {
            // Boxed one by one: a switch expression would turn all of them into doubles.
            double d => (object)-d,
            float f => -f,
            int n => unchecked(-n),
            long l => unchecked(-l),
            nint i => unchecked(-i),
            _ => throw new NotSupportedException(),
        },
        Conversion conversion => Convert(Evaluate(conversion.Operand), conversion.Type),
        Conditional conditional => (bool)Evaluate(conditional.Condition) ? Evaluate(conditional.WhenTrue) : Evaluate(conditional.WhenFalse),
        Binary binary => (Evaluate(binary.Left), Evaluate(binary.Right)) switch
        {
            (double l, double r) => Compute(binary.Operator, l, r),
            (float l, float r) => Compute(binary.Operator, l, r),
            (int l, int r) => Compute(binary.Operator, l, r),
            (long l, long r) => Compute(binary.Operator, l, r),
            (uint l, uint r) => Compute(binary.Operator, l, r),
            (ulong l, ulong r) => Compute(binary.Operator, l, r),
            (nint l, nint r) => Compute(binary.Operator, l, r),
            (nuint l, nuint r) => Compute(binary.Operator, l, r),
            _ => throw new NotSupportedException(),
        },
        _ => throw new NotSupportedException(),
    };

    private static object Convert(object value, IrType type) => (value, type.Kind) switch
    {
        (double d, TypeKind.Double) => (object)d,
        (double d, TypeKind.Single) => (float)d,
        (double d, TypeKind.Int32) => (int)d,
        (double d, TypeKind.Int64) => (long)d,
        (double d, TypeKind.UInt32) => (uint)d,
        (double d, TypeKind.UInt64) => (ulong)d,
        (double d, TypeKind.NInt) => (nint)d,
        (double d, TypeKind.NUInt) => (nuint)d,
        (float f, TypeKind.Double) => (double)f,
        (int n, TypeKind.Double) => (double)n,
        (int n, TypeKind.Single) => (float)n,
        (long l, TypeKind.Double) => (double)l,
        (long l, TypeKind.Single) => (float)l,
        (uint u, TypeKind.Double) => (double)u,
        (uint u, TypeKind.Single) => (float)u,
        (ulong w, TypeKind.Double) => (double)w,
        (ulong w, TypeKind.Single) => (float)w,
        (nint i, TypeKind.Double) => (double)i,
        (nint i, TypeKind.Single) => (float)i,
        (nuint j, TypeKind.Double) => (double)j,
        (nuint j, TypeKind.Single) => (float)j,
        _ => throw new NotSupportedException($"{value.GetType()} to {type.Name}"),
    };

    private static object Compute<T>(BinaryOperator op, T left, T right)
        where T : System.Numerics.INumber<T> => op switch
        {
            BinaryOperator.Add => unchecked(left + right),
            BinaryOperator.Subtract => unchecked(left - right),
            BinaryOperator.Multiply => unchecked(left * right),
            BinaryOperator.Divide => left / right,
            BinaryOperator.Remainder => left % right,
            BinaryOperator.Equal => left == right,
            BinaryOperator.NotEqual => left != right,
            BinaryOperator.Less => left < right,
            BinaryOperator.LessOrEqual => left <= right,
            BinaryOperator.Greater => left > right,
            BinaryOperator.GreaterOrEqual => left >= right,
            _ => throw new NotSupportedException(),
        };
}
