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
    /// <summary><c>result[i] = max(x[i], 0)</c>.</summary>
    /// <remarks>The derivative at 0 is 0. NaN stays NaN.</remarks>
    /// <param name="x">Input, shape [n].</param>
    /// <param name="result">Overwritten, shape [n]. May be <paramref name="x"/> itself.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ, or the two overlap without being the same.</exception>
    [VjpRule(nameof(ReluVjp))]
    [JvpRule(nameof(ReluJvp))]
    public static void Relu<T>(ReadOnlySpan<T> x, [Overwritten] Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length<T>(result, x.Length);
        Require.SameOrApart(result, x);
        ElementWise.Map<ReluFunction<T>, T>(x, result);
    }

    /// <summary><c>xGradient += (result > 0) · resultGradient</c>.</summary>
    /// <param name="result">What <see cref="Relu{T}(ReadOnlySpan{T}, Span{T})"/> has written, shape [n].</param>
    /// <param name="resultGradient">Its cotangent, shape [n].</param>
    /// <param name="xGradient">Added to, shape [n].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void ReluVjp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> resultGradient, Span<T> xGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length(resultGradient, result.Length);
        Require.Length<T>(xGradient, result.Length);
        ElementWise.AddPullback<ReluFunction<T>, T>(result, resultGradient, xGradient);
    }

    /// <summary><c>resultTangent = (result > 0) · xTangent</c>.</summary>
    /// <param name="result">What <see cref="Relu{T}(ReadOnlySpan{T}, Span{T})"/> has written, shape [n].</param>
    /// <param name="xTangent">Tangent of the input, shape [n]; empty if it is zero.</param>
    /// <param name="resultTangent">Overwritten, shape [n]. May be <paramref name="xTangent"/> itself.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void ReluJvp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> xTangent, Span<T> resultTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Shadow(xTangent, result.Length);
        Require.Length<T>(resultTangent, result.Length);
        ElementWise.Pushforward<ReluFunction<T>, T>(result, xTangent, resultTangent);
    }

    /// <summary><c>max(x, 0)</c>; the derivative at 0 is 0.</summary>
    /// <param name="x">The argument.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The same bits as the form over spans.</returns>
    [DerivativeRule(nameof(ReluDerivative))]
    public static T Relu<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T> => ElementWise.Single<ReluFunction<T>, T>(x);

    /// <summary><c>result > 0 ? 1 : 0</c>.</summary>
    /// <param name="result">The value of <see cref="Relu{T}(T)"/>.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The derivative.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static T ReluDerivative<T>(T result)
        where T : unmanaged, IFloatingPointIeee754<T> => ElementWise.SingleDerivative<ReluFunction<T>, T>(result);

    private readonly struct ReluFunction<T> : IActivation<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x) =>
            Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512<T>.Zero), Vector512<T>.Zero, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Pullback(Vector512<T> result, Vector512<T> resultGradient) =>
            // A mask, not a product: 0 · inf would be NaN.
            Vector512.GreaterThan(result, Vector512<T>.Zero) & resultGradient;
    }
}
