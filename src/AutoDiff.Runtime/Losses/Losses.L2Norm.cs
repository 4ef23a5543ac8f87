using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AutoDiff.CompilerServices;
using AutoDiff.Kernels;

namespace AutoDiff;

public static partial class Losses
{
    /// <summary>Euclidean norm: <c>√Σ x[i]²</c>. Squares are scaled where they would overflow or underflow.</summary>
    /// <param name="x">Input, shape [n].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The norm, 0 for an empty input.</returns>
    [VjpRule(nameof(L2NormVjp))]
    public static T L2Norm<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        T sum = LaneSum.Of<SquareTerm<T>, T>(x, x, T.Zero, T.Zero);
        if (IsSafe(sum))
        {
            return T.Sqrt(sum);
        }

        T scale = PowerNear(x);
        return T.Sqrt(ScaledSquares(x, scale)) / scale;
    }

    /// <summary><c>xGradient += resultGradient x / ‖x‖</c>, and nothing at <c>x = 0</c>.</summary>
    /// <param name="x">The input, shape [n].</param>
    /// <param name="resultGradient">Cotangent of the loss.</param>
    /// <param name="xGradient">Added to, shape [n].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void L2NormVjp<T>(ReadOnlySpan<T> x, T resultGradient, Span<T> xGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length<T>(xGradient, x.Length);
        T sum = LaneSum.Of<SquareTerm<T>, T>(x, x, T.Zero, T.Zero);
        T scale = T.One;
        if (!IsSafe(sum))
        {
            scale = PowerNear(x);
            sum = ScaledSquares(x, scale);
        }

        if (sum != T.Zero)
        {
            // (s x) / ‖s x‖: nothing leaves the range, even where the norm itself does.
            T norm = T.Sqrt(sum);
            if (scale == T.One)
            {
                Update.Run<DirectionUpdate<T>, T>(xGradient, x, x, norm, resultGradient, T.Zero);
                return;
            }

            for (int i = 0; i < x.Length; i++)
            {
                xGradient[i] += resultGradient * (scale * x[i] / norm);
            }
        }
    }

    // Neither overflowed nor so small that squares of smaller entries have lost digits.
    private static bool IsSafe<T>(T sum)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        sum > Precision.SmallestNormal<T>() / Precision.Constant<T>(1e-18) && T.IsFinite(sum);

    // The power of two that brings the largest entry close to 1: multiplying by it rounds nothing.
    private static T PowerNear<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T largest = T.Zero;
        foreach (T entry in x)
        {
            largest = T.Max(largest, T.Abs(entry));
        }

        if (largest == T.Zero || !T.IsFinite(largest))
        {
            return T.One;
        }

        int limit = Unsafe.SizeOf<T>() == sizeof(float) ? 126 : 1022;
        return T.ScaleB(T.One, Math.Clamp(-T.ILogB(largest), -limit, limit));
    }

    private static T ScaledSquares<T>(ReadOnlySpan<T> x, T scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        foreach (T entry in x)
        {
            T scaled = scale * entry;
            sum += scaled * scaled;
        }

        return sum;
    }

    private readonly struct DirectionUpdate<T> : IUpdate<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) => target + (b * (x / a));
    }
}
