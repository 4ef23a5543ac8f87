using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Matrix products. Every element is <c>c = fma(a[i, k], b[k, j], c)</c> for k = 0, 1, .., whatever the kernel, so the bits depend on nothing else.</summary>
internal static class MatrixProduct
{
    /// <summary><c>c += a · b</c>, <paramref name="c"/> row-major.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(Matrix<T> a, Matrix<T> b, Span<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T left = ref MemoryMarshal.GetReference(a.Values);
        ref T right = ref MemoryMarshal.GetReference(b.Values);
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < b.Columns; j++)
            {
                T sum = c[(i * b.Columns) + j];
                for (int k = 0; k < a.Columns; k++)
                {
                    sum = Precision.MultiplyAdd(
                        Unsafe.Add(ref left, (i * a.RowStride) + (k * a.ColumnStride)),
                        Unsafe.Add(ref right, (k * b.RowStride) + (j * b.ColumnStride)),
                        sum);
                }

                c[(i * b.Columns) + j] = sum;
            }
        }
    }
}
