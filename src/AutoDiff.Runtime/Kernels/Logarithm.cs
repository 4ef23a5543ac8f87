using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.Kernels;

/// <summary><c>log</c> and <c>log(1 + x)</c> of a vector, to about one unit in the last place.</summary>
/// <remarks>
/// <c>x = 2^k (1 + f)</c> with <c>1 + f</c> in [√½, √2), <c>s = f / (2 + f)</c>, then
/// <c>log(1 + f) = f - f²/2 + s (f²/2 + R(s²))</c>: the method and the coefficients of Sun's fdlibm.
/// </remarks>
internal static class Logarithm
{
    /// <summary><c>log x</c>: -inf at 0, NaN below it, inf at +inf, NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Log<T>(Vector512<T> x)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Log(x.AsSingle()).As<float, T>() : Log(x.AsDouble()).As<double, T>();

    /// <summary><c>log(1 + x)</c> without cancellation near 0, for <c>x &gt; -1</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LogOnePlus<T>(Vector512<T> x)
        where T : unmanaged
    {
        // log(1 + x) = log(u) + (x - (u - 1)) / u for the rounded u = 1 + x: the second term is what rounding lost.
        Vector512<T> one = Vector512<T>.One;
        Vector512<T> sum = one + x;
        Vector512<T> correction = (x - (sum - one)) / sum;
        Vector512<T> value = Log(sum) + correction;

        // At +inf the correction is NaN; at zero it would turn -0 into +0.
        value = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<T>.Zero), x, value);
        return Vector512.ConditionalSelect(Vector512.Equals(x, Lanes.Constant<T>(double.PositiveInfinity)), x, value);
    }

    /// <summary><c>log(1 + x)</c> for <c>x</c> in [0, 1] (NaN stays NaN): one division and no special cases.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LogOnePlusFraction<T>(Vector512<T> x)
        where T : unmanaged
    {
        // 1 + f = 1 + x up to √2 and (1 + x) / 2 above it, where x - 1 is as good as exact.
        Vector512<T> one = Vector512<T>.One;
        Vector512<T> isAbove = Vector512.GreaterThan(x, Lanes.Constant<T>(0.41421356237309503));
        Vector512<T> f = Vector512.ConditionalSelect(isAbove, Lanes.Constant<T>(0.5) * (x - one), x);
        Vector512<T> k = isAbove & one;
        return typeof(T) == typeof(float)
            ? LogOfParts(f.AsSingle(), k.AsSingle()).As<float, T>()
            : LogOfParts(f.AsDouble(), k.AsDouble()).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Log(Vector512<double> x)
    {
        // Subnormal numbers are brought into the normal range first.
        Vector512<double> isSmall = Vector512.LessThan(x, Vector512.Create(2.2250738585072014E-308));
        Vector512<double> normal = Vector512.ConditionalSelect(isSmall, x * Vector512.Create(18014398509481984.0), x);

        // The exponent is counted from √½, so that what remains lies in [√½, √2).
        Vector512<long> bits = normal.AsInt64() - Vector512.Create(0x3FE6A09E667F3BCDL);

        // AVX2 has no arithmetic shift of 64 bits: the sign is moved out of the way instead.
        Vector512<long> exponent = Vector512.ShiftRightLogical(bits + Vector512.Create(1L << 62), 52) - Vector512.Create(1024L);
        Vector512<double> f = (normal.AsInt64() - Vector512.ShiftLeft(exponent, 52)).AsDouble() - Vector512<double>.One;

        // Integers of this size are converted by adding them to the bits of 1.5 · 2^52.
        Vector512<double> magic = Vector512.Create(6755399441055744.0);
        Vector512<double> k = (exponent + magic.AsInt64()).AsDouble() - magic;
        k -= isSmall & Vector512.Create(54.0);

        Vector512<double> value = LogOfParts(f, k);
        Vector512<double> infinity = Vector512.Create(double.PositiveInfinity);
        value = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, Vector512<double>.Zero), value, Vector512.Create(double.NaN));
        value = Vector512.ConditionalSelect(Vector512.Equals(x, infinity), infinity, value);
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<double>.Zero), -infinity, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Log(Vector512<float> x)
    {
        Vector512<float> isSmall = Vector512.LessThan(x, Vector512.Create(1.17549435E-38f));
        Vector512<float> normal = Vector512.ConditionalSelect(isSmall, x * Vector512.Create(33554432f), x);

        Vector512<int> bits = normal.AsInt32() - Vector512.Create(0x3F3504F3);
        Vector512<int> exponent = Vector512.ShiftRightArithmetic(bits, 23);
        Vector512<float> f = (normal.AsInt32() - Vector512.ShiftLeft(exponent, 23)).AsSingle() - Vector512<float>.One;
        Vector512<float> k = Vector512.ConvertToSingle(exponent) - (isSmall & Vector512.Create(25f));

        Vector512<float> value = LogOfParts(f, k);
        Vector512<float> infinity = Vector512.Create(float.PositiveInfinity);
        value = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, Vector512<float>.Zero), value, Vector512.Create(float.NaN));
        value = Vector512.ConditionalSelect(Vector512.Equals(x, infinity), infinity, value);
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), -infinity, value);
    }

    // k ln 2 + log(1 + f). Without 512-bit registers each operation is several: inlined into every loop they
    // exhaust the compiler's budget, and what is no longer inlined costs ten times as much.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> LogOfParts(Vector512<double> f, Vector512<double> k) =>
        Avx512F.IsSupported ? Polynomial(f, k) : CalledPolynomial(f, k);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<double> CalledPolynomial(Vector512<double> f, Vector512<double> k) => Polynomial(f, k);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Polynomial(Vector512<double> f, Vector512<double> k)
    {
        Vector512<double> s = f / (f + Vector512.Create(2.0));
        Vector512<double> z = s * s;
        Vector512<double> r = Vector512.Create(1.479819860511658591e-01);
        r = Lanes.MultiplyAdd(r, z, Vector512.Create(1.531383769920937332e-01));
        r = Lanes.MultiplyAdd(r, z, Vector512.Create(1.818357216161805012e-01));
        r = Lanes.MultiplyAdd(r, z, Vector512.Create(2.222219843214978396e-01));
        r = Lanes.MultiplyAdd(r, z, Vector512.Create(2.857142874366239149e-01));
        r = Lanes.MultiplyAdd(r, z, Vector512.Create(3.999999999940941908e-01));
        r = Lanes.MultiplyAdd(r, z, Vector512.Create(6.666666666666735130e-01));
        r *= z;

        Vector512<double> halfSquare = Vector512.Create(0.5) * f * f;
        Vector512<double> low = Lanes.MultiplyAdd(s, halfSquare + r, k * Vector512.Create(1.90821492927058770002e-10));
        return (k * Vector512.Create(6.93147180369123816490e-01)) - ((halfSquare - low) - f);
    }

    // k ln 2 + log(1 + f). Without 512-bit registers each operation is several: inlined into every loop they
    // exhaust the compiler's budget, and what is no longer inlined costs ten times as much.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogOfParts(Vector512<float> f, Vector512<float> k) =>
        Avx512F.IsSupported ? Polynomial(f, k) : CalledPolynomial(f, k);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> CalledPolynomial(Vector512<float> f, Vector512<float> k) => Polynomial(f, k);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Polynomial(Vector512<float> f, Vector512<float> k)
    {
        Vector512<float> s = f / (f + Vector512.Create(2f));
        Vector512<float> z = s * s;
        Vector512<float> r = Vector512.Create(0.24279078841f);
        r = Lanes.MultiplyAdd(r, z, Vector512.Create(0.28498786688f));
        r = Lanes.MultiplyAdd(r, z, Vector512.Create(0.40000972152f));
        r = Lanes.MultiplyAdd(r, z, Vector512.Create(0.66666662693f));
        r *= z;

        Vector512<float> halfSquare = Vector512.Create(0.5f) * f * f;
        Vector512<float> low = Lanes.MultiplyAdd(s, halfSquare + r, k * Vector512.Create(9.0580006145e-06f));
        return (k * Vector512.Create(6.9313812256e-01f)) - ((halfSquare - low) - f);
    }
}
