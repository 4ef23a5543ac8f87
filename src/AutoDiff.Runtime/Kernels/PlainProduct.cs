using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Matrix products by three loops, for the smallest.</summary>
internal static class PlainProduct
{
    /// <summary><c>c += a · b</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(Matrix<T> a, Matrix<T> b, Span<T> c)
        where T : unmanaged
    {
        int columns = b.Columns;
        int depth = a.Columns;
        int aStep = a.ColumnStride;
        int bStep = b.RowStride;
        ref T left = ref MemoryMarshal.GetReference(a.Values);
        ref T right = ref MemoryMarshal.GetReference(b.Values);
        ref T result = ref MemoryMarshal.GetReference(c);
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                ref T sum = ref Unsafe.Add(ref result, (i * columns) + j);
                ref T row = ref Unsafe.Add(ref left, i * a.RowStride);
                ref T column = ref Unsafe.Add(ref right, j * b.ColumnStride);
                T value = sum;
                for (int k = 0; k < depth; k++)
                {
                    value = Precision.MultiplyAdd(Unsafe.Add(ref row, k * aStep), Unsafe.Add(ref column, k * bStep), value);
                }

                sum = value;
            }
        }
    }
}
