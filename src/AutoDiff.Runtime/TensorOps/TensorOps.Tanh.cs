using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AutoDiff.CompilerServices;
using AutoDiff.Kernels;

namespace AutoDiff;

public static partial class TensorOps
{
    /// <summary><c>result[i] = tanh(x[i])</c>.</summary>
    /// <param name="x">Input, shape [n].</param>
    /// <param name="result">Overwritten, shape [n]. May be <paramref name="x"/> itself.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ, or the two overlap without being the same.</exception>
    [VjpRule(nameof(TanhVjp))]
    [JvpRule(nameof(TanhJvp))]
    public static void Tanh<T>(ReadOnlySpan<T> x, [Overwritten] Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length<T>(result, x.Length);
        Require.SameOrApart(result, x);
        ElementWise.Map<TanhFunction<T>, T>(x, result);
    }

    /// <summary><c>xGradient += (1 - result²) · resultGradient</c>.</summary>
    /// <param name="result">What <see cref="Tanh{T}(ReadOnlySpan{T}, Span{T})"/> has written, shape [n].</param>
    /// <param name="resultGradient">Its cotangent, shape [n].</param>
    /// <param name="xGradient">Added to, shape [n].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void TanhVjp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> resultGradient, Span<T> xGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length(resultGradient, result.Length);
        Require.Length<T>(xGradient, result.Length);
        ElementWise.AddPullback<TanhFunction<T>, T>(result, resultGradient, xGradient);
    }

    /// <summary><c>resultTangent = (1 - result²) · xTangent</c>.</summary>
    /// <param name="result">What <see cref="Tanh{T}(ReadOnlySpan{T}, Span{T})"/> has written, shape [n].</param>
    /// <param name="xTangent">Tangent of the input, shape [n]; empty if it is zero.</param>
    /// <param name="resultTangent">Overwritten, shape [n]. May be <paramref name="xTangent"/> itself.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void TanhJvp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> xTangent, Span<T> resultTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Shadow(xTangent, result.Length);
        Require.Length<T>(resultTangent, result.Length);
        ElementWise.Pushforward<TanhFunction<T>, T>(result, xTangent, resultTangent);
    }

    /// <summary><c>tanh(x)</c>.</summary>
    /// <param name="x">The argument.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The same bits as the form over spans.</returns>
    [DerivativeRule(nameof(TanhDerivative))]
    public static T Tanh<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T> => ElementWise.Single<TanhFunction<T>, T>(x);

    /// <summary><c>1 - result²</c>.</summary>
    /// <param name="result">The value of <see cref="Tanh{T}(T)"/>.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The derivative.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static T TanhDerivative<T>(T result)
        where T : unmanaged, IFloatingPointIeee754<T> => ElementWise.SingleDerivative<TanhFunction<T>, T>(result);

    private readonly struct TanhFunction<T> : IActivation<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x)
        {
            // tanh |x| = e / (e + 2) with e = exp(2 |x|) - 1; from 22 on the quotient is 1 to the last bit.
            Vector512<T> sign = x & Lanes.Constant<T>(-0.0);
            Vector512<T> magnitude = Lanes.Smaller(x ^ sign, Lanes.Constant<T>(22.0));
            Vector512<T> e = Exponential.ExpMinusOne(magnitude + magnitude);
            return (e / (e + Lanes.Constant<T>(2.0))) | sign;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Pullback(Vector512<T> result, Vector512<T> resultGradient) =>
            // (1 - y)(1 + y) keeps more digits than 1 - y² where y is close to 1.
            ((Vector512<T>.One - result) * (Vector512<T>.One + result)) * resultGradient;
    }
}
