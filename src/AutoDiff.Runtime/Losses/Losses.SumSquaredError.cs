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
    /// <summary>Sum of squares of the errors: <c>Σ (prediction[i] - target[i])²</c>.</summary>
    /// <param name="prediction">Input, shape [n].</param>
    /// <param name="target">Input, shape [n].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [VjpRule(nameof(SumSquaredErrorVjp))]
    public static T SumSquaredError<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length(target, prediction.Length);
        return PairSum.Value<SquaredErrorTerm<T>, T>(prediction, target);
    }

    /// <summary><c>predictionGradient += 2 resultGradient (prediction - target)</c>, <c>targetGradient -= 2 resultGradient (prediction - target)</c>.</summary>
    /// <param name="prediction">The input, shape [n].</param>
    /// <param name="target">The input, shape [n].</param>
    /// <param name="resultGradient">Cotangent of the loss.</param>
    /// <param name="predictionGradient">Added to, shape [n]; empty if it is not wanted.</param>
    /// <param name="targetGradient">Added to, shape [n]; empty if it is not wanted.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void SumSquaredErrorVjp<T>(
        ReadOnlySpan<T> prediction,
        ReadOnlySpan<T> target,
        T resultGradient,
        Span<T> predictionGradient,
        Span<T> targetGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length(target, prediction.Length);
        Require.Shadow<T>(predictionGradient, prediction.Length);
        Require.Shadow<T>(targetGradient, target.Length);
        T scale = resultGradient;
        if (!predictionGradient.IsEmpty)
        {
            PairSum.AddByFirst<SquaredErrorTerm<T>, T>(prediction, target, scale, predictionGradient);
        }

        if (!targetGradient.IsEmpty)
        {
            PairSum.AddBySecond<SquaredErrorTerm<T>, T>(prediction, target, scale, targetGradient);
        }
    }

    private readonly struct SquaredErrorTerm<T> : IPairTerm<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x, Vector512<T> y)
        {
            Vector512<T> error = x - y;
            return error * error;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> ByFirst(Vector512<T> x, Vector512<T> y)
        {
            Vector512<T> error = x - y;
            return error + error;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> BySecond(Vector512<T> x, Vector512<T> y) => ByFirst(y, x);
    }
}
