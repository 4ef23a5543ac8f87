using System;
using System.Numerics;
using AutoDiff.CompilerServices;
using AutoDiff.Kernels;

namespace AutoDiff;

public static partial class TensorOps
{
    /// <summary><c>result[i, j] = 1</c> where <c>j == labels[i]</c>, 0 elsewhere. Integers have no gradient, so the result is a constant.</summary>
    /// <param name="labels">Class indices, shape [n], each in [0, classes).</param>
    /// <param name="result">Overwritten, shape [n, classes].</param>
    /// <param name="classes">Number of classes.</param>
    /// <typeparam name="T">Any floating-point type.</typeparam>
    /// <exception cref="ArgumentException">The shape of <paramref name="result"/> is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class; nothing is written.</exception>
    public static void OneHot<T>(ReadOnlySpan<int> labels, [Overwritten] Span<T> result, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.Size(classes);
        Require.Shape<T>(result, labels.Length, classes);
        Destination.CheckApart((ReadOnlySpan<T>)result, labels);
        Require.Labels(labels, classes);
        result.Clear();
        for (int i = 0; i < labels.Length; i++)
        {
            result[(i * classes) + labels[i]] = T.One;
        }
    }
}
