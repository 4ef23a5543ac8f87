using System;
using System.Linq;
using System.Numerics;
using AutoDiff;

namespace Demo.Products;

/// <summary>Methods that return arrays.</summary>
public static partial class ReturnedArrays
{
    private static readonly double[] Fixed = [0.5, 0.25];

    public readonly struct Pair
    {
        public readonly double First;
        public readonly double Second;

        public Pair(double first, double second)
        {
            First = first;
            Second = second;
        }
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] ScaledSines(double[] x, double s)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Math.Sin(x[i]) * s;
        }

        return y;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] ZippedProducts(double[] x, double[] w) => x.Zip(w, (a, b) => a * b).ToArray();

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] PowersInBrackets(double x) => [x, x * x, 3];

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] GridsOfRecursion(double[] x, double s)
    {
        double[,] grid = Doubled(x, s, 2, out double[] sums);
        double[][] rows = Rows(x, 2);
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = grid[i % grid.GetLength(0), 0] * sums[i % sums.Length] + rows[i % rows.Length][0];
        }

        return y;
    }

    private static double[,] Doubled(double[] x, double s, int n, out double[] sums)
    {
        double[,] m = new double[n + 1, 1];
        sums = [x[0], s];
        if (n > 0)
        {
            double[,] inner = Doubled(x, s * x[0], n - 1, out double[] before);
            for (int i = 0; i < n; i++)
            {
                m[i, 0] = inner[i, 0] * before[1];
            }
        }

        m[n, 0] = x[n % x.Length] * s;
        return m;
    }

    private static double[][] Rows(double[] x, int n)
    {
        double[][] rows = new double[n + 1][];
        rows[0] = [x[n % x.Length] * x[0], 1];
        if (n > 0)
        {
            double[][] inner = Rows(x, n - 1);
            for (int i = 0; i < n; i++)
            {
                rows[i + 1] = [Math.Sin(inner[i][0])];
            }
        }

        return rows;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] GivesItsArgument(double[] x, double s)
    {
        if (s < 0)
        {
            return x;
        }

        x[0] *= s;
        return x;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] GivesOneOfTwo(double[] x, double[] y) => x[0] < y[0] ? x : y;

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] GivesAField(double x)
    {
        if (x > 0.5)
        {
            return Fixed;
        }

        return [x, 2 * x];
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] OfSeveralLengths(double[] x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] < 0)
            {
                return [x[i] * x[i], x[0]];
            }
        }

        return x.Select(v => v * v).ToArray();
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] OfItself(double[] x, int k)
    {
        if (k <= 0)
        {
            return [x[0] * x[1], Math.Sin(x[0])];
        }

        double[] r = OfItself(x, (k % 5) - 1);
        return [r[0] * x[0], r[1] + r[0]];
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] TwiceTwice(double[] x)
    {
        double[] twice = Doubled(x);
        return Doubled(twice);
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static T[] OfAnyType<T>(T[] x)
        where T : IFloatingPointIeee754<T>
    {
        T[] y = new T[2];
        y[0] = T.Exp(x[0]);
        y[1] = y[0] * x[1];
        return y;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static T[] OfAnyTypeSorted<T>(T[] x)
        where T : IFloatingPointIeee754<T>
    {
        Array.Sort(x);
        T[] y = x.Select(v => v * v).Where(v => v > T.One).ToArray();
        return y.Length > 0 ? y : x;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] OfAStructure(Pair p, double[] y)
    {
        y[0] *= p.First;
        return [p.First, p.Second * y[0]];
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] SortedDown(double[] x)
    {
        double[] y = (double[])x.Clone();
        Array.Sort(y);
        Array.Reverse(y);
        return y;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] ProductOfRows(double[,] a, double[] x)
    {
        int n = a.GetLength(0);
        double[] y = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < Math.Min(x.Length, a.GetLength(1)); j++)
            {
                y[i] += a[i, j] * x[j];
            }
        }

        return y;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] GuardedArray(params double[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        try
        {
            return [x[0] * x[0]];
        }
        finally
        {
            Fixed.AsSpan().Contains(0);
        }
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] PositiveOnes(double[] x)
    {
        x = x.Where(v => v > 0).ToArray();
        return x;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double[] SpanToArray(Span<double> x)
    {
        x[0] = x[1] * x[0];
        return x.ToArray();
    }

    private static double[] Doubled(double[] x)
    {
        double[] y = (double[])x.Clone();
        for (int i = 0; i < y.Length; i++)
        {
            y[i] *= 2;
        }

        return y;
    }
}
