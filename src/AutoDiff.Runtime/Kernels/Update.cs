using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Runs an <see cref="IUpdate{T}"/> over spans whose lengths have been checked.</summary>
internal static class Update
{
    /// <summary><c>target[i] = update(target[i], x[i], y[i], a, b, c)</c>; <paramref name="target"/> may be <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TUpdate, T>(Span<T> target, ReadOnlySpan<T> x, ReadOnlySpan<T> y, T a, T b, T c)
        where TUpdate : struct, IUpdate<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int length = target.Length;
        int lanes = Vector512<T>.Count;
        ref T written = ref MemoryMarshal.GetReference(target);
        ref T first = ref MemoryMarshal.GetReference(x);
        ref T second = ref MemoryMarshal.GetReference(y);
        Vector512<T> broadcastA = Vector512.Create(a);
        Vector512<T> broadcastB = Vector512.Create(b);
        Vector512<T> broadcastC = Vector512.Create(c);
        if (length < lanes)
        {
            Vector512<T> few = TUpdate.Apply(
                Lanes.LoadPartial(ref written, length, T.Zero),
                Lanes.LoadPartial(ref first, length, T.Zero),
                Lanes.LoadPartial(ref second, length, T.Zero),
                broadcastA,
                broadcastB,
                broadcastC);
            Lanes.StorePartial(few, ref written, length);
            return;
        }

        int i = 0;
        for (; i <= length - lanes; i += lanes)
        {
            Vector512<T> after = TUpdate.Apply(
                Lanes.Load(ref written, i),
                Lanes.Load(ref first, i),
                Lanes.Load(ref second, i),
                broadcastA,
                broadcastB,
                broadcastC);
            Lanes.Store(after, ref written, i);
        }

        if (i < length)
        {
            // The last vector ends with the buffer; lanes that are done already are masked out.
            int last = length - lanes;
            Vector512<T> before = Lanes.Load(ref written, last);
            Vector512<T> after = TUpdate.Apply(
                before, Lanes.Load(ref first, last), Lanes.Load(ref second, last), broadcastA, broadcastB, broadcastC);
            Lanes.Store(Vector512.ConditionalSelect(Lanes.Last<T>(length - i), after, before), ref written, last);
        }
    }
}
