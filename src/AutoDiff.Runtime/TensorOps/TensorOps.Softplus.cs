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
    /// <summary><c>result[i] = log(1 + exp(x[i]))</c>, finite everywhere.</summary>
    /// <param name="x">Input, shape [n].</param>
    /// <param name="result">Overwritten, shape [n]. May be <paramref name="x"/> itself.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ, or the two overlap without being the same.</exception>
    [VjpRule(nameof(SoftplusVjp))]
    [JvpRule(nameof(SoftplusJvp))]
    public static void Softplus<T>(ReadOnlySpan<T> x, [Overwritten] Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length<T>(result, x.Length);
        Require.SameOrApart(result, x);
        ElementWise.Map<SoftplusFunction<T>, T>(x, result);
    }

    /// <summary><c>xGradient += sigmoid(x) · resultGradient, with sigmoid(x) = 1 - exp(-result)</c>.</summary>
    /// <param name="result">What <see cref="Softplus{T}(ReadOnlySpan{T}, Span{T})"/> has written, shape [n].</param>
    /// <param name="resultGradient">Its cotangent, shape [n].</param>
    /// <param name="xGradient">Added to, shape [n].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void SoftplusVjp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> resultGradient, Span<T> xGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length(resultGradient, result.Length);
        Require.Length<T>(xGradient, result.Length);
        ElementWise.AddPullback<SoftplusFunction<T>, T>(result, resultGradient, xGradient);
    }

    /// <summary><c>resultTangent = sigmoid(x) · xTangent, with sigmoid(x) = 1 - exp(-result)</c>.</summary>
    /// <param name="result">What <see cref="Softplus{T}(ReadOnlySpan{T}, Span{T})"/> has written, shape [n].</param>
    /// <param name="xTangent">Tangent of the input, shape [n]; empty if it is zero.</param>
    /// <param name="resultTangent">Overwritten, shape [n]. May be <paramref name="xTangent"/> itself.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void SoftplusJvp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> xTangent, Span<T> resultTangent)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Shadow(xTangent, result.Length);
        Require.Length<T>(resultTangent, result.Length);
        ElementWise.Pushforward<SoftplusFunction<T>, T>(result, xTangent, resultTangent);
    }

    /// <summary><c>log(1 + exp(x))</c>, finite everywhere.</summary>
    /// <param name="x">The argument.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The same bits as the form over spans.</returns>
    [DerivativeRule(nameof(SoftplusDerivative))]
    public static T Softplus<T>(T x)
        where T : unmanaged, IFloatingPointIeee754<T> => ElementWise.Single<SoftplusFunction<T>, T>(x);

    /// <summary><c>sigmoid(x) = 1 - exp(-result)</c>.</summary>
    /// <param name="result">The value of <see cref="Softplus{T}(T)"/>.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The derivative.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static T SoftplusDerivative<T>(T result)
        where T : unmanaged, IFloatingPointIeee754<T> => ElementWise.SingleDerivative<SoftplusFunction<T>, T>(result);

    private readonly struct SoftplusFunction<T> : IActivation<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x) =>
            // log(1 + e^x) = max(x, 0) + log(1 + e^-|x|): nothing overflows.
            Lanes.Larger(x, Vector512<T>.Zero) + Logarithm.LogOnePlusFraction(Exponential.Exp(-Vector512.Abs(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Pullback(Vector512<T> result, Vector512<T> resultGradient)
        {
            // From 60 on 1 - exp(-y) is 1 to the last bit.
            Vector512<T> y = Lanes.Smaller(result, Lanes.Constant<T>(60.0));
            return -Exponential.ExpMinusOne(-y) * resultGradient;
        }
    }
}
