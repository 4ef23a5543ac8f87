using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Products of one row and a matrix: nothing is used twice, so memory is read in order.</summary>
internal static class RowProduct
{
    /// <summary><c>c[j] += Σ_k a[k] · b[k, j]</c> where the columns of <paramref name="b"/> are contiguous: dot products.</summary>
    public static void AddDots<T>(ReadOnlySpan<T> a, Matrix<T> b, Span<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int j = 0; j < c.Length; j++)
        {
            c[j] += LaneSum.Of<ProductTerm<T>, T>(a, b.Values.Slice(j * b.ColumnStride, a.Length), T.Zero, T.Zero);
        }
    }

    /// <summary>
    /// <c>c[j] += a[k] · b[k, j]</c>, k = 0, 1, .., where the rows of <paramref name="b"/> are contiguous and at least
    /// as long as a vector: four rows at a time are added to the result.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows<T>(ReadOnlySpan<T> a, Matrix<T> b, Span<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint stride = b.RowStride;
        ref T factor = ref MemoryMarshal.GetReference(a);
        ref T row = ref MemoryMarshal.GetReference(b.Values);
        int k = 0;
        for (; k <= a.Length - 4; k += 4)
        {
            AddFour(ref Unsafe.Add(ref factor, k), ref row, stride, c);
            row = ref Unsafe.Add(ref row, 4 * stride);
        }

        for (; k < a.Length; k++)
        {
            AddOne(Unsafe.Add(ref factor, k), ref row, c);
            row = ref Unsafe.Add(ref row, stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour<T>(ref T factor, ref T row0, nint stride, Span<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int lanes = Vector512<T>.Count;
        Vector512<T> factor0 = Vector512.Create(factor);
        Vector512<T> factor1 = Vector512.Create(Unsafe.Add(ref factor, 1));
        Vector512<T> factor2 = Vector512.Create(Unsafe.Add(ref factor, 2));
        Vector512<T> factor3 = Vector512.Create(Unsafe.Add(ref factor, 3));
        ref T row1 = ref Unsafe.Add(ref row0, stride);
        ref T row2 = ref Unsafe.Add(ref row1, stride);
        ref T row3 = ref Unsafe.Add(ref row2, stride);
        ref T result = ref MemoryMarshal.GetReference(c);
        for (int done = 0; done < c.Length; done += lanes)
        {
            // The last vector ends with the row; what it repeats is masked out.
            int j = Math.Min(done, c.Length - lanes);
            Vector512<T> before = Lanes.Load(ref result, j);
            Vector512<T> after = Lanes.MultiplyAdd(factor0, Lanes.Load(ref row0, j), before);
            after = Lanes.MultiplyAdd(factor1, Lanes.Load(ref row1, j), after);
            after = Lanes.MultiplyAdd(factor2, Lanes.Load(ref row2, j), after);
            after = Lanes.MultiplyAdd(factor3, Lanes.Load(ref row3, j), after);
            Vector512<T> live = Lanes.Last<T>(lanes - (done - j));
            Lanes.Store(Vector512.ConditionalSelect(live, after, before), ref result, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOne<T>(T factor, ref T row, Span<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int lanes = Vector512<T>.Count;
        Vector512<T> broadcast = Vector512.Create(factor);
        ref T result = ref MemoryMarshal.GetReference(c);
        for (int done = 0; done < c.Length; done += lanes)
        {
            int j = Math.Min(done, c.Length - lanes);
            Vector512<T> before = Lanes.Load(ref result, j);
            Vector512<T> after = Lanes.MultiplyAdd(broadcast, Lanes.Load(ref row, j), before);
            Vector512<T> live = Lanes.Last<T>(lanes - (done - j));
            Lanes.Store(Vector512.ConditionalSelect(live, after, before), ref result, j);
        }
    }
}
