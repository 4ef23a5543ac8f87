using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Runs an <see cref="IActivation{T}"/> over spans whose lengths have been checked.</summary>
internal static class ElementWise
{
    /// <summary><c>result[i] = f(x[i])</c>; the two spans may be the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TFunction, T>(ReadOnlySpan<T> x, Span<T> result)
        where TFunction : struct, IActivation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int length = result.Length;
        int lanes = Vector512<T>.Count;
        ref T source = ref MemoryMarshal.GetReference(x);
        ref T target = ref MemoryMarshal.GetReference(result);
        if (length < lanes)
        {
            Vector512<T> few = Lanes.LoadPartial(ref source, length, T.Zero);
            Lanes.StorePartial(TFunction.Value(few), ref target, length);
            return;
        }

        int i = 0;
        for (; i <= length - lanes; i += lanes)
        {
            Lanes.Store(TFunction.Value(Lanes.Load(ref source, i)), ref target, i);
        }

        if (i < length)
        {
            // In place, the lanes that are done hold results already: they are computed again from
            // the wrong values and masked out.
            int last = length - lanes;
            Vector512<T> value = TFunction.Value(Lanes.Load(ref source, last));
            Vector512<T> done = Lanes.Load(ref target, last);
            Lanes.Store(Vector512.ConditionalSelect(Lanes.Last<T>(length - i), value, done), ref target, last);
        }
    }

    /// <summary><c>xGradient[i] += f'(x[i]) · resultGradient[i]</c>.</summary>
    public static void AddPullback<TFunction, T>(ReadOnlySpan<T> result, ReadOnlySpan<T> resultGradient, Span<T> xGradient)
        where TFunction : struct, IActivation<T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Update.Run<PullbackUpdate<TFunction, T>, T>(xGradient, result, resultGradient, T.Zero, T.Zero, T.Zero);

    /// <summary><c>resultTangent[i] = f'(x[i]) · xTangent[i]</c>; the two may be the same, and no tangents are zeros.</summary>
    public static void Pushforward<TFunction, T>(ReadOnlySpan<T> result, ReadOnlySpan<T> xTangent, Span<T> resultTangent)
        where TFunction : struct, IActivation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (xTangent.IsEmpty)
        {
            resultTangent.Clear();
            return;
        }

        Update.Run<PushforwardUpdate<TFunction, T>, T>(resultTangent, result, xTangent, T.Zero, T.Zero, T.Zero);
    }

    /// <summary>One value. The same code as for spans, so that the bits agree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Single<TFunction, T>(T x)
        where TFunction : struct, IActivation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        return TFunction.Value(Vector512.Create(x)).ToScalar();
    }

    /// <summary>The derivative at one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T SingleDerivative<TFunction, T>(T result)
        where TFunction : struct, IActivation<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Precision.Require<T>();
        return TFunction.Pullback(Vector512.Create(result), Vector512<T>.One).ToScalar();
    }

    private readonly struct PushforwardUpdate<TFunction, T> : IUpdate<T>
        where TFunction : struct, IActivation<T>
        where T : unmanaged
    {
        // A derivative of one number by one number is its own transpose.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
            TFunction.Pullback(x, y);
    }

    private readonly struct PullbackUpdate<TFunction, T> : IUpdate<T>
        where TFunction : struct, IActivation<T>
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Apply(
            Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
            target + TFunction.Pullback(x, y);
    }
}
