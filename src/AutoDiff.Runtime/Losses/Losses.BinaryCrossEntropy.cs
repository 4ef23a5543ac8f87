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
    /// <summary>Binary cross-entropy: <c>-1/n Σ (y log p + (1 - y) log(1 - p))</c>, p = probabilities, y = labels.</summary>
    /// <remarks>
    /// Finite at p = 0 and p = 1: inside the logarithms and the quotients of the derivative, p and 1 - p count as at least the
    /// smallest normal number (2.2e-308 in double, 1.2e-38 in float), so a wrong certainty costs 708 or 87 and a right one 0.
    /// If the probabilities come from a sigmoid, <see cref="BinaryCrossEntropyFromLogits{T}"/> is more exact.
    /// </remarks>
    /// <param name="probabilities">Input, each in [0, 1], shape [n].</param>
    /// <param name="labels">Input, usually 0 or 1, shape [n].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or the inputs are empty.</exception>
    [VjpRule(nameof(BinaryCrossEntropyVjp))]
    public static T BinaryCrossEntropy<T>(ReadOnlySpan<T> probabilities, ReadOnlySpan<T> labels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length(labels, probabilities.Length);
        Require.NotEmpty(probabilities);
        return PairSum.Value<BinaryCrossEntropyTerm<T>, T>(probabilities, labels) / Precision.Constant<T>(probabilities.Length);
    }

    /// <summary><c>probabilitiesGradient += resultGradient/n ((1 - y)/(1 - p) - y/p)</c>, <c>labelsGradient += resultGradient/n (log(1 - p) - log p)</c>.</summary>
    /// <param name="probabilities">The input, shape [n].</param>
    /// <param name="labels">The input, shape [n].</param>
    /// <param name="resultGradient">Cotangent of the loss.</param>
    /// <param name="probabilitiesGradient">Added to, shape [n]; empty if it is not wanted.</param>
    /// <param name="labelsGradient">Added to, shape [n]; empty if it is not wanted.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void BinaryCrossEntropyVjp<T>(
        ReadOnlySpan<T> probabilities,
        ReadOnlySpan<T> labels,
        T resultGradient,
        Span<T> probabilitiesGradient,
        Span<T> labelsGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length(labels, probabilities.Length);
        Require.Shadow<T>(probabilitiesGradient, probabilities.Length);
        Require.Shadow<T>(labelsGradient, labels.Length);
        T scale = resultGradient / Precision.Constant<T>(probabilities.Length);
        if (!probabilitiesGradient.IsEmpty)
        {
            PairSum.AddByFirst<BinaryCrossEntropyTerm<T>, T>(probabilities, labels, scale, probabilitiesGradient);
        }

        if (!labelsGradient.IsEmpty)
        {
            PairSum.AddBySecond<BinaryCrossEntropyTerm<T>, T>(probabilities, labels, scale, labelsGradient);
        }
    }

    private readonly struct BinaryCrossEntropyTerm<T> : IPairTerm<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x, Vector512<T> y)
        {
            // 0 · log 0 is 0, because the logarithm is finite.
            Vector512<T> value = (y * LogOf(x)) + ((Vector512<T>.One - y) * LogOfOther(x));
            return -value;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> ByFirst(Vector512<T> x, Vector512<T> y)
        {
            Vector512<T> one = Vector512<T>.One;
            return ((one - y) / AtLeastTiny(one - x)) - (y / AtLeastTiny(x));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> BySecond(Vector512<T> x, Vector512<T> y) => LogOfOther(x) - LogOf(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<T> LogOf(Vector512<T> p) => Logarithm.Log(AtLeastTiny(p));

        // log(1 - p) without cancellation for small p.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<T> LogOfOther(Vector512<T> p)
        {
            Vector512<T> certain = Logarithm.Log(Vector512.Create(Precision.SmallestNormal<T>()));
            Vector512<T> value = Logarithm.LogOnePlus(-p);
            return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(p, Vector512<T>.One), certain, value);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector512<T> AtLeastTiny(Vector512<T> p) =>
            Lanes.Larger(p, Vector512.Create(Precision.SmallestNormal<T>()));
    }
}
