using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>What is known about an element type. All branches are decided when the method is compiled.</summary>
internal static class Precision
{
    /// <summary>Requires <see cref="float"/> or <see cref="double"/>: the two that hardware vectors hold.</summary>
    /// <exception cref="NotSupportedException">Any other type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Require<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            Throw(typeof(T));
        }
    }

    /// <summary>A constant of the element type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Constant<T>(double value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value);

    /// <summary>The smallest positive normal number: probabilities below it count as it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SmallestNormal<T>()
        where T : unmanaged => Constant<T>(typeof(T) == typeof(float) ? 1.17549435E-38 : 2.2250738585072014E-308);

    /// <summary><c>a * b + c</c>, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd<T>(T a, T b, T c)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return Unsafe.BitCast<float, T>(MathF.FusedMultiplyAdd(
                Unsafe.BitCast<T, float>(a), Unsafe.BitCast<T, float>(b), Unsafe.BitCast<T, float>(c)));
        }

        return Unsafe.BitCast<double, T>(Math.FusedMultiplyAdd(
            Unsafe.BitCast<T, double>(a), Unsafe.BitCast<T, double>(b), Unsafe.BitCast<T, double>(c)));
    }

    [DoesNotReturn]
    private static void Throw(Type type) =>
        throw new NotSupportedException($"Element type {type} is not supported: use float or double.");
}
