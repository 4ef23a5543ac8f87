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
    /// <summary><c>log Σ_j exp(logits[j])</c>, finite for finite logits of any size.</summary>
    /// <remarks>An empty input, or one of -inf only, gives -inf; one with +inf gives +inf.</remarks>
    /// <param name="logits">Input, shape [columns].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <returns>The logarithm of the sum of exponentials.</returns>
    [VjpRule(nameof(LogSumExpVjp))]
    public static T LogSumExp<T>(ReadOnlySpan<T> logits)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        return RowExponentials.LogSum(logits);
    }

    /// <summary><c>logitsGradient[j] += resultGradient · softmax(logits)[j]</c>.</summary>
    /// <param name="logits">The input, shape [columns].</param>
    /// <param name="resultGradient">Cotangent of the result.</param>
    /// <param name="logitsGradient">Added to, shape [columns].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void LogSumExpVjp<T>(ReadOnlySpan<T> logits, T resultGradient, Span<T> logitsGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length<T>(logitsGradient, logits.Length);
        AddSoftmaxOfRow(logits, resultGradient, logitsGradient);
    }

    /// <summary><c>result[i] = log Σ_j exp(logits[i, j])</c> of each row, finite for finite logits of any size.</summary>
    /// <remarks>A row that is empty, or -inf only, gives -inf; one with +inf gives +inf.</remarks>
    /// <param name="logits">Input, shape [rows, columns].</param>
    /// <param name="result">Overwritten, shape [rows].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or the two overlap.</exception>
    [VjpRule(nameof(LogSumExpRowsVjp))]
    [JvpRule(nameof(LogSumExpRowsJvp))]
    public static void LogSumExp<T>(ReadOnlySpan<T> logits, [Overwritten] Span<T> result, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(columns);
        Require.Shape(logits, rows, columns);
        Require.Length<T>(result, rows);
        Require.Apart(result, logits);
        for (int i = 0; i < rows; i++)
        {
            result[i] = RowExponentials.LogSum(logits.Slice(i * columns, columns));
        }
    }

    /// <summary><c>logitsGradient[i, j] += resultGradient[i] · softmax(logits[i, :])[j]</c>.</summary>
    /// <param name="logits">The input, shape [rows, columns].</param>
    /// <param name="resultGradient">Cotangent of the result, shape [rows].</param>
    /// <param name="logitsGradient">Added to, shape [rows, columns].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void LogSumExpRowsVjp<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> resultGradient, Span<T> logitsGradient, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(columns);
        Require.Shape(logits, rows, columns);
        Require.Length(resultGradient, rows);
        Require.Shape<T>(logitsGradient, rows, columns);
        for (int i = 0; i < rows; i++)
        {
            AddSoftmaxOfRow(logits.Slice(i * columns, columns), resultGradient[i], logitsGradient.Slice(i * columns, columns));
        }
    }

    /// <summary><c>resultTangent[i] = Σ_j softmax(logits[i, :])[j] · logitsTangent[i, j]</c>.</summary>
    /// <param name="logits">The input, shape [rows, columns].</param>
    /// <param name="logitsTangent">Its tangent, shape [rows, columns]; empty if it is zero.</param>
    /// <param name="resultTangent">Overwritten, shape [rows].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or the tangents overlap.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void LogSumExpRowsJvp<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> logitsTangent, Span<T> resultTangent, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(columns);
        Require.Shape(logits, rows, columns);
        Require.Shadow(logitsTangent, logits.Length);
        Require.Length<T>(resultTangent, rows);
        Require.Apart(resultTangent, logitsTangent);
        if (logitsTangent.IsEmpty)
        {
            resultTangent.Clear();
            return;
        }

        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<T> z = logits.Slice(i * columns, columns);
            T pivot = RowExponentials.Pivot(z);
            T sum = RowExponentials.Sum(z, pivot);
            resultTangent[i] = LaneSum.Of<ExponentialProductTerm<T>, T>(z, logitsTangent.Slice(i * columns, columns), pivot, T.Zero) / sum;
        }
    }

    // The softmax is computed from exponentials relative to the pivot, not as exp(x - logSumExp): at logits of
    // size 1e4 the rounding of logSumExp would show in the fourth to last digits.
    private static void AddSoftmaxOfRow<T>(ReadOnlySpan<T> logits, T scale, Span<T> logitsGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T pivot = RowExponentials.Pivot(logits);
        T sum = RowExponentials.Sum(logits, pivot);
        Update.Run<AddExponentialUpdate<T>, T>(logitsGradient, logits, logits, pivot, scale / sum, T.Zero);
    }

    private readonly struct AddExponentialUpdate<T> : IUpdate<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
            target + (Exponential.Exp(x - a) * b);
    }
}
