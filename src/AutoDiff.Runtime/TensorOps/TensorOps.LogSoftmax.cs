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
    /// <summary>Logarithm of softmax of each row: <c>result[i, j] = logits[i, j] - log Σ_k exp(logits[i, k])</c>.</summary>
    /// <remarks>
    /// Finite logits of any size give finite results. A logit of -inf gives -inf;
    /// a row of -inf only, or with +inf or NaN, gives NaN.
    /// </remarks>
    /// <param name="logits">Input, shape [rows, columns].</param>
    /// <param name="result">Overwritten, shape [rows, columns]. May be <paramref name="logits"/> itself.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or the two overlap without being the same.</exception>
    [VjpRule(nameof(LogSoftmaxVjp))]
    [JvpRule(nameof(LogSoftmaxJvp))]
    public static void LogSoftmax<T>(ReadOnlySpan<T> logits, [Overwritten] Span<T> result, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(columns);
        Require.Shape(logits, rows, columns);
        Require.Shape<T>(result, rows, columns);
        Require.SameOrApart(result, logits);
        for (int i = 0; i < rows; i++)
        {
            LogSoftmaxOfRow(logits.Slice(i * columns, columns), result.Slice(i * columns, columns));
        }
    }

    /// <summary><c>logitsGradient[i, j] += g[i, j] - exp(result[i, j]) · Σ_k g[i, k]</c>, g = resultGradient.</summary>
    /// <param name="result">What <see cref="LogSoftmax{T}(ReadOnlySpan{T}, Span{T}, int, int)"/> has written, shape [rows, columns].</param>
    /// <param name="resultGradient">Its cotangent, shape [rows, columns].</param>
    /// <param name="logitsGradient">Added to, shape [rows, columns].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void LogSoftmaxVjp<T>(
        ReadOnlySpan<T> result, ReadOnlySpan<T> resultGradient, Span<T> logitsGradient, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(columns);
        Require.Shape(result, rows, columns);
        Require.Shape(resultGradient, rows, columns);
        Require.Shape<T>(logitsGradient, rows, columns);
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<T> logP = result.Slice(i * columns, columns);
            ReadOnlySpan<T> g = resultGradient.Slice(i * columns, columns);
            T sum = LaneSum.Of<FirstTerm<T>, T>(g, g, T.Zero, T.Zero);
            Update.Run<LogSoftmaxUpdate<T>, T>(logitsGradient.Slice(i * columns, columns), logP, g, sum, T.Zero, T.Zero);
        }
    }

    /// <summary>Logarithm of softmax of one row: <c>result[j] = logits[j] - log Σ_k exp(logits[k])</c>.</summary>
    /// <remarks>Stable as <see cref="LogSoftmax{T}(ReadOnlySpan{T}, Span{T}, int, int)"/>.</remarks>
    /// <param name="logits">Input, shape [columns].</param>
    /// <param name="result">Overwritten, shape [columns]. May be <paramref name="logits"/> itself.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ, or the two overlap without being the same.</exception>
    [VjpRule(nameof(LogSoftmaxRowVjp))]
    [JvpRule(nameof(LogSoftmaxRowJvp))]
    public static void LogSoftmax<T>(ReadOnlySpan<T> logits, [Overwritten] Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length<T>(result, logits.Length);
        Require.SameOrApart(result, logits);
        LogSoftmaxOfRow(logits, result);
    }

    /// <summary><c>logitsGradient[j] += g[j] - exp(result[j]) · Σ_k g[k]</c>, g = resultGradient.</summary>
    /// <param name="result">What <see cref="LogSoftmax{T}(ReadOnlySpan{T}, Span{T})"/> has written, shape [columns].</param>
    /// <param name="resultGradient">Its cotangent, shape [columns].</param>
    /// <param name="logitsGradient">Added to, shape [columns].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void LogSoftmaxRowVjp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> resultGradient, Span<T> logitsGradient)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        LogSoftmaxVjp(result, resultGradient, logitsGradient, 1, result.Length);

    /// <summary><c>resultTangent[i, j] = v[i, j] - Σ_k p[i, k] v[i, k]</c>, p = exp(result), v = logitsTangent.</summary>
    /// <param name="result">What <see cref="LogSoftmax{T}(ReadOnlySpan{T}, Span{T}, int, int)"/> has written, shape [rows, columns].</param>
    /// <param name="logitsTangent">Tangent of the input, shape [rows, columns]; empty if it is zero.</param>
    /// <param name="resultTangent">Overwritten, shape [rows, columns]. May be <paramref name="logitsTangent"/> itself.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void LogSoftmaxJvp<T>(
        ReadOnlySpan<T> result, ReadOnlySpan<T> logitsTangent, Span<T> resultTangent, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(columns);
        Require.Shape(result, rows, columns);
        Require.Shadow(logitsTangent, result.Length);
        Require.Shape<T>(resultTangent, rows, columns);
        if (logitsTangent.IsEmpty)
        {
            resultTangent.Clear();
            return;
        }

        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<T> logP = result.Slice(i * columns, columns);
            ReadOnlySpan<T> v = logitsTangent.Slice(i * columns, columns);
            T mean = LaneSum.Of<ExponentialProductTerm<T>, T>(logP, v, T.Zero, T.Zero);
            Update.Run<ShiftUpdate<T>, T>(resultTangent.Slice(i * columns, columns), v, v, mean, T.Zero, T.Zero);
        }
    }

    /// <summary><c>resultTangent[j] = v[j] - Σ_k p[k] v[k]</c>, p = exp(result), v = logitsTangent.</summary>
    /// <param name="result">What <see cref="LogSoftmax{T}(ReadOnlySpan{T}, Span{T})"/> has written, shape [columns].</param>
    /// <param name="logitsTangent">Tangent of the input, shape [columns]; empty if it is zero.</param>
    /// <param name="resultTangent">Overwritten, shape [columns]. May be <paramref name="logitsTangent"/> itself.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void LogSoftmaxRowJvp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> logitsTangent, Span<T> resultTangent)
        where T : unmanaged, IFloatingPointIeee754<T> => LogSoftmaxJvp(result, logitsTangent, resultTangent, 1, result.Length);

    private static void LogSoftmaxOfRow<T>(ReadOnlySpan<T> logits, Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // (x - pivot) - log Σ exp(x - pivot): the difference of two logits of size 1e4 must not be
        // rounded at their size.
        T pivot = RowExponentials.Pivot(logits);
        T logSum = RowExponentials.Log(RowExponentials.Sum(logits, pivot));
        Update.Run<ShiftUpdate<T>, T>(result, logits, logits, pivot, logSum, T.Zero);
    }

    private readonly struct FirstTerm<T> : ITerm<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b) => x;
    }

    private readonly struct ShiftUpdate<T> : IUpdate<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) => (x - a) - b;
    }

    private readonly struct LogSoftmaxUpdate<T> : IUpdate<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
            target + (y - (Exponential.Exp(x) * a));
    }

    private readonly struct ExponentialProductTerm<T> : ITerm<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Value(Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b) => Exponential.Exp(x - a) * y;
    }
}
