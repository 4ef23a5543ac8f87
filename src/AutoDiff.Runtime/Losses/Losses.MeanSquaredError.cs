using System;
using System.ComponentModel;
using System.Numerics;
using AutoDiff.CompilerServices;
using AutoDiff.Kernels;

namespace AutoDiff;

public static partial class Losses
{
    /// <summary>Mean of squares of the errors: <c>1/n Σ (prediction[i] - target[i])²</c>.</summary>
    /// <param name="prediction">Input, shape [n].</param>
    /// <param name="target">Input, shape [n].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the inputs are empty.</exception>
    [VjpRule(nameof(MeanSquaredErrorVjp))]
    public static T MeanSquaredError<T>(ReadOnlySpan<T> prediction, ReadOnlySpan<T> target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length(target, prediction.Length);
        Require.NotEmpty(prediction);
        return PairSum.Value<SquaredErrorTerm<T>, T>(prediction, target) / Precision.Constant<T>(prediction.Length);
    }

    /// <summary><c>predictionGradient += 2/n resultGradient (prediction - target)</c>, <c>targetGradient -= 2/n resultGradient (prediction - target)</c>.</summary>
    /// <param name="prediction">The input, shape [n].</param>
    /// <param name="target">The input, shape [n].</param>
    /// <param name="resultGradient">Cotangent of the loss.</param>
    /// <param name="predictionGradient">Added to, shape [n]; empty if it is not wanted.</param>
    /// <param name="targetGradient">Added to, shape [n]; empty if it is not wanted.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void MeanSquaredErrorVjp<T>(
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
        T scale = resultGradient / Precision.Constant<T>(prediction.Length);
        if (!predictionGradient.IsEmpty)
        {
            PairSum.AddByFirst<SquaredErrorTerm<T>, T>(prediction, target, scale, predictionGradient);
        }

        if (!targetGradient.IsEmpty)
        {
            PairSum.AddBySecond<SquaredErrorTerm<T>, T>(prediction, target, scale, targetGradient);
        }
    }
}
