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
    /// <summary>Softmax of each row: <c>result[i, j] = exp(logits[i, j]) / Σ_k exp(logits[i, k])</c>.</summary>
    /// <remarks>
    /// The largest logit of a row is subtracted first, so finite logits of any size give finite results.
    /// A logit of -inf gives 0; a row of -inf only, or with +inf or NaN, gives NaN.
    /// </remarks>
    /// <param name="logits">Input, shape [rows, columns].</param>
    /// <param name="result">Overwritten, shape [rows, columns]. May be <paramref name="logits"/> itself.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or the two overlap without being the same.</exception>
    [VjpRule(nameof(SoftmaxVjp))]
    [JvpRule(nameof(SoftmaxJvp))]
    public static void Softmax<T>(ReadOnlySpan<T> logits, [Overwritten] Span<T> result, int rows, int columns)
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
            SoftmaxOfRow(logits.Slice(i * columns, columns), result.Slice(i * columns, columns));
        }
    }

    /// <summary><c>logitsGradient[i, j] += p[i, j] · (g[i, j] - Σ_k p[i, k] g[i, k])</c>, p = result, g = resultGradient.</summary>
    /// <param name="result">What <see cref="Softmax{T}(ReadOnlySpan{T}, Span{T}, int, int)"/> has written, shape [rows, columns].</param>
    /// <param name="resultGradient">Its cotangent, shape [rows, columns].</param>
    /// <param name="logitsGradient">Added to, shape [rows, columns].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void SoftmaxVjp<T>(
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
            ReadOnlySpan<T> p = result.Slice(i * columns, columns);
            ReadOnlySpan<T> g = resultGradient.Slice(i * columns, columns);
            T mean = LaneSum.Of<ProductTerm<T>, T>(p, g, T.Zero, T.Zero);
            Update.Run<SoftmaxUpdate<T>, T>(logitsGradient.Slice(i * columns, columns), p, g, mean, T.Zero, T.Zero);
        }
    }

    /// <summary>Softmax of one row: <c>result[j] = exp(logits[j]) / Σ_k exp(logits[k])</c>.</summary>
    /// <remarks>Stable as <see cref="Softmax{T}(ReadOnlySpan{T}, Span{T}, int, int)"/>.</remarks>
    /// <param name="logits">Input, shape [columns].</param>
    /// <param name="result">Overwritten, shape [columns]. May be <paramref name="logits"/> itself.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ, or the two overlap without being the same.</exception>
    [VjpRule(nameof(SoftmaxRowVjp))]
    [JvpRule(nameof(SoftmaxRowJvp))]
    public static void Softmax<T>(ReadOnlySpan<T> logits, [Overwritten] Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Length<T>(result, logits.Length);
        Require.SameOrApart(result, logits);
        SoftmaxOfRow(logits, result);
    }

    /// <summary><c>logitsGradient[j] += p[j] · (g[j] - Σ_k p[k] g[k])</c>, p = result, g = resultGradient.</summary>
    /// <param name="result">What <see cref="Softmax{T}(ReadOnlySpan{T}, Span{T})"/> has written, shape [columns].</param>
    /// <param name="resultGradient">Its cotangent, shape [columns].</param>
    /// <param name="logitsGradient">Added to, shape [columns].</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void SoftmaxRowVjp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> resultGradient, Span<T> logitsGradient)
        where T : unmanaged, IFloatingPointIeee754<T> => SoftmaxVjp(result, resultGradient, logitsGradient, 1, result.Length);

    /// <summary><c>resultTangent[i, j] = p[i, j] · (v[i, j] - Σ_k p[i, k] v[i, k])</c>, p = result, v = logitsTangent.</summary>
    /// <param name="result">What <see cref="Softmax{T}(ReadOnlySpan{T}, Span{T}, int, int)"/> has written, shape [rows, columns].</param>
    /// <param name="logitsTangent">Tangent of the input, shape [rows, columns]; empty if it is zero.</param>
    /// <param name="resultTangent">Overwritten, shape [rows, columns]. May be <paramref name="logitsTangent"/> itself.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void SoftmaxJvp<T>(
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
            ReadOnlySpan<T> p = result.Slice(i * columns, columns);
            ReadOnlySpan<T> v = logitsTangent.Slice(i * columns, columns);
            T mean = LaneSum.Of<ProductTerm<T>, T>(p, v, T.Zero, T.Zero);
            Update.Run<SoftmaxTangentUpdate<T>, T>(resultTangent.Slice(i * columns, columns), p, v, mean, T.Zero, T.Zero);
        }
    }

    /// <summary><c>resultTangent[j] = p[j] · (v[j] - Σ_k p[k] v[k])</c>, p = result, v = logitsTangent.</summary>
    /// <param name="result">What <see cref="Softmax{T}(ReadOnlySpan{T}, Span{T})"/> has written, shape [columns].</param>
    /// <param name="logitsTangent">Tangent of the input, shape [columns]; empty if it is zero.</param>
    /// <param name="resultTangent">Overwritten, shape [columns]. May be <paramref name="logitsTangent"/> itself.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void SoftmaxRowJvp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> logitsTangent, Span<T> resultTangent)
        where T : unmanaged, IFloatingPointIeee754<T> => SoftmaxJvp(result, logitsTangent, resultTangent, 1, result.Length);

    private static void SoftmaxOfRow<T>(ReadOnlySpan<T> logits, Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T sum = RowExponentials.Store(logits, RowExponentials.Pivot(logits), result);
        Update.Run<ScaleUpdate<T>, T>(result, result, result, T.One / sum, T.Zero, T.Zero);
    }

    private readonly struct ScaleUpdate<T> : IUpdate<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) => target * a;
    }

    private readonly struct SoftmaxUpdate<T> : IUpdate<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) => target + (x * (y - a));
    }

    private readonly struct SoftmaxTangentUpdate<T> : IUpdate<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) => x * (y - a);
    }
}
