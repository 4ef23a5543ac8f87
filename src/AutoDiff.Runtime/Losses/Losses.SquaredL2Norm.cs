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
    /// <summary>Square of the Euclidean norm: <c>Σ x[i]²</c>.</summary>
    /// <param name="x">Input, shape [n].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The square of the norm, 0 for an empty input.</returns>
    [VjpRule(nameof(SquaredL2NormVjp))]
    public static T SquaredL2Norm<T>(ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        return LaneSum.Of<SquareTerm<T>, T>(x, x, T.Zero, T.Zero);
    }

    /// <summary><c>xGradient += 2 resultGradient x</c>.</summary>
    /// <param name="x">The input, shape [n].</param>
    /// <param name="resultGradient">Cotangent of the loss.</param>
    /// <param name="xGradient">Added to, shape [n].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void SquaredL2NormVjp<T>(ReadOnlySpan<T> x, T resultGradient, Span<T> xGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length<T>(xGradient, x.Length);
        Update.Run<AddScaledUpdate<T>, T>(xGradient, x, x, resultGradient + resultGradient, T.Zero, T.Zero);
    }

    private readonly struct SquareTerm<T> : ITerm<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b) => x * x;
    }

    private readonly struct AddScaledUpdate<T> : IUpdate<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) => target + (a * x);
    }
}
