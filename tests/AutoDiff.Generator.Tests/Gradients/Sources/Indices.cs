using System;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <content>Computed indices: scatter, gather, counters that step aside.</content>
public static partial class Functions
{
    [Differentiable]
    public static double LoopsAtTheEndsOfTheIntegers(double[] x)
    {
        double s = 1;
        for (int i = int.MinValue; i < int.MinValue + 3; i++)
        {
            s += Math.Sin(s * x[i & 1]);
        }

        for (int i = int.MaxValue; i > int.MaxValue - 3; i--)
        {
            s += Math.Cos(s * x[i & 1]);
        }

        int low = int.MinValue, high = 2000000000;
        int steps = 0;
        for (int i = low; i < 0; i++)
        {
            s += Math.Sin(s * x[steps & 1]);
            if (++steps == 3)
            {
                break;
            }
        }

        for (int i = -2000000000; i < high; i += 1000000000)
        {
            s = (s * x[steps++ & 1]) + Math.Cos(s);
        }

        return s;
    }

    [Differentiable]
    public static double SearchedKnots(double[] p)
    {
        double[] knots = [-2, -1, 0, 1, 2, 3];
        double sum = 0;
        foreach (double x in p)
        {
            int i = Array.BinarySearch(knots, x);
            i = Math.Clamp(i < 0 ? ~i - 1 : i, 0, knots.Length - 2);
            double t = (x - knots[i]) / (knots[i + 1] - knots[i]);
            sum += (1 - t) * knots[i] + t * t * knots[i + 1];
        }

        double[] sorted = [.. p];
        Array.Sort(sorted);
        int place = Array.BinarySearch(sorted, p[1]);
        int largest = Array.IndexOf(p, p.Max());
        return sum + sorted[place] * p[largest] + (p.AsSpan().Contains(p[0]) ? p[0] : 0) * p[p.AsSpan().IndexOf(p[1])];
    }

    [Differentiable]
    public static double OptionalWeights(double[] p)
    {
        double Weighted(double[]? w)
        {
            double sum = 0;
            for (int i = 0; i < (w?.Length ?? p.Length); i++)
            {
                sum += p[i] * p[i] * (w?[i] ?? 0.5);
            }

            return sum;
        }

        return Weighted(null) * Weighted([p[1], p[0] * p[0]]);
    }

    [Differentiable]
    public static double AliasedAccumulate(Span<double> p, ReadOnlySpan<int> index, double w)
    {
        for (int i = 0; i < p.Length; i++)
        {
            p[i] += p[index[i]] * w;
        }

        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * (i + 1);
        }

        return s;
    }

    [Differentiable]
    public static double Scatter(ReadOnlySpan<double> p, ReadOnlySpan<int> index)
    {
        double[] bins = new double[6];
        for (int i = 0; i < p.Length; i++)
        {
            bins[index[i]] += p[i] * p[i];
        }

        double s = 0;
        foreach (double bin in bins)
        {
            s += bin * bin;
        }

        return s;
    }

    [Differentiable]
    public static double ComputedIndices(ReadOnlySpan<double> p)
    {
        int[] order = new int[p.Length];
        for (int i = 0; i < p.Length; i++)
        {
            order[i] = (i * 5 + 1) % p.Length;
        }

        double s = 1;
        for (int i = 0; i < p.Length; i++)
        {
            s = s * p[order[i]] + i;
            order[(i + 1) % p.Length] = order[i] ^ 1;
        }

        return s;
    }

    [Differentiable]
    public static double Increments(ReadOnlySpan<double> p)
    {
        int i = 0;
        double s = p[i++] * p[i];
        s += p[i++] * s;
        s *= p[++i] + i--;
        return s * p[i];
    }

    [Differentiable]
    public static double WriteThroughIncrement(ReadOnlySpan<double> p)
    {
        double[] q = new double[p.Length + 1];
        int k = 0;
        foreach (double v in p)
        {
            q[k++] = v * v;
            q[k] = v;
        }

        return q[0] * q[3] + q[k];
    }

    [Differentiable]
    public static double ReadOnlyWhereItExists(double x, [NoGradient] Span<double> q)
    {
        double s = x;
        for (int i = 0; i < 8; i++)
        {
            s = s * (i < q.Length ? q[i] : 0.5) + x;
            if (i < q.Length)
            {
                q[i] = i;
            }
        }

        return s;
    }

    [Differentiable]
    public static double IndicesOfOtherIntegers(double[] x)
    {
        long size = x.Length;
        uint seed = 12345;
        double[] sums = new double[size];
        double[,] grid = new double[2u, size];
        double[][] rows = new double[size][];
        for (long i = 0; i < size; i++)
        {
            seed = unchecked(seed * 1664525 + 1013904223);
            ulong hash = seed ^ (ulong)i;
            sums[i] += x[seed % (uint)size] * x[hash % 3];
            grid[i % 2, size - 1 - i] = x[i] * i;
            rows[i] = new double[i + 1];
            rows[i][i] = x[(nint)i] * x[0L];
        }

        double total = 0;
        for (nuint i = 0; i < (nuint)x.Length; i++)
        {
            total += sums[i] * rows[i][i] + grid[(uint)i % 2, i];
        }

        return total;
    }
}
