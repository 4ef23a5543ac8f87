using System;
using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>A view of a matrix: element [i, k] is at <c>i · RowStride + k · ColumnStride</c>. Transposing swaps the two.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal readonly ref struct Matrix<T>
    where T : unmanaged
{
    private Matrix(ReadOnlySpan<T> values, int rows, int columns, int rowStride, int columnStride)
    {
        Values = values;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    /// <summary>The elements.</summary>
    public ReadOnlySpan<T> Values { get; }

    /// <summary>Number of rows of the view.</summary>
    public int Rows { get; }

    /// <summary>Number of columns of the view.</summary>
    public int Columns { get; }

    /// <summary>Distance between rows, in elements.</summary>
    public int RowStride { get; }

    /// <summary>Distance between columns, in elements. One of the two strides is 1.</summary>
    public int ColumnStride { get; }

    /// <summary>The transposed view.</summary>
    public Matrix<T> Transposed
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Values, Columns, Rows, ColumnStride, RowStride);
    }

    /// <summary>Views a row-major matrix whose length has been checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Matrix<T> Stored(ReadOnlySpan<T> values, int rows, int columns) => new(values, rows, columns, columns, 1);
}
