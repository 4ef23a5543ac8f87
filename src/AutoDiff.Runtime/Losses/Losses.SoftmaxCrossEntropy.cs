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
    /// <summary>
    /// Cross-entropy of <c>softmax(logits)</c>: <c>1/rows Σ_i Σ_j y[i, j] (logsumexp(z[i, :]) - z[i, j])</c>,
    /// z = logits, y = target; finite for finite logits of any size.
    /// </summary>
    /// <param name="logits">Input, shape [rows, columns]. A logit of -inf is allowed where the target is 0.</param>
    /// <param name="target">Input, shape [rows, columns], usually one-hot; rows need not sum to 1.</param>
    /// <param name="rows">Size of the batch, at least 1.</param>
    /// <param name="columns">Number of classes.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">A shape is wrong or the batch is empty.</exception>
    [VjpRule(nameof(SoftmaxCrossEntropyVjp))]
    public static T SoftmaxCrossEntropy<T>(ReadOnlySpan<T> logits, ReadOnlySpan<T> target, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Positive(rows);
        Require.Size(columns);
        Require.Shape(logits, rows, columns);
        Require.Shape(target, rows, columns);
        T total = T.Zero;
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<T> z = logits.Slice(i * columns, columns);
            ReadOnlySpan<T> y = target.Slice(i * columns, columns);
            T pivot = RowExponentials.Pivot(z);
            T logSum = RowExponentials.Log(RowExponentials.Sum(z, pivot));
            total += LaneSum.Of<WeightedLossTerm<T>, T>(z, y, pivot, logSum);
        }

        return total / Precision.Constant<T>(rows);
    }

    /// <summary>
    /// <c>logitsGradient += resultGradient/rows (softmax(z) Σ_j y[:, j] - y)</c>,
    /// <c>targetGradient += resultGradient/rows (logsumexp(z) - z)</c>.
    /// </summary>
    /// <param name="logits">The input, shape [rows, columns].</param>
    /// <param name="target">The input, shape [rows, columns].</param>
    /// <param name="resultGradient">Cotangent of the loss.</param>
    /// <param name="logitsGradient">Added to, shape [rows, columns]; empty if it is not wanted.</param>
    /// <param name="targetGradient">Added to, shape [rows, columns]; empty if it is not wanted.</param>
    /// <param name="rows">Size of the batch.</param>
    /// <param name="columns">Number of classes.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong or the batch is empty.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void SoftmaxCrossEntropyVjp<T>(
        ReadOnlySpan<T> logits,
        ReadOnlySpan<T> target,
        T resultGradient,
        Span<T> logitsGradient,
        Span<T> targetGradient,
        int rows,
        int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Positive(rows);
        Require.Size(columns);
        Require.Shape(logits, rows, columns);
        Require.Shape(target, rows, columns);
        Require.Shadow<T>(logitsGradient, logits.Length);
        Require.Shadow<T>(targetGradient, target.Length);
        T scale = resultGradient / Precision.Constant<T>(rows);
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<T> z = logits.Slice(i * columns, columns);
            ReadOnlySpan<T> y = target.Slice(i * columns, columns);
            T pivot = RowExponentials.Pivot(z);
            T sum = RowExponentials.Sum(z, pivot);
            if (!logitsGradient.IsEmpty)
            {
                T weight = LaneSum.Of<SumTerm<T>, T>(y, y, T.Zero, T.Zero) / sum;
                Update.Run<ByLogitsUpdate<T>, T>(logitsGradient.Slice(i * columns, columns), z, y, pivot, weight, scale);
            }

            if (!targetGradient.IsEmpty)
            {
                T logSum = RowExponentials.Log(sum);
                Update.Run<ByTargetUpdate<T>, T>(targetGradient.Slice(i * columns, columns), z, z, pivot, logSum, scale);
            }
        }
    }

    private readonly struct WeightedLossTerm<T> : ITerm<T>
        where T : unmanaged
    {
        // (pivot - z) + log Σ exp(z - pivot): no rounding at the size of the logits. 0 · inf counts as 0.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b) =>
            Vector512.ConditionalSelect(Vector512.Equals(y, Vector512<T>.Zero), Vector512<T>.Zero, y * ((a - x) + b));
    }

    private readonly struct SumTerm<T> : ITerm<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b) => x;
    }

    private readonly struct ByLogitsUpdate<T> : IUpdate<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
            target + (c * ((Exponential.Exp(x - a) * b) - y));
    }

    private readonly struct ByTargetUpdate<T> : IUpdate<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
            target + (c * ((a - x) + b));
    }
}
