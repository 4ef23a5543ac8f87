using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Innermost loop of a matrix product: 12 rows by 2 vectors of columns are kept in registers.</summary>
internal static class Tile12x2
{
    /// <summary><c>c[r, :] += a[k, r] · b[k, :]</c> for k in [0, depth), r in [0, 12).</summary>
    /// <param name="a">Packed panel, row r of step k at <c>k · PackedPanels.Rows + r</c>.</param>
    /// <param name="b">Step k at <c>k · bStride</c>.</param>
    /// <param name="bStride">Distance between steps of <paramref name="b"/>, in elements.</param>
    /// <param name="c">Row r at <c>r · cStride</c>.</param>
    /// <param name="cStride">Distance between rows of <paramref name="c"/>, in elements.</param>
    /// <param name="depth">Number of steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(ref T a, ref T b, nint bStride, ref T c, nint cStride, int depth)
        where T : unmanaged
    {
        int lanes = Vector512<T>.Count;
        Vector512<T> c00 = Lanes.Load(ref c, 0);
        Vector512<T> c01 = Lanes.Load(ref c, lanes);
        Vector512<T> c10 = Lanes.Load(ref Unsafe.Add(ref c, cStride), 0);
        Vector512<T> c11 = Lanes.Load(ref Unsafe.Add(ref c, cStride), lanes);
        Vector512<T> c20 = Lanes.Load(ref Unsafe.Add(ref c, 2 * cStride), 0);
        Vector512<T> c21 = Lanes.Load(ref Unsafe.Add(ref c, 2 * cStride), lanes);
        Vector512<T> c30 = Lanes.Load(ref Unsafe.Add(ref c, 3 * cStride), 0);
        Vector512<T> c31 = Lanes.Load(ref Unsafe.Add(ref c, 3 * cStride), lanes);
        Vector512<T> c40 = Lanes.Load(ref Unsafe.Add(ref c, 4 * cStride), 0);
        Vector512<T> c41 = Lanes.Load(ref Unsafe.Add(ref c, 4 * cStride), lanes);
        Vector512<T> c50 = Lanes.Load(ref Unsafe.Add(ref c, 5 * cStride), 0);
        Vector512<T> c51 = Lanes.Load(ref Unsafe.Add(ref c, 5 * cStride), lanes);
        Vector512<T> c60 = Lanes.Load(ref Unsafe.Add(ref c, 6 * cStride), 0);
        Vector512<T> c61 = Lanes.Load(ref Unsafe.Add(ref c, 6 * cStride), lanes);
        Vector512<T> c70 = Lanes.Load(ref Unsafe.Add(ref c, 7 * cStride), 0);
        Vector512<T> c71 = Lanes.Load(ref Unsafe.Add(ref c, 7 * cStride), lanes);
        Vector512<T> c80 = Lanes.Load(ref Unsafe.Add(ref c, 8 * cStride), 0);
        Vector512<T> c81 = Lanes.Load(ref Unsafe.Add(ref c, 8 * cStride), lanes);
        Vector512<T> c90 = Lanes.Load(ref Unsafe.Add(ref c, 9 * cStride), 0);
        Vector512<T> c91 = Lanes.Load(ref Unsafe.Add(ref c, 9 * cStride), lanes);
        Vector512<T> c100 = Lanes.Load(ref Unsafe.Add(ref c, 10 * cStride), 0);
        Vector512<T> c101 = Lanes.Load(ref Unsafe.Add(ref c, 10 * cStride), lanes);
        Vector512<T> c110 = Lanes.Load(ref Unsafe.Add(ref c, 11 * cStride), 0);
        Vector512<T> c111 = Lanes.Load(ref Unsafe.Add(ref c, 11 * cStride), lanes);
        for (int k = 0; k < depth; k++)
        {
            Vector512<T> b0 = Lanes.Load(ref b, 0);
            Vector512<T> b1 = Lanes.Load(ref b, lanes);
            Vector512<T> row = Vector512.Create(a);
            c00 = Lanes.MultiplyAdd(row, b0, c00);
            c01 = Lanes.MultiplyAdd(row, b1, c01);
            row = Vector512.Create(Unsafe.Add(ref a, 1));
            c10 = Lanes.MultiplyAdd(row, b0, c10);
            c11 = Lanes.MultiplyAdd(row, b1, c11);
            row = Vector512.Create(Unsafe.Add(ref a, 2));
            c20 = Lanes.MultiplyAdd(row, b0, c20);
            c21 = Lanes.MultiplyAdd(row, b1, c21);
            row = Vector512.Create(Unsafe.Add(ref a, 3));
            c30 = Lanes.MultiplyAdd(row, b0, c30);
            c31 = Lanes.MultiplyAdd(row, b1, c31);
            row = Vector512.Create(Unsafe.Add(ref a, 4));
            c40 = Lanes.MultiplyAdd(row, b0, c40);
            c41 = Lanes.MultiplyAdd(row, b1, c41);
            row = Vector512.Create(Unsafe.Add(ref a, 5));
            c50 = Lanes.MultiplyAdd(row, b0, c50);
            c51 = Lanes.MultiplyAdd(row, b1, c51);
            row = Vector512.Create(Unsafe.Add(ref a, 6));
            c60 = Lanes.MultiplyAdd(row, b0, c60);
            c61 = Lanes.MultiplyAdd(row, b1, c61);
            row = Vector512.Create(Unsafe.Add(ref a, 7));
            c70 = Lanes.MultiplyAdd(row, b0, c70);
            c71 = Lanes.MultiplyAdd(row, b1, c71);
            row = Vector512.Create(Unsafe.Add(ref a, 8));
            c80 = Lanes.MultiplyAdd(row, b0, c80);
            c81 = Lanes.MultiplyAdd(row, b1, c81);
            row = Vector512.Create(Unsafe.Add(ref a, 9));
            c90 = Lanes.MultiplyAdd(row, b0, c90);
            c91 = Lanes.MultiplyAdd(row, b1, c91);
            row = Vector512.Create(Unsafe.Add(ref a, 10));
            c100 = Lanes.MultiplyAdd(row, b0, c100);
            c101 = Lanes.MultiplyAdd(row, b1, c101);
            row = Vector512.Create(Unsafe.Add(ref a, 11));
            c110 = Lanes.MultiplyAdd(row, b0, c110);
            c111 = Lanes.MultiplyAdd(row, b1, c111);
            a = ref Unsafe.Add(ref a, PackedPanels.Rows);
            b = ref Unsafe.Add(ref b, bStride);
        }

        Lanes.Store(c00, ref c, 0);
        Lanes.Store(c01, ref c, lanes);
        Lanes.Store(c10, ref Unsafe.Add(ref c, cStride), 0);
        Lanes.Store(c11, ref Unsafe.Add(ref c, cStride), lanes);
        Lanes.Store(c20, ref Unsafe.Add(ref c, 2 * cStride), 0);
        Lanes.Store(c21, ref Unsafe.Add(ref c, 2 * cStride), lanes);
        Lanes.Store(c30, ref Unsafe.Add(ref c, 3 * cStride), 0);
        Lanes.Store(c31, ref Unsafe.Add(ref c, 3 * cStride), lanes);
        Lanes.Store(c40, ref Unsafe.Add(ref c, 4 * cStride), 0);
        Lanes.Store(c41, ref Unsafe.Add(ref c, 4 * cStride), lanes);
        Lanes.Store(c50, ref Unsafe.Add(ref c, 5 * cStride), 0);
        Lanes.Store(c51, ref Unsafe.Add(ref c, 5 * cStride), lanes);
        Lanes.Store(c60, ref Unsafe.Add(ref c, 6 * cStride), 0);
        Lanes.Store(c61, ref Unsafe.Add(ref c, 6 * cStride), lanes);
        Lanes.Store(c70, ref Unsafe.Add(ref c, 7 * cStride), 0);
        Lanes.Store(c71, ref Unsafe.Add(ref c, 7 * cStride), lanes);
        Lanes.Store(c80, ref Unsafe.Add(ref c, 8 * cStride), 0);
        Lanes.Store(c81, ref Unsafe.Add(ref c, 8 * cStride), lanes);
        Lanes.Store(c90, ref Unsafe.Add(ref c, 9 * cStride), 0);
        Lanes.Store(c91, ref Unsafe.Add(ref c, 9 * cStride), lanes);
        Lanes.Store(c100, ref Unsafe.Add(ref c, 10 * cStride), 0);
        Lanes.Store(c101, ref Unsafe.Add(ref c, 10 * cStride), lanes);
        Lanes.Store(c110, ref Unsafe.Add(ref c, 11 * cStride), 0);
        Lanes.Store(c111, ref Unsafe.Add(ref c, 11 * cStride), lanes);
    }
}
