using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// The types in which C# computes. Text such as <c>1 / n</c> is only right if the compiler's choice is the type that
/// the IR computes in; where it is not, an operand is converted explicitly: <c>1.0 / n</c>.
/// </summary>
internal static class Promotion
{
    private static readonly IrType UInt32 = new(TypeKind.UInt32, "uint");
    private static readonly IrType Int64 = new(TypeKind.Int64, "long");
    private static readonly IrType UInt64 = new(TypeKind.UInt64, "ulong");
    private static readonly IrType NInt = new(TypeKind.NInt, "nint");
    private static readonly IrType NUInt = new(TypeKind.NUInt, "nuint");

    public static bool IsNumeric(IrType type) => type.IsInteger || type.IsFloatingPoint;

    /// <summary>The type of <c>-x</c> and <c>~x</c>.</summary>
    public static IrType OfOne(IrType operand) => operand.Kind switch
    {
        TypeKind.SByte or TypeKind.Byte or TypeKind.Int16 or TypeKind.UInt16 or TypeKind.Char => IrType.Int32,
        _ => operand,
    };

    /// <summary>The type in which <c>left + right</c> is computed; <see langword="null"/> where C# has no such operator.</summary>
    public static IrType? OfTwo(Printed left, Printed right)
    {
        // A non-negative literal takes the unsigned type of its neighbour: u + 1 is a uint.
        if (left.IsIntegerLiteral && IsUnsigned(right.Type))
        {
            return right.Type;
        }

        if (right.IsIntegerLiteral && IsUnsigned(left.Type))
        {
            return left.Type;
        }

        return OfTwo(OfOne(left.Type), OfOne(right.Type));
    }

    private static IrType? OfTwo(IrType left, IrType right)
    {
        if (left.Kind == right.Kind)
        {
            return left;
        }

        if (left.Kind == TypeKind.Generic || right.Kind == TypeKind.Generic)
        {
            return left.Kind == TypeKind.Generic ? left : right;
        }

        if (left.Kind == TypeKind.Double || right.Kind == TypeKind.Double)
        {
            return IrType.Double;
        }

        if (left.Kind == TypeKind.Single || right.Kind == TypeKind.Single)
        {
            return IrType.Single;
        }

        return OfIntegers(left.Kind, right.Kind) ?? OfIntegers(right.Kind, left.Kind);
    }

    private static IrType? OfIntegers(TypeKind left, TypeKind right) => (left, right) switch
    {
        (TypeKind.UInt64, TypeKind.UInt32 or TypeKind.NUInt) => UInt64,
        (TypeKind.Int64, TypeKind.Int32 or TypeKind.UInt32 or TypeKind.NInt) => Int64,
        (TypeKind.UInt32, TypeKind.Int32 or TypeKind.NInt) => Int64,
        (TypeKind.UInt32, TypeKind.UInt32) => UInt32,
        (TypeKind.NInt, TypeKind.Int32) => NInt,
        (TypeKind.NUInt, TypeKind.UInt32) => NUInt,
        _ => null,
    };

    private static bool IsUnsigned(IrType type) => type.Kind is TypeKind.UInt32 or TypeKind.UInt64 or TypeKind.NUInt;
}
