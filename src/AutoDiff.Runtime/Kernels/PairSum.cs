using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Sums an <see cref="IPairTerm{T}"/> over spans whose lengths have been checked, and differentiates the sum.</summary>
internal static class PairSum
{
    /// <summary><c>Σ term(x[i], y[i])</c>.</summary>
    public static T Value<TTerm, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where TTerm : struct, IPairTerm<T>
        where T : unmanaged, IFloatingPointIeee754<T> => LaneSum.Of<ValueTerm<TTerm, T>, T>(x, y, T.Zero, T.Zero);

    /// <summary><c>xGradient[i] += scale · ∂term/∂x</c>.</summary>
    public static void AddByFirst<TTerm, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T scale, Span<T> xGradient)
        where TTerm : struct, IPairTerm<T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Update.Run<FirstUpdate<TTerm, T>, T>(xGradient, x, y, scale, T.Zero, T.Zero);

    /// <summary><c>yGradient[i] += scale · ∂term/∂y</c>.</summary>
    public static void AddBySecond<TTerm, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T scale, Span<T> yGradient)
        where TTerm : struct, IPairTerm<T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Update.Run<SecondUpdate<TTerm, T>, T>(yGradient, x, y, scale, T.Zero, T.Zero);

    private readonly struct ValueTerm<TTerm, T> : ITerm<T>
        where TTerm : struct, IPairTerm<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b) => TTerm.Value(x, y);
    }

    private readonly struct FirstUpdate<TTerm, T> : IUpdate<T>
        where TTerm : struct, IPairTerm<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
            target + (a * TTerm.ByFirst(x, y));
    }

    private readonly struct SecondUpdate<TTerm, T> : IUpdate<T>
        where TTerm : struct, IPairTerm<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
            target + (a * TTerm.BySecond(x, y));
    }
}
