using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Innermost loop of a matrix product: 12 rows by 1 vector of columns are kept in registers.</summary>
internal static class Tile12x1
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
        Vector512<T> c0 = Lanes.Load(ref c, 0);
        Vector512<T> c1 = Lanes.Load(ref Unsafe.Add(ref c, cStride), 0);
        Vector512<T> c2 = Lanes.Load(ref Unsafe.Add(ref c, 2 * cStride), 0);
        Vector512<T> c3 = Lanes.Load(ref Unsafe.Add(ref c, 3 * cStride), 0);
        Vector512<T> c4 = Lanes.Load(ref Unsafe.Add(ref c, 4 * cStride), 0);
        Vector512<T> c5 = Lanes.Load(ref Unsafe.Add(ref c, 5 * cStride), 0);
        Vector512<T> c6 = Lanes.Load(ref Unsafe.Add(ref c, 6 * cStride), 0);
        Vector512<T> c7 = Lanes.Load(ref Unsafe.Add(ref c, 7 * cStride), 0);
        Vector512<T> c8 = Lanes.Load(ref Unsafe.Add(ref c, 8 * cStride), 0);
        Vector512<T> c9 = Lanes.Load(ref Unsafe.Add(ref c, 9 * cStride), 0);
        Vector512<T> c10 = Lanes.Load(ref Unsafe.Add(ref c, 10 * cStride), 0);
        Vector512<T> c11 = Lanes.Load(ref Unsafe.Add(ref c, 11 * cStride), 0);
        for (int k = 0; k < depth; k++)
        {
            Vector512<T> b0 = Lanes.Load(ref b, 0);
            c0 = Lanes.MultiplyAdd(Vector512.Create(a), b0, c0);
            c1 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 1)), b0, c1);
            c2 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 2)), b0, c2);
            c3 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 3)), b0, c3);
            c4 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 4)), b0, c4);
            c5 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 5)), b0, c5);
            c6 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 6)), b0, c6);
            c7 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 7)), b0, c7);
            c8 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 8)), b0, c8);
            c9 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 9)), b0, c9);
            c10 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 10)), b0, c10);
            c11 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 11)), b0, c11);
            a = ref Unsafe.Add(ref a, PackedPanels.Rows);
            b = ref Unsafe.Add(ref b, bStride);
        }

        Lanes.Store(c0, ref c, 0);
        Lanes.Store(c1, ref Unsafe.Add(ref c, cStride), 0);
        Lanes.Store(c2, ref Unsafe.Add(ref c, 2 * cStride), 0);
        Lanes.Store(c3, ref Unsafe.Add(ref c, 3 * cStride), 0);
        Lanes.Store(c4, ref Unsafe.Add(ref c, 4 * cStride), 0);
        Lanes.Store(c5, ref Unsafe.Add(ref c, 5 * cStride), 0);
        Lanes.Store(c6, ref Unsafe.Add(ref c, 6 * cStride), 0);
        Lanes.Store(c7, ref Unsafe.Add(ref c, 7 * cStride), 0);
        Lanes.Store(c8, ref Unsafe.Add(ref c, 8 * cStride), 0);
        Lanes.Store(c9, ref Unsafe.Add(ref c, 9 * cStride), 0);
        Lanes.Store(c10, ref Unsafe.Add(ref c, 10 * cStride), 0);
        Lanes.Store(c11, ref Unsafe.Add(ref c, 11 * cStride), 0);
    }
}
