using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary><c>exp</c> and <c>exp - 1</c> of a vector, to about one unit in the last place.</summary>
/// <remarks>
/// <c>x = n ln 2 + r</c> with <c>|r| &lt;= ln 2 / 2</c>, then <c>exp x = 2^n (1 + r + r² q(r))</c>, <c>q</c> a polynomial
/// (minimax fit of <c>(exp r - 1 - r) / r²</c>, weighted by what the error does to <c>exp r</c>: 4e-9 in float; interpolation
/// at Chebyshev nodes: 2e-17 in double).
/// <c>Vector512.Exp</c> is missing in .NET 8, less exact, and slow until tiered compilation has promoted it.
/// </remarks>
internal static class Exponential
{
    /// <summary><c>exp x</c>: 0 at -inf, inf at +inf and on overflow, gradual underflow, NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Exp<T>(Vector512<T> x)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Exp(x.AsSingle()).As<float, T>() : Exp(x.AsDouble()).As<double, T>();

    /// <summary>
    /// <c>exp x - 1</c> without cancellation near 0, for <c>|x| &lt;= 60</c> (the callers clamp: beyond it nothing changes
    /// in what they compute).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> ExpMinusOne<T>(Vector512<T> x)
        where T : unmanaged =>
        typeof(T) == typeof(float)
            ? ExpMinusOne(x.AsSingle()).As<float, T>()
            : ExpMinusOne(x.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Exp(Vector512<double> x)
    {
        // Beyond these the result is 0 or inf; the comparison keeps NaN.
        x = Lanes.Smaller(x, Vector512.Create(710.0));
        x = Lanes.Larger(x, Vector512.Create(-746.0));
        Vector512<double> power = FractionMinusOne(x, out Vector512<double> n) + Vector512<double>.One;

        // In two steps: 2^n itself may be out of range where the result is not.
        Vector512<double> magic = Vector512.Create(RoundDouble);
        Vector512<double> half = ((n * Vector512.Create(0.5)) + magic) - magic;
        return (power * TwoTo(half)) * TwoTo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Exp(Vector512<float> x)
    {
        x = Lanes.Smaller(x, Vector512.Create(90f));
        x = Lanes.Larger(x, Vector512.Create(-106f));
        Vector512<float> power = FractionMinusOne(x, out Vector512<float> n) + Vector512<float>.One;

        Vector512<float> magic = Vector512.Create(RoundSingle);
        Vector512<float> half = ((n * Vector512.Create(0.5f)) + magic) - magic;
        return (power * TwoTo(half)) * TwoTo(n - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> ExpMinusOne(Vector512<double> x)
    {
        Vector512<double> fraction = FractionMinusOne(x, out Vector512<double> n);
        Vector512<double> scale = TwoTo(n);
        return Lanes.MultiplyAdd(scale, fraction, scale - Vector512<double>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpMinusOne(Vector512<float> x)
    {
        Vector512<float> fraction = FractionMinusOne(x, out Vector512<float> n);
        Vector512<float> scale = TwoTo(n);
        return Lanes.MultiplyAdd(scale, fraction, scale - Vector512<float>.One);
    }

    /// <summary>1.5 · 2^52: adding and subtracting it rounds to the nearest integer.</summary>
    private const double RoundDouble = 6755399441055744.0;

    /// <summary>1.5 · 2^23.</summary>
    private const float RoundSingle = 12582912f;

    // exp(r) - 1 where x = n ln 2 + r.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> FractionMinusOne(Vector512<double> x, out Vector512<double> n)
    {
        Vector512<double> magic = Vector512.Create(RoundDouble);
        n = Lanes.MultiplyAdd(x, Vector512.Create(1.4426950408889634), magic) - magic;
        Vector512<double> r = Lanes.MultiplyAdd(n, Vector512.Create(-0.6931471805599453), x);
        r = Lanes.MultiplyAdd(n, Vector512.Create(-2.3190468138462996e-17), r);

        Vector512<double> q = Vector512.Create(2.5100472505694996e-08);
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(2.7620201591031547e-07));
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(2.7557268276905696e-06));
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(2.4801521057868204e-05));
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(0.00019841269863171557));
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(0.0013888888917367081));
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(0.008333333333330039));
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(0.041666666666623824));
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(0.16666666666666669));
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(0.5));
        return Lanes.MultiplyAdd(r * r, q, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FractionMinusOne(Vector512<float> x, out Vector512<float> n)
    {
        Vector512<float> magic = Vector512.Create(RoundSingle);
        n = Lanes.MultiplyAdd(x, Vector512.Create(1.4426950408889634f), magic) - magic;
        Vector512<float> r = Lanes.MultiplyAdd(n, Vector512.Create(-0.6931471824645996f), x);
        r = Lanes.MultiplyAdd(n, Vector512.Create(1.904654299957768e-09f), r);

        Vector512<float> q = Vector512.Create(0.00138145138044f);
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(0.00836879387498f));
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(0.0416683927178f));
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(0.166665196419f));
        q = Lanes.MultiplyAdd(q, r, Vector512.Create(0.49999994f));
        return Lanes.MultiplyAdd(r * r, q, r);
    }

    // 2^n for integral n within the normal range: n is shifted into the exponent's bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> TwoTo(Vector512<double> n)
    {
        Vector512<long> bits = (n + Vector512.Create(RoundDouble + 1023.0)).AsInt64();
        return Vector512.ShiftLeft(bits, 52).AsDouble();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> TwoTo(Vector512<float> n)
    {
        Vector512<int> bits = (n + Vector512.Create(RoundSingle + 127f)).AsInt32();
        return Vector512.ShiftLeft(bits, 23).AsSingle();
    }
}
