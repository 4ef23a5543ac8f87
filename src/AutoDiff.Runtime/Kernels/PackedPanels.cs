using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Copies blocks of a matrix into the order in which the innermost loops of a product read them.</summary>
internal static class PackedPanels
{
    /// <summary>Rows of a panel of the left matrix: with two vectors of columns, 24 sums fit 32 registers.</summary>
    public const int Rows = 12;

    /// <summary>
    /// Panels of 12 rows: row r of step k at <c>panel · 12 · depth + k · 12 + r</c>. The last panel is filled with zeros.
    /// </summary>
    /// <param name="matrix">The left matrix.</param>
    /// <param name="firstRow">First row of the block.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="firstStep">First column of the block.</param>
    /// <param name="depth">Columns of the block.</param>
    /// <param name="packed">Overwritten, rows rounded up to panels times depth.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Left<T>(Matrix<T> matrix, int firstRow, int rows, int firstStep, int depth, Span<T> packed)
        where T : unmanaged
    {
        for (int first = 0; first < rows; first += Rows)
        {
            int count = Math.Min(Rows, rows - first);
            Span<T> panel = packed.Slice(first * depth, Rows * depth);
            if (count < Rows)
            {
                panel.Clear();
            }

            Interleave(matrix, firstRow + first, count, firstStep, depth, panel, Rows);
        }
    }

    /// <summary>One panel of columns: column j of step k at <c>k · width + j</c>. Missing columns are zeros.</summary>
    /// <param name="matrix">The right matrix, transposed: its rows are the columns of the product.</param>
    /// <param name="firstColumn">First column of the panel.</param>
    /// <param name="columns">Columns that exist.</param>
    /// <param name="firstStep">First step of the block.</param>
    /// <param name="depth">Steps of the block.</param>
    /// <param name="packed">Overwritten, depth times width.</param>
    /// <param name="width">Columns of the panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Right<T>(
        Matrix<T> matrix, int firstColumn, int columns, int firstStep, int depth, Span<T> packed, int width)
        where T : unmanaged
    {
        if (columns < width)
        {
            packed.Slice(0, depth * width).Clear();
        }

        Interleave(matrix, firstColumn, columns, firstStep, depth, packed, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave<T>(
        Matrix<T> matrix, int firstRow, int rows, int firstStep, int depth, Span<T> packed, int width)
        where T : unmanaged
    {
        if (matrix.RowStride == 1)
        {
            // The values of one step are neighbours already.
            for (int k = 0; k < depth; k++)
            {
                int start = ((firstStep + k) * matrix.ColumnStride) + firstRow;
                matrix.Values.Slice(start, rows).CopyTo(packed.Slice(k * width, rows));
            }

            return;
        }

        for (int r = 0; r < rows; r++)
        {
            ReadOnlySpan<T> row = matrix.Values.Slice(((firstRow + r) * matrix.RowStride) + firstStep, depth);
            ref T target = ref Unsafe.Add(ref MemoryMarshal.GetReference(packed), r);
            for (int k = 0; k < row.Length; k++)
            {
                target = row[k];
                target = ref Unsafe.Add(ref target, width);
            }
        }
    }
}
