using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The passes over one row of logits that softmax, log-sum-exp and their losses are made of.</summary>
internal static class RowExponentials
{
    /// <summary>
    /// What is subtracted before <c>exp</c>: the largest entry, so that nothing overflows, or 0 if that is not finite
    /// (<c>-inf - -inf</c> would be NaN where the sum is plainly 0).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Pivot<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int length = row.Length;
        int lanes = Vector512<T>.Count;
        ref T first = ref MemoryMarshal.GetReference(row);
        T least = Precision.Constant<T>(double.NegativeInfinity);
        Vector512<T> largest;
        if (length < lanes)
        {
            largest = Lanes.Larger(Vector512.Create(least), Lanes.LoadPartial(ref first, length, least));
        }
        else
        {
            // The last vector overlaps the one before it: a maximum does not mind.
            largest = Lanes.Larger(Vector512.Create(least), Lanes.Load(ref first, length - lanes));
            for (int i = 0; i < length - lanes; i += lanes)
            {
                largest = Lanes.Larger(largest, Lanes.Load(ref first, i));
            }
        }

        T pivot = Lanes.Largest(largest);
        return pivot - pivot == T.Zero ? pivot : T.Zero;
    }

    /// <summary><c>Σ exp(row[j] - pivot)</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Sum<T>(ReadOnlySpan<T> row, T pivot)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int length = row.Length;
        int lanes = Vector512<T>.Count;
        ref T first = ref MemoryMarshal.GetReference(row);
        Vector512<T> shift = Vector512.Create(pivot);
        if (length < lanes)
        {
            Vector512<T> few = Exponential.Exp(Lanes.LoadPartial(ref first, length, pivot) - shift);
            return Lanes.Sum(few & Lanes.First<T>(length));
        }

        Vector512<T> sum0 = Vector512<T>.Zero;
        Vector512<T> sum1 = Vector512<T>.Zero;
        int i = 0;
        for (; i <= length - (2 * lanes); i += 2 * lanes)
        {
            sum0 += Exponential.Exp(Lanes.Load(ref first, i) - shift);
            sum1 += Exponential.Exp(Lanes.Load(ref first, i + lanes) - shift);
        }

        if (i <= length - lanes)
        {
            sum0 += Exponential.Exp(Lanes.Load(ref first, i) - shift);
            i += lanes;
        }

        if (i < length)
        {
            Vector512<T> tail = Exponential.Exp(Lanes.Load(ref first, length - lanes) - shift);
            sum1 += tail & Lanes.Last<T>(length - i);
        }

        return Lanes.Sum(sum0 + sum1);
    }

    /// <summary>
    /// <c>result[j] = exp(row[j] - pivot)</c> and their sum, in the order of <see cref="Sum{T}"/>;
    /// the two spans may be the same.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Store<T>(ReadOnlySpan<T> row, T pivot, Span<T> result)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int length = result.Length;
        int lanes = Vector512<T>.Count;
        ref T first = ref MemoryMarshal.GetReference(row);
        ref T target = ref MemoryMarshal.GetReference(result);
        Vector512<T> shift = Vector512.Create(pivot);
        if (length < lanes)
        {
            Vector512<T> few = Exponential.Exp(Lanes.LoadPartial(ref first, length, pivot) - shift);
            Lanes.StorePartial(few, ref target, length);
            return Lanes.Sum(few & Lanes.First<T>(length));
        }

        Vector512<T> sum0 = Vector512<T>.Zero;
        Vector512<T> sum1 = Vector512<T>.Zero;
        int i = 0;
        for (; i <= length - (2 * lanes); i += 2 * lanes)
        {
            Vector512<T> even = Exponential.Exp(Lanes.Load(ref first, i) - shift);
            Vector512<T> odd = Exponential.Exp(Lanes.Load(ref first, i + lanes) - shift);
            Lanes.Store(even, ref target, i);
            Lanes.Store(odd, ref target, i + lanes);
            sum0 += even;
            sum1 += odd;
        }

        if (i <= length - lanes)
        {
            Vector512<T> even = Exponential.Exp(Lanes.Load(ref first, i) - shift);
            Lanes.Store(even, ref target, i);
            sum0 += even;
            i += lanes;
        }

        if (i < length)
        {
            int last = length - lanes;
            Vector512<T> live = Lanes.Last<T>(length - i);
            Vector512<T> done = Lanes.Load(ref target, last);
            Vector512<T> tail = Exponential.Exp(Lanes.Load(ref first, last) - shift);
            Lanes.Store(Vector512.ConditionalSelect(live, tail, done), ref target, last);
            sum1 += tail & live;
        }

        return Lanes.Sum(sum0 + sum1);
    }

    /// <summary><c>log Σ exp(row[j])</c>: -inf for an empty row or one of -inf only.</summary>
    public static T LogSum<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T pivot = Pivot(row);
        return pivot + Log(Sum(row, pivot));
    }

    /// <summary>The logarithm of one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Log<T>(T value)
        where T : unmanaged => Logarithm.Log(Vector512.Create(value)).ToScalar();
}
