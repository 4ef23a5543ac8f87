using System;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Chooses how a matrix product is computed, by shape alone.</summary>
/// <remarks>
/// Except for dot products, every element is <c>c = fma(a[i, k], b[k, j], c)</c> for k = 0, 1, .. in this order,
/// whatever the kernel: the bits depend on neither blocking nor hardware.
/// </remarks>
internal static class MatrixProduct
{
    /// <summary>Up to this many multiplications, preparing a faster kernel costs more than it saves.</summary>
    private const int PlainLimit = 1 << 9;

    /// <summary><c>c += a · b</c>.</summary>
    /// <param name="a">Shape [n, k]; its length has been checked.</param>
    /// <param name="b">Shape [k, m]; its length has been checked.</param>
    /// <param name="c">Shape [n, m], row-major; its length has been checked, and that it overlaps neither.</param>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    public static void Add<T>(Matrix<T> a, Matrix<T> b, Span<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (b.Columns == 1 && a.Rows > 1)
        {
            // c and its transpose are one and the same vector: A · b = (bᵀ · Aᵀ)ᵀ.
            Matrix<T> row = b.Transposed;
            b = a.Transposed;
            a = row;
        }

        if ((long)a.Rows * a.Columns * b.Columns <= PlainLimit)
        {
            PlainProduct.Add(a, b, c);
        }
        else if (a.Rows == 1 && b.ColumnStride != 1)
        {
            RowProduct.AddDots(a.Values, b, c);
        }
        else if (a.Rows == 1 && b.Columns >= Vector512<T>.Count)
        {
            RowProduct.AddRows(a.Values, b, c);
        }
        else
        {
            TiledProduct.Add(a, b, c);
        }
    }
}
