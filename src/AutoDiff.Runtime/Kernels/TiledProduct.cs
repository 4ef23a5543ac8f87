using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AutoDiff.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>
/// Matrix products in tiles whose sums stay in registers. A block of the left matrix that fits the second-level cache
/// and one panel of the right matrix that fits the first are packed into reading order.
/// </summary>
internal static class TiledProduct
{
    /// <summary>Steps of a block: a panel of 32 float columns then takes 32 KiB.</summary>
    private const int Depth = 256;

    /// <summary>Rows of a block, a multiple of the panel's.</summary>
    private const int BlockRows = 40 * PackedPanels.Rows;

    /// <summary>Up to this many rows the right matrix is read where it is: packing it would cost more than it saves.</summary>
    private const int DirectRows = 2 * PackedPanels.Rows;

    /// <summary><c>c += a · b</c>.</summary>
    public static void Add<T>(Matrix<T> a, Matrix<T> b, Span<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int depth = Math.Min(Depth, a.Columns);
        int blockRows = Math.Min(BlockRows, RoundUp(a.Rows));
        using Workspace workspace = Workspace.Rent();
        Span<T> left = workspace.Take<T>(blockRows * depth);
        Span<T> right = workspace.Take<T>(2 * Vector512<T>.Count * depth);
        for (int step = 0; step < a.Columns; step += Depth)
        {
            int steps = Math.Min(Depth, a.Columns - step);
            for (int row = 0; row < a.Rows; row += BlockRows)
            {
                int rows = Math.Min(BlockRows, a.Rows - row);
                PackedPanels.Left(a, row, rows, step, steps, left);
                AddBlock(left, row, rows, b, step, steps, right, c);
            }
        }
    }

    private static int RoundUp(int rows) => (int)Math.Min((((long)rows + PackedPanels.Rows - 1) / PackedPanels.Rows) * PackedPanels.Rows, BlockRows);

    // Adds the product of one packed block of rows and all columns.
    private static void AddBlock<T>(
        Span<T> left, int row, int rows, Matrix<T> b, int step, int steps, Span<T> packed, Span<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int lanes = Vector512<T>.Count;
        Matrix<T> columnsOfB = b.Transposed;
        for (int column = 0; column < b.Columns; column += 2 * lanes)
        {
            int columns = Math.Min(2 * lanes, b.Columns - column);
            int vectors = columns > lanes ? 2 : 1;
            int width = vectors * lanes;
            bool isDirect = rows <= DirectRows && b.ColumnStride == 1 && columns == width;
            if (!isDirect)
            {
                PackedPanels.Right(columnsOfB, column, columns, step, steps, packed, width);
            }

            ReadOnlySpan<T> right = isDirect ? b.Values[((step * b.RowStride) + column)..] : packed;
            int rightStride = isDirect ? b.RowStride : width;
            for (int first = 0; first < rows; first += PackedPanels.Rows)
            {
                int count = Math.Min(PackedPanels.Rows, rows - first);
                Span<T> target = c[(((row + first) * b.Columns) + column)..];
                ReadOnlySpan<T> panel = left.Slice(first * steps, PackedPanels.Rows * steps);
                if (count == PackedPanels.Rows && columns == width)
                {
                    AddTile(panel, right, rightStride, vectors, target, b.Columns, count, steps);
                }
                else
                {
                    AddEdge(panel, right, rightStride, vectors, target, b.Columns, count, columns, steps);
                }
            }
        }
    }

    // A tile that sticks out of the result is summed in a buffer of its own.
    private static void AddEdge<T>(
        ReadOnlySpan<T> left,
        ReadOnlySpan<T> right,
        int rightStride,
        int vectors,
        Span<T> c,
        int stride,
        int rows,
        int columns,
        int steps)
        where T : unmanaged
    {
        int width = vectors * Vector512<T>.Count;
        Span<T> tile = stackalloc T[PackedPanels.Rows * width];
        for (int r = 0; r < rows; r++)
        {
            c.Slice(r * stride, columns).CopyTo(tile[(r * width)..]);
        }

        AddTile(left, right, rightStride, vectors, tile, width, rows, steps);
        for (int r = 0; r < rows; r++)
        {
            tile.Slice(r * width, columns).CopyTo(c[(r * stride)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, nint rightStride, int vectors, Span<T> c, int stride, int rows, int steps)
        where T : unmanaged
    {
        int lanes = Vector512<T>.Count;
        ref T a = ref MemoryMarshal.GetReference(left);
        ref T b = ref MemoryMarshal.GetReference(right);
        ref T result = ref MemoryMarshal.GetReference(c);

        // 16 registers hold no more than 4 rows of one logical vector, 32 registers of 512 bits hold 12 of two.
        bool isWide = Avx512F.IsSupported;
        if (isWide && rows > 8)
        {
            if (vectors == 2)
            {
                Tile12x2.Add(ref a, ref b, rightStride, ref result, stride, steps);
            }
            else
            {
                Tile12x1.Add(ref a, ref b, rightStride, ref result, stride, steps);
            }

            return;
        }

        for (int r = 0; r < rows; r += 4)
        {
            ref T rowOfA = ref Unsafe.Add(ref a, r);
            ref T rowOfC = ref Unsafe.Add(ref result, (nint)r * stride);
            if (isWide && vectors == 2)
            {
                Tile4x2.Add(ref rowOfA, ref b, rightStride, ref rowOfC, stride, steps);
                continue;
            }

            for (int vector = 0; vector < vectors; vector++)
            {
                ref T columnOfB = ref Unsafe.Add(ref b, vector * lanes);
                Tile4x1.Add(ref rowOfA, ref columnOfB, rightStride, ref Unsafe.Add(ref rowOfC, vector * lanes), stride, steps);
            }
        }
    }
}
