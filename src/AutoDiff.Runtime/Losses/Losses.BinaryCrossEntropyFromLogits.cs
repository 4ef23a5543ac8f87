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
    /// <summary>Binary cross-entropy of <c>sigmoid(z)</c>: <c>1/n Σ (log(1 + exp(z)) - y z)</c>, z = logits, y = labels; finite for finite logits of any size.</summary>
    /// <param name="logits">Input, shape [n].</param>
    /// <param name="labels">Input, usually 0 or 1, shape [n].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the inputs are empty.</exception>
    [VjpRule(nameof(BinaryCrossEntropyFromLogitsVjp))]
    public static T BinaryCrossEntropyFromLogits<T>(ReadOnlySpan<T> logits, ReadOnlySpan<T> labels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length(labels, logits.Length);
        Require.NotEmpty(logits);
        return PairSum.Value<LogitCrossEntropyTerm<T>, T>(logits, labels) / Precision.Constant<T>(logits.Length);
    }

    /// <summary><c>logitsGradient += resultGradient/n (sigmoid(z) - y)</c>, <c>labelsGradient -= resultGradient/n z</c>.</summary>
    /// <param name="logits">The input, shape [n].</param>
    /// <param name="labels">The input, shape [n].</param>
    /// <param name="resultGradient">Cotangent of the loss.</param>
    /// <param name="logitsGradient">Added to, shape [n]; empty if it is not wanted.</param>
    /// <param name="labelsGradient">Added to, shape [n]; empty if it is not wanted.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void BinaryCrossEntropyFromLogitsVjp<T>(
        ReadOnlySpan<T> logits,
        ReadOnlySpan<T> labels,
        T resultGradient,
        Span<T> logitsGradient,
        Span<T> labelsGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length(labels, logits.Length);
        Require.Shadow<T>(logitsGradient, logits.Length);
        Require.Shadow<T>(labelsGradient, labels.Length);
        T scale = resultGradient / Precision.Constant<T>(logits.Length);
        if (!logitsGradient.IsEmpty)
        {
            PairSum.AddByFirst<LogitCrossEntropyTerm<T>, T>(logits, labels, scale, logitsGradient);
        }

        if (!labelsGradient.IsEmpty)
        {
            PairSum.AddBySecond<LogitCrossEntropyTerm<T>, T>(logits, labels, scale, labelsGradient);
        }
    }

    private readonly struct LogitCrossEntropyTerm<T> : IPairTerm<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x, Vector512<T> y)
        {
            // log(1 + e^z) - y z = (max(z, 0) - y z) + log(1 + e^-|z|): the two large terms cancel exactly for labels 0 and 1.
            Vector512<T> large = Lanes.Larger(x, Vector512<T>.Zero) - (y * x);
            return large + Logarithm.LogOnePlusFraction(Exponential.Exp(-Vector512.Abs(x)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> ByFirst(Vector512<T> x, Vector512<T> y)
        {
            // sigmoid(z) - y as (1 - y) - sigmoid(-z) for z > 0: at y = 1 only the small term is left.
            Vector512<T> one = Vector512<T>.One;
            Vector512<T> e = Exponential.Exp(-Vector512.Abs(x));
            Vector512<T> small = e / (one + e);
            Vector512<T> isPositive = Vector512.GreaterThan(x, Vector512<T>.Zero);
            return Vector512.ConditionalSelect(isPositive, (one - y) - small, small - y);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> BySecond(Vector512<T> x, Vector512<T> y) => -x;
    }
}
