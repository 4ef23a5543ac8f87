using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Sums an <see cref="ITerm{T}"/> over spans whose lengths have been checked.</summary>
internal static class LaneSum
{
    /// <summary><c>Σ term(x[i], y[i], a, b)</c>, in four vectors of lanes and one fixed tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Of<TTerm, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T a, T b)
        where TTerm : struct, ITerm<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int length = x.Length;
        int lanes = Vector512<T>.Count;
        ref T first = ref MemoryMarshal.GetReference(x);
        ref T second = ref MemoryMarshal.GetReference(y);
        Vector512<T> broadcastA = Vector512.Create(a);
        Vector512<T> broadcastB = Vector512.Create(b);
        if (length < lanes)
        {
            Vector512<T> few = TTerm.Value(
                Lanes.LoadPartial(ref first, length, T.Zero),
                Lanes.LoadPartial(ref second, length, T.Zero),
                broadcastA,
                broadcastB);
            return Lanes.Sum(few & Lanes.First<T>(length));
        }

        // Four sums take turns, so that an addition need not wait for the one before. The term is written once:
        // with a copy per sum, terms that contain exp or log exhaust the compiler's inlining budget.
        Vector512<T> sum0 = Vector512<T>.Zero;
        Vector512<T> sum1 = Vector512<T>.Zero;
        Vector512<T> sum2 = Vector512<T>.Zero;
        Vector512<T> sum3 = Vector512<T>.Zero;
        int i = 0;
        for (; i <= length - lanes; i += lanes)
        {
            Vector512<T> sum = sum0
                + TTerm.Value(Lanes.Load(ref first, i), Lanes.Load(ref second, i), broadcastA, broadcastB);
            sum0 = sum1;
            sum1 = sum2;
            sum2 = sum3;
            sum3 = sum;
        }

        if (i < length)
        {
            int last = length - lanes;
            Vector512<T> tail = TTerm.Value(Lanes.Load(ref first, last), Lanes.Load(ref second, last), broadcastA, broadcastB);
            sum0 += tail & Lanes.Last<T>(length - i);
        }

        return Lanes.Sum((sum0 + sum1) + (sum2 + sum3));
    }
}
