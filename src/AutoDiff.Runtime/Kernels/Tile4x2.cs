using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Innermost loop of a matrix product: 4 rows by 2 vectors of columns are kept in registers.</summary>
internal static class Tile4x2
{
    /// <summary><c>c[r, :] += a[k, r] · b[k, :]</c> for k in [0, depth), r in [0, 4).</summary>
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
    }
}
