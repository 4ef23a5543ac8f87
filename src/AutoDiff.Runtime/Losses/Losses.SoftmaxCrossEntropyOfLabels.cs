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
    /// Cross-entropy of <c>softmax(logits)</c> against class indices:
    /// <c>1/n Σ_i (logsumexp(z[i, :]) - z[i, labels[i]])</c>, z = logits; finite for finite logits of any size.
    /// </summary>
    /// <param name="logits">Input, shape [n, classes].</param>
    /// <param name="labels">Class indices, shape [n], each in [0, classes). Integers have no gradient.</param>
    /// <param name="classes">Number of classes.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">A shape is wrong or the batch is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [VjpRule(nameof(SoftmaxCrossEntropyOfLabelsVjp))]
    public static T SoftmaxCrossEntropy<T>(ReadOnlySpan<T> logits, ReadOnlySpan<int> labels, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Positive(classes);
        Require.NotEmpty(labels);
        Require.Shape(logits, labels.Length, classes);
        Require.Labels(labels, classes);
        T total = T.Zero;
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<T> z = logits.Slice(i * classes, classes);
            T pivot = RowExponentials.Pivot(z);
            total += (pivot - z[labels[i]]) + RowExponentials.Log(RowExponentials.Sum(z, pivot));
        }

        return total / Precision.Constant<T>(labels.Length);
    }

    /// <summary><c>logitsGradient[i, j] += resultGradient/n (softmax(z[i, :])[j] - (j == labels[i]))</c>.</summary>
    /// <param name="logits">The input, shape [n, classes].</param>
    /// <param name="labels">Class indices, shape [n].</param>
    /// <param name="resultGradient">Cotangent of the loss.</param>
    /// <param name="logitsGradient">Added to, shape [n, classes].</param>
    /// <param name="classes">Number of classes.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong or the batch is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void SoftmaxCrossEntropyOfLabelsVjp<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<int> labels, T resultGradient, Span<T> logitsGradient, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Positive(classes);
        Require.NotEmpty(labels);
        Require.Shape(logits, labels.Length, classes);
        Require.Labels(labels, classes);
        Require.Length<T>(logitsGradient, logits.Length);
        T scale = resultGradient / Precision.Constant<T>(labels.Length);
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<T> z = logits.Slice(i * classes, classes);
            Span<T> zGradient = logitsGradient.Slice(i * classes, classes);
            T pivot = RowExponentials.Pivot(z);
            T sum = RowExponentials.Sum(z, pivot);
            Update.Run<AddWeightUpdate<T>, T>(zGradient, z, z, pivot, scale / sum, T.Zero);
            zGradient[labels[i]] -= scale;
        }
    }

    private readonly struct AddWeightUpdate<T> : IUpdate<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
            target + (Exponential.Exp(x - a) * b);
    }
}
