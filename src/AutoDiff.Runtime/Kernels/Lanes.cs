using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary>
/// 512 logical bits of lanes. The runtime executes them as one 512-bit, two 256-bit or four 128-bit vectors;
/// only operations that round each lane by itself are used, so the bits are the same on all of them.
/// </summary>
/// <remarks>The callers have checked lengths: nothing here checks a bound.</remarks>
internal static class Lanes
{
    /// <summary>A vector of zeros, then one of ones. Bytes, because other constant spans allocate in unoptimised code.</summary>
    private static ReadOnlySpan<byte> ZerosThenOnes =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ];

    /// <summary>Loads a full vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load<T>(ref T first, int index) => Vector512.LoadUnsafe(ref first, (nuint)(uint)index);

    /// <summary>Stores a full vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector512<T> value, ref T first, int index) => value.StoreUnsafe(ref first, (nuint)(uint)index);

    /// <summary>Loads <paramref name="count"/> elements, fewer than a vector, and fills the other lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<T> LoadPartial<T>(ref T first, int count, T fill)
        where T : unmanaged
    {
        Vector512<T> value = Vector512.Create(fill);
#if NET10_0_OR_GREATER
        if (Avx512F.IsSupported)
        {
            // Lanes that are masked out are not accessed.
            fixed (T* address = &first)
            {
                return typeof(T) == typeof(float)
                    ? Avx512F.MaskLoad((float*)address, First<float>(count), value.AsSingle()).As<float, T>()
                    : Avx512F.MaskLoad((double*)address, First<double>(count), value.AsDouble()).As<double, T>();
            }
        }
#endif
        ref T lane = ref Unsafe.As<Vector512<T>, T>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref lane, i) = Unsafe.Add(ref first, i);
        }

        return value;
    }

    /// <summary>Stores the first <paramref name="count"/> lanes, fewer than a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePartial<T>(Vector512<T> value, ref T first, int count)
        where T : unmanaged
    {
#if NET10_0_OR_GREATER
        if (Avx512F.IsSupported)
        {
            fixed (T* address = &first)
            {
                if (typeof(T) == typeof(float))
                {
                    Avx512F.MaskStore((float*)address, First<float>(count), value.AsSingle());
                }
                else
                {
                    Avx512F.MaskStore((double*)address, First<double>(count), value.AsDouble());
                }
            }

            return;
        }
#endif
        ref T lane = ref Unsafe.As<Vector512<T>, T>(ref value);
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref first, i) = Unsafe.Add(ref lane, i);
        }
    }

    /// <summary>
    /// Ones in the last <paramref name="count"/> lanes. A tail is done by a full vector that ends with the buffer;
    /// the lanes that the main loop has done already are masked out.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Last<T>(int count)
    {
        nuint bytes = (nuint)(uint)(count * Unsafe.SizeOf<T>());
        return Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(ZerosThenOnes), bytes).As<byte, T>();
    }

    /// <summary>Ones in the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> First<T>(int count) => ~Last<T>(Vector512<T>.Count - count);

    /// <summary>A constant in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Constant<T>(double value)
        where T : unmanaged => Vector512.Create(Precision.Constant<T>(value));

    /// <summary>The sum of all lanes, in one fixed tree: halves are added until one lane is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum<T>(Vector512<T> value)
        where T : unmanaged, INumberBase<T>
    {
        Vector256<T> half = value.GetLower() + value.GetUpper();
        Vector128<T> quarter = half.GetLower() + half.GetUpper();
        if (Unsafe.SizeOf<T>() == sizeof(double))
        {
            return quarter.GetElement(0) + quarter.GetElement(1);
        }

        return (quarter.GetElement(0) + quarter.GetElement(2)) + (quarter.GetElement(1) + quarter.GetElement(3));
    }

    /// <summary>The larger of each pair of lanes; <paramref name="left"/> where either is not a number.</summary>
    /// <remarks>Not <c>Vector512.Max</c>, whose treatment of NaN and of signed zeros changed between versions.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Larger<T>(Vector512<T> left, Vector512<T> right) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(right, left), right, left);

    /// <summary>The smaller of each pair of lanes; <paramref name="left"/> where either is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Smaller<T>(Vector512<T> left, Vector512<T> right) =>
        Vector512.ConditionalSelect(Vector512.LessThan(right, left), right, left);

    /// <summary>The largest lane; numbers win over NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest<T>(Vector512<T> value)
        where T : unmanaged, INumber<T>
    {
        T largest = value.GetElement(0);
        for (int i = 1; i < Vector512<T>.Count; i++)
        {
            T lane = value.GetElement(i);
            largest = lane > largest ? lane : largest;
        }

        return largest;
    }

    /// <summary><c>a * b + c</c>, rounded once.</summary>
    /// <remarks>
    /// The one place that decides how: <c>Vector512.FusedMultiplyAdd</c> is missing in .NET 8, and
    /// <c>MultiplyAddEstimate</c> may round twice. Without hardware support each lane is done in software, slow and exact.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return MultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();
        }

        return MultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();
    }

    /// <inheritdoc cref="MultiplyAdd{T}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.FusedMultiplyAdd(a, b, c);
        }

        if (Fma.IsSupported)
        {
            return Vector512.Create(
                Fma.MultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()),
                Fma.MultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper()));
        }

        return Vector512.Create(
            MultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()),
            MultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper()));
    }

    /// <inheritdoc cref="MultiplyAdd{T}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.FusedMultiplyAdd(a, b, c);
        }

        if (Fma.IsSupported)
        {
            return Vector512.Create(
                Fma.MultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()),
                Fma.MultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper()));
        }

        return Vector512.Create(
            MultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()),
            MultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.Create(
            MultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()),
            MultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> MultiplyAdd(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Vector256.Create(
            MultiplyAdd(a.GetLower(), b.GetLower(), c.GetLower()),
            MultiplyAdd(a.GetUpper(), b.GetUpper(), c.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        AdvSimd.IsSupported
            ? AdvSimd.FusedMultiplyAdd(c, a, b)
            : Vector128.Create(
                MathF.FusedMultiplyAdd(a[0], b[0], c[0]),
                MathF.FusedMultiplyAdd(a[1], b[1], c[1]),
                MathF.FusedMultiplyAdd(a[2], b[2], c[2]),
                MathF.FusedMultiplyAdd(a[3], b[3], c[3]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> MultiplyAdd(Vector128<double> a, Vector128<double> b, Vector128<double> c) =>
        AdvSimd.Arm64.IsSupported
            ? AdvSimd.Arm64.FusedMultiplyAdd(c, a, b)
            : Vector128.Create(
                Math.FusedMultiplyAdd(a[0], b[0], c[0]),
                Math.FusedMultiplyAdd(a[1], b[1], c[1]));
}
