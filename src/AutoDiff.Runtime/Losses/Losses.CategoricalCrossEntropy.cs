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
    /// <summary>Categorical cross-entropy: <c>-1/rows Σ_i Σ_j y[i, j] log p[i, j]</c>, p = probabilities, y = target.</summary>
    /// <remarks>
    /// <c>0 log 0</c> is 0. Finite at p = 0: inside the logarithm and the quotient of the derivative, p counts as at least
    /// the smallest normal number (2.2e-308 in double, 1.2e-38 in float).
    /// If the probabilities come from a softmax, <c>SoftmaxCrossEntropy</c> is more exact.
    /// </remarks>
    /// <param name="probabilities">Input, shape [rows, columns].</param>
    /// <param name="target">Input, shape [rows, columns], usually one-hot.</param>
    /// <param name="rows">Size of the batch, at least 1.</param>
    /// <param name="columns">Number of classes.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">A shape is wrong or the batch is empty.</exception>
    [VjpRule(nameof(CategoricalCrossEntropyVjp))]
    public static T CategoricalCrossEntropy<T>(ReadOnlySpan<T> probabilities, ReadOnlySpan<T> target, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Positive(rows);
        Require.Size(columns);
        Require.Shape(probabilities, rows, columns);
        Require.Shape(target, rows, columns);
        return PairSum.Value<CategoricalTerm<T>, T>(probabilities, target) / Precision.Constant<T>(rows);
    }

    /// <summary><c>probabilitiesGradient -= resultGradient/rows y/p</c>, <c>targetGradient -= resultGradient/rows log p</c>.</summary>
    /// <param name="probabilities">The input, shape [rows, columns].</param>
    /// <param name="target">The input, shape [rows, columns].</param>
    /// <param name="resultGradient">Cotangent of the loss.</param>
    /// <param name="probabilitiesGradient">Added to, shape [rows, columns]; empty if it is not wanted.</param>
    /// <param name="targetGradient">Added to, shape [rows, columns]; empty if it is not wanted.</param>
    /// <param name="rows">Size of the batch.</param>
    /// <param name="columns">Number of classes.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void CategoricalCrossEntropyVjp<T>(
        ReadOnlySpan<T> probabilities,
        ReadOnlySpan<T> target,
        T resultGradient,
        Span<T> probabilitiesGradient,
        Span<T> targetGradient,
        int rows,
        int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Positive(rows);
        Require.Size(columns);
        Require.Shape(probabilities, rows, columns);
        Require.Shape(target, rows, columns);
        Require.Shadow<T>(probabilitiesGradient, probabilities.Length);
        Require.Shadow<T>(targetGradient, target.Length);
        T scale = resultGradient / Precision.Constant<T>(rows);
        if (!probabilitiesGradient.IsEmpty)
        {
            PairSum.AddByFirst<CategoricalTerm<T>, T>(probabilities, target, scale, probabilitiesGradient);
        }

        if (!targetGradient.IsEmpty)
        {
            PairSum.AddBySecond<CategoricalTerm<T>, T>(probabilities, target, scale, targetGradient);
        }
    }

    private readonly struct CategoricalTerm<T> : IPairTerm<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x, Vector512<T> y) => -(y * Logarithm.Log(AtLeastTiny(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> ByFirst(Vector512<T> x, Vector512<T> y) => -(y / AtLeastTiny(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> BySecond(Vector512<T> x, Vector512<T> y) => -Logarithm.Log(AtLeastTiny(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<T> AtLeastTiny(Vector512<T> p) =>
            Lanes.Larger(p, Vector512.Create(Precision.SmallestNormal<T>()));
    }
}
