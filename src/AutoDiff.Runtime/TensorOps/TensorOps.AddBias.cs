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
    /// <summary>Adds a vector to each row: <c>values[i, j] += bias[j]</c>.</summary>
    /// <param name="values">Updated, shape [rows, columns].</param>
    /// <param name="bias">Input, shape [columns].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or the two overlap.</exception>
    [VjpRule(nameof(AddBiasVjp))]
    [JvpRule(nameof(AddBiasJvp))]
    public static void AddBias<T>(Span<T> values, ReadOnlySpan<T> bias, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(columns);
        Require.Shape<T>(values, rows, columns);
        Require.Length(bias, columns);
        Require.Apart(values, bias);
        for (int i = 0; i < rows; i++)
        {
            Update.Run<AddUpdate<T>, T>(values.Slice(i * columns, columns), bias, bias, T.Zero, T.Zero, T.Zero);
        }
    }

    /// <summary><c>biasGradient[j] += Σ_i valuesGradient[i, j]</c>. The cotangent of <c>values</c> passes through unchanged.</summary>
    /// <param name="valuesGradient">Cotangent of the sum, shape [rows, columns].</param>
    /// <param name="biasGradient">Added to, shape [columns].</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or the two overlap.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void AddBiasVjp<T>(ReadOnlySpan<T> valuesGradient, Span<T> biasGradient, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        Require.Size(rows);
        Require.Size(columns);
        Require.Shape(valuesGradient, rows, columns);
        Require.Length<T>(biasGradient, columns);
        Require.Apart(biasGradient, valuesGradient);
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<T> row = valuesGradient.Slice(i * columns, columns);
            Update.Run<AddUpdate<T>, T>(biasGradient, row, row, T.Zero, T.Zero, T.Zero);
        }
    }

    /// <summary><c>valuesTangent[i, j] += biasTangent[j]</c>.</summary>
    /// <param name="valuesTangent">Updated: tangent of the values, shape [rows, columns].</param>
    /// <param name="biasTangent">Tangent of the bias, shape [columns]; empty if it is zero.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentException">A shape is wrong, or the two overlap.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void AddBiasJvp<T>(Span<T> valuesTangent, ReadOnlySpan<T> biasTangent, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!biasTangent.IsEmpty)
        {
            AddBias(valuesTangent, biasTangent, rows, columns);
        }
    }

    private readonly struct AddUpdate<T> : IUpdate<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) => target + x;
    }
}
