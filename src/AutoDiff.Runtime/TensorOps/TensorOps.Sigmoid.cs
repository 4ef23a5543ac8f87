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
    /// <summary><c>result[i] = 1 / (1 + exp(-x[i]))</c>, finite everywhere.</summary>
    /// <param name="x">Input, shape [n].</param>
    /// <param name="result">Overwritten, shape [n]. May be <paramref name="x"/> itself.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ, or the two overlap without being the same.</exception>
    [VjpRule(nameof(SigmoidVjp))]
    [JvpRule(nameof(SigmoidJvp))]
    public static void Sigmoid<T>(ReadOnlySpan<T> x, [Overwritten] Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length<T>(result, x.Length);
        Require.SameOrApart(result, x);
        ElementWise.Map<SigmoidFunction<T>, T>(x, result);
    }

    /// <summary><c>xGradient += result · (1 - result) · resultGradient</c>.</summary>
    /// <param name="result">What <see cref="Sigmoid{T}(ReadOnlySpan{T}, Span{T})"/> has written, shape [n].</param>
    /// <param name="resultGradient">Its cotangent, shape [n].</param>
    /// <param name="xGradient">Added to, shape [n].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void SigmoidVjp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> resultGradient, Span<T> xGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length(resultGradient, result.Length);
        Require.Length<T>(xGradient, result.Length);
        ElementWise.AddPullback<SigmoidFunction<T>, T>(result, resultGradient, xGradient);
    }

    /// <summary><c>resultTangent = result · (1 - result) · xTangent</c>.</summary>
    /// <param name="result">What <see cref="Sigmoid{T}(ReadOnlySpan{T}, Span{T})"/> has written, shape [n].</param>
    /// <param name="xTangent">Tangent of the input, shape [n]; empty if it is zero.</param>
    /// <param name="resultTangent">Overwritten, shape [n]. May be <paramref name="xTangent"/> itself.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void SigmoidJvp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> xTangent, Span<T> resultTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Shadow(xTangent, result.Length);
        Require.Length<T>(resultTangent, result.Length);
        ElementWise.Pushforward<SigmoidFunction<T>, T>(result, xTangent, resultTangent);
    }

    /// <summary><c>1 / (1 + exp(-x))</c>, finite everywhere.</summary>
    /// <param name="x">The argument.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The same bits as the form over spans.</returns>
    [DerivativeRule(nameof(SigmoidDerivative))]
    public static T Sigmoid<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T> => ElementWise.Single<SigmoidFunction<T>, T>(x);

    /// <summary><c>result · (1 - result)</c>.</summary>
    /// <param name="result">The value of <see cref="Sigmoid{T}(T)"/>.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The derivative.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static T SigmoidDerivative<T>(T result)
        where T : unmanaged, IFloatingPointIeee754<T> => ElementWise.SingleDerivative<SigmoidFunction<T>, T>(result);

    private readonly struct SigmoidFunction<T> : IActivation<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x)
        {
            // exp of minus the magnitude cannot overflow: 1 / (1 + e) for x >= 0, e / (1 + e) below.
            Vector512<T> e = Exponential.Exp(-Vector512.Abs(x));
            Vector512<T> numerator = Vector512.ConditionalSelect(
                Vector512.LessThan(x, Vector512<T>.Zero), e, Vector512<T>.One);
            return numerator / (Vector512<T>.One + e);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Pullback(Vector512<T> result, Vector512<T> resultGradient) =>
            (result * (Vector512<T>.One - result)) * resultGradient;
    }
}
