using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Innermost loop of a matrix product: 4 rows by 1 vector of columns are kept in registers.</summary>
internal static class Tile4x1
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
        Vector512<T> c0 = Lanes.Load(ref c, 0);
        Vector512<T> c1 = Lanes.Load(ref Unsafe.Add(ref c, cStride), 0);
        Vector512<T> c2 = Lanes.Load(ref Unsafe.Add(ref c, 2 * cStride), 0);
        Vector512<T> c3 = Lanes.Load(ref Unsafe.Add(ref c, 3 * cStride), 0);
        for (int k = 0; k < depth; k++)
        {
            Vector512<T> b0 = Lanes.Load(ref b, 0);
            c0 = Lanes.MultiplyAdd(Vector512.Create(a), b0, c0);
            c1 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 1)), b0, c1);
            c2 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 2)), b0, c2);
            c3 = Lanes.MultiplyAdd(Vector512.Create(Unsafe.Add(ref a, 3)), b0, c3);
            a = ref Unsafe.Add(ref a, PackedPanels.Rows);
            b = ref Unsafe.Add(ref b, bStride);
        }

        Lanes.Store(c0, ref c, 0);
        Lanes.Store(c1, ref Unsafe.Add(ref c, cStride), 0);
        Lanes.Store(c2, ref Unsafe.Add(ref c, 2 * cStride), 0);
        Lanes.Store(c3, ref Unsafe.Add(ref c, 3 * cStride), 0);
    }
}
