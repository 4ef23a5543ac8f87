using System;
using System.Numerics;
using AutoDiff;

namespace Gradients;

/// <content>Methods that call themselves and return arrays.</content>
public static partial class Functions
{
    [Differentiable]
    public static double PowerOfRecursiveArrays(double[] x, int n) => PowerOf(x, n)[0] + PowerBySwitch(x, n)[1] * PowerOf(x, n / 2)[1];

    private static double[] PowerOf(double[] x, int n) =>
        n <= 0 ? [1, 0] : n % 2 == 1 ? ComplexProduct(x, PowerOf(x, n - 1)) : ComplexProduct(PowerOf(x, n / 2), PowerOf(x, n / 2));

    private static double[] PowerBySwitch(double[] x, int n) => n switch
    {
        <= 0 => [1, 0],
        1 => [x[0], x[1]],
        _ => ComplexProduct(x, PowerBySwitch(x, n - 1)),
    };

    private static double[] ComplexProduct(double[] a, double[] b) => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];

    [Differentiable]
    public static double SpectrumOfRecursiveTransform(double[] p)
    {
        Complex[] signal = new Complex[8];
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] = new Complex(p[i % p.Length], 0.1 * i * p[0]);
        }

        Complex[] spectrum = Dividing.Transform(signal);
        double power = 0;
        for (int i = 0; i < spectrum.Length; i++)
        {
            power += (double)((i + 1) * (spectrum[i].Real * spectrum[i].Real + 0.3 * spectrum[i].Imaginary));
        }

        return power;
    }

    [Differentiable]
    public static double OrderFromRecursion(double[] p)
    {
        int[] order = Dividing.Order(p, 3);
        double sum = 0;
        for (int i = 0; i < order.Length; i++)
        {
            sum += p[order[i]] * (i + 1) * p[0];
        }

        return sum;
    }

    [Differentiable]
    public static double IndicesInViewsOfRecursion(double[] p)
    {
        int[] order = [0, 1, 2];
        Span<int> tail = Dividing.Tail(order, p[0], 2);
        tail[0] = 1;
        return p[order[2]] * p[1] * p[0];
    }

    [Differentiable]
    public static double WeightedMergeSort(double[] p)
    {
        double[] sorted = Dividing.Sorted(p, 0, p.Length);
        double sum = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            sum += (i + 1) * sorted[i] * sorted[i];
        }

        return sum;
    }

    [Differentiable]
    public static double ArraysThatMethodsGiveEachOther(double[] p)
    {
        double[] y = Dividing.Up(p, 2);
        double sum = 0;
        foreach (double v in y)
        {
            sum += 0.1 * v * v;
        }

        return sum;
    }

    [Differentiable]
    public static double ArraysOfRecursionInALoop(double[] p)
    {
        double sum = 0;
        for (int i = 1; i < 4; i++)
        {
            double[] t = Dividing.Up(p, i - 1);
            sum += t[i % t.Length] * i;
        }

        return sum;
    }

    [Differentiable]
    public static double ArgumentThatRecursionReturns(double[] p) => Math.Sin(Dividing.Folded(p)[0]);

    [Differentiable]
    public static double RecursionOfItsOwnResult(double[] p)
    {
        double[] y = Dividing.Twice(p, 3);
        return y[0] * y[1] - y[1 % y.Length] * p[0];
    }

    [Differentiable]
    public static double LocalFunctionThatReturnsArrays(double[] p)
    {
        double[] Scaled(double[] a, int n)
        {
            if (n == 0)
            {
                return a;
            }

            double[] b = new double[a.Length];
            for (int i = 0; i < a.Length; i++)
            {
                b[i] = a[i] * p[n % p.Length];
            }

            return Scaled(b, n - 1);
        }

        double[] y = Scaled(p, 2);
        return y[0] - y[1] * y[0];
    }

    [Differentiable]
    public static double SubdividedCurve(double[] p)
    {
        Corner[] corners = new Corner[2];
        corners[0] = new Corner { X = p[0], Y = p[1] };
        corners[1] = new Corner { X = p[1] * p[0], Y = 2 };
        double sum = 0;
        foreach (Corner corner in Dividing.Subdivided(corners, 2))
        {
            sum += corner.X * corner.Y;
        }

        return sum;
    }

    [Differentiable]
    public static double ConstantsPassedToRecursion(double[] p)
    {
        double[,] grid = new double[2, 2];
        grid[0, 1] = p[0];
        grid[1, 0] = p[1];
        double[,] fixedGrid = { { 1, 2 }, { 3, 4 } };
        return Dividing.Product(p, p[0], 3) * Dividing.Product(Dividing.Fixed, p[1], 2)
            + Dividing.Product([2, 3], p[0], 2)
            + Dividing.Product(grid, p[1], 2) * Dividing.Product(fixedGrid, p[0], 3);
    }

    [Differentiable]
    public static double TransformInPlace(double[] p)
    {
        Complex[] signal = new Complex[4];
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] = new Complex(p[i % p.Length] + 0.2 * i, 0);
        }

        Complex[] spectrum = Dividing.TransformedInPlace(signal);
        double power = 0;
        for (int i = 0; i < spectrum.Length; i++)
        {
            power += (double)((i + 1) * spectrum[i].Real * spectrum[i].Real);
        }

        return power;
    }

    [Differentiable]
    public static double OrderByRecursion(double[] p)
    {
        int[] order = Dividing.Ordered(p, 0, p.Length);
        double sum = 0;
        for (int i = 0; i < order.Length; i++)
        {
            sum += (i + 1) * p[order[i]] * p[order[i]];
        }

        return sum;
    }

    [Differentiable]
    public static double MultigridCycles(double[] p)
    {
        double[] f = new double[7];
        for (int i = 0; i < f.Length; i++)
        {
            f[i] = p[i % p.Length] * (i + 1);
        }

        double[] v = Dividing.Cycle(new double[f.Length], f, 0.125);
        double sum = 0;
        foreach (double q in Dividing.Cycle(v, f, 0.125))
        {
            sum += q * q;
        }

        return sum;
    }

    [Differentiable]
    public static double ConstantArraysOfRecursionAreWritten(double[] p)
    {
        double[] w = Dividing.Halved(2);
        w[0] = p[0] * p[1];
        w[1] *= p[0];
        double[] c = Dividing.Folded([2, 3, 0.5, 4, 1]);
        return w[0] * w[1] * w[2] * c[0] + Dividing.Up(w, 1)[1];
    }

    [Differentiable]
    public static double ConstantsThatRecursionReturns(double[] p)
    {
        double[] table = Dividing.Table(p, 2);
        return p[0] * table[1] + p[1] * table[2];
    }
}

/// <summary>A point of a curve.</summary>
public struct Corner
{
    public double X;
    public double Y;
}

/// <summary>Divide and conquer.</summary>
public static class Dividing
{
    internal static readonly double[] Fixed = [1, 2, 3];

    public static Complex[] Transform(Complex[] x)
    {
        int n = x.Length;
        if (n == 1)
        {
            return x;
        }

        Complex[] even = new Complex[n / 2];
        Complex[] odd = new Complex[n / 2];
        for (int i = 0; i < n / 2; i++)
        {
            even[i] = x[2 * i];
            odd[i] = x[2 * i + 1];
        }

        Complex[] first = Transform(even);
        Complex[] second = Transform(odd);
        Complex[] all = new Complex[n];
        for (int k = 0; k < n / 2; k++)
        {
            Complex turned = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / n) * second[k];
            all[k] = first[k] + turned;
            all[k + n / 2] = first[k] - turned;
        }

        return all;
    }

    public static double[] Sorted(double[] x, int low, int high)
    {
        if (high - low == 1)
        {
            return [x[low]];
        }

        int middle = (low + high) / 2;
        double[] left = Sorted(x, low, middle);
        double[] right = Sorted(x, middle, high);
        double[] merged = new double[high - low];
        int i = 0, j = 0, k = 0;
        while (i < left.Length && j < right.Length)
        {
            merged[k++] = left[i] <= right[j] ? left[i++] : right[j++];
        }

        while (i < left.Length)
        {
            merged[k++] = left[i++];
        }

        while (j < right.Length)
        {
            merged[k++] = right[j++];
        }

        return merged;
    }

    public static double Product(double[] a, double x, int n) => n == 0 ? x * a[1] : Product(a, x * a[n % a.Length], n - 1) + a[0];

    public static double Product(double[,] a, double x, int n) => n == 0 ? x * a[0, 1] : Product(a, x * a[n % 2, 0], n - 1) + a[0, 0];

    public static Complex[] TransformedInPlace(Complex[] x)
    {
        int n = x.Length;
        if (n <= 1)
        {
            return x;
        }

        Complex[] even = new Complex[n / 2];
        Complex[] odd = new Complex[n / 2];
        for (int i = 0; i < n / 2; i++)
        {
            even[i] = x[2 * i];
            odd[i] = x[2 * i + 1];
        }

        even = TransformedInPlace(even);
        odd = TransformedInPlace(odd);
        for (int k = 0; k < n / 2; k++)
        {
            Complex turned = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / n) * odd[k];
            x[k] = even[k] + turned;
            x[k + n / 2] = even[k] - turned;
        }

        return x;
    }

    public static int[] Ordered(double[] a, int low, int high)
    {
        if (high - low <= 1)
        {
            return [low];
        }

        int middle = (low + high) / 2;
        int[] left = Ordered(a, low, middle);
        int[] right = Ordered(a, middle, high);
        int[] merged = new int[high - low];
        for (int i = 0, j = 0, k = 0; k < merged.Length; k++)
        {
            merged[k] = i < left.Length && (j == right.Length || a[left[i]] < a[right[j]]) ? left[i++] : right[j++];
        }

        return merged;
    }

    public static double[] Cycle(double[] u, double[] f, double h)
    {
        int n = u.Length;
        if (n == 1)
        {
            return [0.5 * h * h * f[0]];
        }

        double[] v = (double[])u.Clone();
        Smooth(v, f, h);
        int m = (n - 1) / 2;
        double[] rest = new double[m];
        for (int i = 0; i < m; i++)
        {
            rest[i] = f[2 * i + 1] - (2 * v[2 * i + 1] - v[2 * i] - v[2 * i + 2]) / (h * h);
        }

        double[] error = Cycle(new double[m], rest, 2 * h);
        for (int i = 1; i < n; i += 2)
        {
            v[i] += error[i / 2];
        }

        Smooth(v, f, h);
        return v;
    }

    public static double[] Halved(int n)
    {
        if (n == 0)
        {
            return [1, 2, 3];
        }

        double[] t = Halved(n - 1);
        double[] r = new double[t.Length];
        for (int i = 0; i < r.Length; i++)
        {
            r[i] = t[i] * 0.5 + i;
        }

        return r;
    }

    public static double[] Up(double[] x, int k) => k == 0 ? (double[])x.Clone() : Down(x, k - 1);

    public static double[] Folded(double[] x)
    {
        if (x.Length <= 1)
        {
            return x;
        }

        double[] half = new double[(x.Length + 1) / 2];
        for (int i = 0; i < half.Length; i++)
        {
            half[i] = x[2 * i] * (2 * i + 1 < x.Length ? x[2 * i + 1] : 1);
        }

        return Folded(half);
    }

    public static double[] Twice(double[] x, int k)
    {
        if (k <= 0)
        {
            return x;
        }

        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Math.Sin(x[i]) + x[(i + 1) % x.Length];
        }

        return Twice(Twice(y, k - 1), k - 2);
    }

    public static Corner[] Subdivided(Corner[] corners, int times)
    {
        if (times == 0)
        {
            return corners;
        }

        Corner[] finer = new Corner[2 * corners.Length - 1];
        for (int i = 0; i < corners.Length; i++)
        {
            finer[2 * i] = corners[i];
            if (i + 1 < corners.Length)
            {
                finer[2 * i + 1] = new Corner { X = 0.5 * (corners[i].X + corners[i + 1].X), Y = 0.5 * (corners[i].Y + corners[i + 1].Y) * corners[i].X };
            }
        }

        return Subdivided(finer, times - 1);
    }

    public static int[] Order(double[] x, int n)
    {
        if (n == 0)
        {
            return [x[0] > x[1] ? 0 : 1, 2];
        }

        if (x[2] > 100)
        {
            return Order(x, n - 2);
        }

        int[] last = Order(x, n - 1);
        int[] turned = new int[last.Length];
        for (int i = 0; i < turned.Length; i++)
        {
            turned[i] = last[turned.Length - 1 - i];
        }

        return turned;
    }

    public static Span<int> Tail(Span<int> order, double x, int n) => n == 0 ? order : Tail(order[1..], 0.5 * x, n - (x > 100 ? 2 : 1));

    public static double[] Table(double[] x, int n) => n == 0 ? Fixed : Table(x, n - 1);

    private static void Smooth(double[] u, double[] f, double h)
    {
        for (int i = 0; i < u.Length; i++)
        {
            u[i] = 0.5 * ((i > 0 ? u[i - 1] : 0) + (i + 1 < u.Length ? u[i + 1] : 0) + h * h * f[i]);
        }
    }

    // Writes into what the other method made.
    private static double[] Down(double[] x, int k)
    {
        double[] r = Up(x, k);
        for (int i = 0; i < r.Length; i++)
        {
            r[i] = r[i] * r[i] - 0.3 * x[i];
        }

        return r;
    }
}
