using System;
using AutoDiff;

namespace Gradients;

/// <summary>Helpers in a class of their own, private ones among them.</summary>
internal static class Elsewhere
{
    internal static double Public(double x) => Private(x) + Private(2 * x);

    private static double Private(double x) => x * Math.Sin(x);
}

/// <summary>Calls of methods that are not annotated.</summary>
public static partial class Functions
{
    [Differentiable]
    public static double SumThatIsTraced(double[] p)
    {
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
        {
            sum += p[i] * p[i];
            System.Diagnostics.Trace.WriteLine($"{i}: {sum}");
            System.Diagnostics.Trace.WriteLine(sum);
            sum *= sum;
        }

        return sum;
    }

    [Differentiable]
    public static double OptionalBuffers(double[] x)
    {
        return Weighted(x[0]) * Weighted(x[1], x) * Weighted(x[1], x, [2, 3]) + Weighted(x[2], places: [1]) * Filled(x[0]) + OrSine(x[1]) * OrSine(x[0], x) * Halved(x[1]);

        static double Weighted(double a, ReadOnlySpan<double> w = default, ReadOnlySpan<int> places = default)
        {
            double s = a;
            for (int i = 0; i < w.Length; i++)
            {
                s += w[i] * a * (i < places.Length ? places[i] : 1);
            }

            return s;
        }

        static double Filled(double a, Span<double> w = default)
        {
            if (w.IsEmpty)
            {
                w = new double[2];
            }

            w[0] = a;
            w[1] = w[0] * a;
            return w[0] * w[1];
        }

        static double OrSine(double a, double[]? w = null)
        {
            double s = w is null ? Math.Sin(a) : a;
            for (int i = 0; w is not null && i < w.Length; i++)
            {
                s += w[i] * a;
            }

            return s;
        }

        static double Halved(double a, ReadOnlySpan<double> w = default) => w.IsEmpty ? (a > 1e-9 ? Halved(a * 0.5, [a, a]) : a) : w[0] * w[1] * a;
    }

    [Differentiable]
    public static double CallOfPure(double x, double y) => SquareOf(x + y) * SquareOf(y);

    [Differentiable]
    public static double CallOfPrivateElsewhere(double x) => Elsewhere.Public(x * x);

    [Differentiable]
    public static double CallOfHelperWithLoopAndExits(double x, int n)
    {
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            s += GrownOrTripled(x * (0.5 + 0.1 * i), n) * x;
        }

        return s;
    }

    [Differentiable]
    public static double CallOfVoidThatWritesASpan(double[] x, double s)
    {
        double[] copy = new double[x.Length];
        x.CopyTo(copy, 0);
        ScaleInPlace(copy, s);
        ScaleInPlace(copy.AsSpan(1), s);
        double r = 0;
        foreach (double v in copy)
        {
            r += v * v;
        }

        return r;
    }

    [Differentiable]
    public static double CallByRefAndOut(double x, double y)
    {
        double b = y;
        SquareAndScale(x, out double a, ref b);
        SquareAndScale(a, out var c, ref b);
        return a * b + c;
    }

    [Differentiable]
    public static double CallByIn(double x, double y) => ProductByIn(in x, y) + ProductByIn(x * y, in x);

    [Differentiable]
    public static double CallWithOptionalArguments(double x) => PowerLaw(x) + PowerLaw(x, p: 3) + PowerLaw(p: 1.5, k: x, x: x);

    [Differentiable]
    public static double CallWithParams(double x, double y) => SumOfSquaresOf(x, y, x * y) + SumOfSquaresOf() + SumOfSquaresOf(y);

    [Differentiable]
    public static double CallWithOneSpanTwice(double[] x)
    {
        double[] copy = new double[x.Length];
        x.CopyTo(copy, 0);
        AddProducts(copy, copy);
        return copy[0] * copy[1] + copy[2];
    }

    [Differentiable]
    public static double CallWithOverlappingSpans(double[] x)
    {
        double[] copy = new double[x.Length];
        x.CopyTo(copy, 0);
        AddProducts(copy.AsSpan(1, 4), copy.AsSpan(0, 4));
        return copy[2] * copy[3] + copy[4];
    }

    [Differentiable]
    public static double CallByRefToAnElement(double[] x)
    {
        double[] copy = new double[x.Length];
        x.CopyTo(copy, 0);
        double s = 0;
        for (int i = 0; i < copy.Length; i++)
        {
            s += AdvanceCell(ref copy[i], x[0]);
        }

        return s + copy[1] * copy[2];
    }

    [Differentiable]
    public static double CallThatChoosesAnIndex(double[] x) => x[IndexFor(x[0])] * x[2];

    [Differentiable]
    public static double CallInArgument(double x) => SquareOf(SquareOf(x) + SquareOf(SquareOf(x)));

    [Differentiable]
    public static double CallInCondition(double x, double y) => SquareOf(x) > SquareOf(y) ? SquareOf(x - y) : x * SquareOf(y);

    [Differentiable]
    public static double CallOfAnnotated(double x, double y) => CallOfPure(x * y, x) * CallInArgument(0.5 * y);

    [Differentiable]
    public static double CallOfExtension(double x, double y) => x.TimesCosine(y).TimesCosine(x);

    [Differentiable]
    public static double CallThatReturnsASpan(double[] x)
    {
        double s = 0;
        foreach (double v in Tail(x, 2))
        {
            s += v * v * x[0];
        }

        return s;
    }

    [Differentiable]
    public static double CallWithReassignedParameter(double x, int n) => Decayed(x, n) * Decayed(x * x, n - 1);

    [Differentiable]
    public static double CallOfSwap(double x, double y)
    {
        Exchange(ref x, ref y);
        double first = x * x * y;
        Exchange(ref x, ref y);
        return first + x;
    }

    [Differentiable]
    public static double CallThatReturnsAnArray(double[] x)
    {
        double[] cumulated = CumulatedOf(x);
        double[] twice = CumulatedOf(cumulated);
        return cumulated[3] * twice[5] + twice[2];
    }

    private static double SquareOf(double x) => x * x;

    private static double GrownOrTripled(double x, int n)
    {
        if (x > 1)
        {
            return x * x;
        }

        for (int i = 0; i < n; i++)
        {
            if (x * i > 1.3)
            {
                return x * 3;
            }

            x = x * 1.1;
        }

        return x;
    }

    private static void ScaleInPlace(Span<double> p, double s)
    {
        for (int i = 0; i < p.Length; i++)
        {
            p[i] *= s;
        }
    }

    private static void SquareAndScale(double x, out double squared, ref double scaled)
    {
        squared = x * x;
        scaled = scaled * x;
    }

    private static double ProductByIn(in double a, in double b) => a * b * b;

    private static double PowerLaw(double x, double k = 2.5, double p = 2) => k * Math.Pow(x, p);

    private static double SumOfSquaresOf(params double[] values)
    {
        double s = 0;
        foreach (var value in values)
        {
            s += value * value;
        }

        return s;
    }

    private static void AddProducts(Span<double> a, ReadOnlySpan<double> b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] += b[a.Length - 1 - i] * b[i];
        }
    }

    private static double AdvanceCell(ref double cell, double k)
    {
        cell = cell * k + 1;
        return cell * cell;
    }

    private static int IndexFor(double x) => x > 1 ? 1 : 0;

    private static double TimesCosine(this double x, double y) => x * Math.Cos(y);

    private static ReadOnlySpan<double> Tail(ReadOnlySpan<double> x, int start) => x[start..];

    private static double Decayed(double x, int n)
    {
        while (n > 0)
        {
            x = x * 0.9 + Math.Sin(x);
            n--;
        }

        return x;
    }

    private static void Exchange(ref double a, ref double b)
    {
        double t = a;
        a = b;
        b = t;
    }

    private static double[] CumulatedOf(double[] x)
    {
        double[] sums = new double[x.Length];
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            s += x[i] * x[i];
            sums[i] = s;
        }

        return sums;
    }

    [Differentiable]
    public static double OutBehindAnd(double x, double y)
    {
        double s = 0;
        if (x > 0 && TryRoot(y + 3, out double root))
        {
            s += root;
        }

        for (int i = 0; i < 2; i++)
        {
            s += x > 5 || !TryRoot(y + i + 3, out double next) ? s * x : next * y;
        }

        return x < 7 && TryRoot(s * s, out double last) && last > 0.1 ? last * x : s;
    }

    private static bool TryRoot(double value, out double root)
    {
        root = value < 0 ? 0 : Math.Sqrt(value);
        return value >= 0;
    }

    [Differentiable]
    public static double NestedDiscard(double x, double y)
    {
        var (product, (first, _)) = (x * y, (x, y * y));
        (_, (double second, _)) = (1, (product * y, x));
        return product * first + second;
    }

    [Differentiable]
    public static double PartialMethod(double x) => HalfSquare(x) * x;

    private static partial double HalfSquare(double x);

    private static partial double HalfSquare(double x) => 0.5 * x * x;

    [Differentiable]
    public static double InheritedMethods(double x, double y)
    {
        Radial radial = new();
        Derived derived = new(1.5, 0.5);
        return radial.Scaled(x) * radial.Twice(y) + derived.Twice(x) + derived.Damped(y);
    }

    private class Basic
    {
        public double Scale { get; } = 1.25;

        public double Scaled(double d) => Scale * d * d;
    }

    private sealed class Radial : Basic
    {
        public double Twice(double d) => Scaled(d) + base.Scaled(2 * d);
    }

    private record Based(double Scale)
    {
        public double Twice(double d) => 2 * Scale * d;
    }

    private sealed record Derived(double Scale, double Length) : Based(Scale)
    {
        public double Damped(double d) => Math.Exp(-Twice(d) / Length);
    }

    [Differentiable]
    public static double RandomNumbersByReference(double x, double y)
    {
        uint seed = 42;
        ulong state = 88172645463325252UL;
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            double u = Random.Next(ref seed);
            double v = Random.Uniform(ref state);
            sum += Math.Exp(x * Math.Sqrt(-2 * Math.Log(u)) * Math.Cos(6.25 * v)) * y;
        }

        int low = 0;
        int high = 1;
        Random.Swap(ref low, ref high);
        return Random.IsEven(low, out int half) ? sum : sum * (low + half) + x;
    }

    private static class Random
    {
        public static double Next(ref uint seed)
        {
            seed = unchecked(seed * 1664525u + 1013904223u);
            return seed / 4294967296.0;
        }

        public static double Uniform(ref ulong state) => (Shifted(ref state) >> 11) * (1.0 / (1UL << 53));

        public static void Swap(ref int a, ref int b) => (a, b) = (b, a);

        public static bool IsEven(int n, out int half)
        {
            half = n / 2;
            return n % 2 == 0;
        }

        private static ulong Shifted(ref ulong state)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            return state;
        }
    }

    [System.Diagnostics.Conditional("NOT_DEFINED")]
    private static void LeftOut(double[] x, double by) => x[0] *= by;

    static partial void NeverWritten(double value);

    private static double Counted(ref int count, double value)
    {
        count++;
        return value;
    }

    [Differentiable]
    public static double CallsThatTheCompilerLeavesOut(double x, double y)
    {
        int count = 1;
        double[] values = [x, y];
        LeftOut(values, Counted(ref count, 3));
        NeverWritten(Counted(ref count, y));
        return values[0] * values[0] * count + values[1];
    }
}
