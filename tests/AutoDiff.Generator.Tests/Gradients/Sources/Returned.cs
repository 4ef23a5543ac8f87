using System;
using AutoDiff;

namespace Gradients;

/// <content>Buffers that called methods return: their argument, a part of it, or one that they made, before there is a derivative in it.</content>
public static partial class Functions
{
    [Differentiable]
    public static double RowThatAMethodGives(double[] p)
    {
        double[] grid = new double[4];
        for (int i = 0; i < 2; i++)
        {
            Span<double> row = Lent.Row(grid, i);
            row[0] = p[i];
            row[1] += p[0] * p[1];
        }

        return grid[0] * grid[1] + grid[2] * grid[3];
    }

    [Differentiable]
    public static double ArgumentThatAMethodReturns(double[] p)
    {
        double[] w = [1, 3];
        double[] same = Lent.Normalized(w);
        same[0] *= p[0];
        double[] chained = Lent.With(Lent.With(w, 1, 2), 1, 5);
        chained[1] *= p[1];
        return w[0] * p[1] + w[1] * w[0];
    }

    [Differentiable]
    public static double ArgumentOfExtensionIsWrittenByAnotherMethod(double[] p)
    {
        Span<double> all = stackalloc double[4];
        Lent.Add(all.First(2), p);
        Lent.Add(all.Slice(1).First(2), p);
        return all[0] * all[1] + all[2] * all[2] * p[0];
    }

    [Differentiable]
    public static double BuffersThatAMethodMakes(double[] p)
    {
        double[] zeros = Lent.Zeros(3);
        double[,] unit = Lent.Unit(2);
        double[][] rows = Lent.Rows(2, 2);
        double[] either = p.Length > 1 ? Lent.Zeros(p.Length) : new double[2];
        zeros[0] = p[0];
        unit[0, 1] = zeros[0] * p[1];
        rows[1][0] = unit[0, 1] * unit[0, 0] + unit[1, 1];
        either[1] = rows[1][0] * p[1];
        return either[1] * either[1];
    }

    [Differentiable]
    public static double ConstantBufferThatIsScaled(double x, double y)
    {
        double[] t = Lent.Spaced(0.5, 1.5, 4);
        double sum = t[1] * y;
        for (int i = 0; i < t.Length; i++)
        {
            t[i] *= x;
            sum += t[i] * t[i] * y;
        }

        return sum;
    }

    [Differentiable]
    public static double IntegersThatAMethodReverses(double[] p)
    {
        int[] order = [0, 1, 0, 1];
        double product = p[order[0]] * p[order[1]];
        int[] same = Lent.Reversed(order);
        product *= p[order[0]];
        same[0] = 0;
        return product * p[order[0]];
    }

    [Differentiable]
    public static double StructMatrix(double x, double y)
    {
        Table a = Table.Unit(2);
        a[0, 1] = x;
        a[1, 0] = y * x;
        Table b = a * a;
        return b[0, 0] * b[1, 1] - b[0, 1] + (x < -9 ? Table.Unit(2) : b)[1, 0];
    }

    [Differentiable]
    public static double TuplesUnderOtherNames(double rate, (double When, double Much)[] flows) =>
        Lent.Value(flows, rate) * Lent.Value([(0.5, 1), (1.5, 2)], rate);

    private static class Lent
    {
        public static Span<double> Row(double[] grid, int i) => grid.AsSpan(2 * i, 2);

        public static double[] Normalized(double[] v)
        {
            double sum = 0;
            foreach (double item in v)
            {
                sum += item;
            }

            for (int i = 0; i < v.Length; i++)
            {
                v[i] /= sum;
            }

            return v;
        }

        public static double[] With(double[] v, int i, double x)
        {
            v[i] = x;
            return v;
        }

        public static void Add(Span<double> row, double[] p)
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] += p[i];
            }
        }

        public static double[] Zeros(int n) => new double[n];

        public static double[,] Unit(int n)
        {
            double[,] unit = new double[n, n];
            for (int i = 0; i < n; i++)
            {
                unit[i, i] = 1;
            }

            return unit;
        }

        public static double[][] Rows(int n, int m)
        {
            double[][] rows = new double[n][];
            for (int i = 0; i < n; i++)
            {
                rows[i] = new double[m];
            }

            return rows;
        }

        public static double[] Spaced(double from, double to, int n)
        {
            double[] t = new double[n];
            for (int i = 0; i < n; i++)
            {
                t[i] = from + (to - from) * i / (n - 1);
            }

            return t;
        }

        public static int[] Reversed(int[] order)
        {
            Array.Reverse(order);
            return order;
        }

        public static double Value((double Time, double Amount)[] flows, double rate)
        {
            double sum = 0;
            for (int i = 0; i < flows.Length; i++)
            {
                sum += flows[i].Amount * Math.Exp(-rate * flows[i].Time);
            }

            return sum;
        }
    }

    private readonly struct Table(int n)
    {
        private readonly double[] cells = new double[n * n];

        private readonly int size = n;

        public double this[int i, int j]
        {
            get => cells[i * size + j];
            set => cells[i * size + j] = value;
        }

        public static Table operator *(Table a, Table b)
        {
            Table product = new(a.size);
            for (int i = 0; i < a.size; i++)
            {
                for (int j = 0; j < a.size; j++)
                {
                    for (int k = 0; k < a.size; k++)
                    {
                        product[i, j] += a[i, k] * b[k, j];
                    }
                }
            }

            return product;
        }

        public static Table Unit(int n)
        {
            Table unit = new(n);
            for (int i = 0; i < n; i++)
            {
                unit[i, i] = 1;
            }

            return unit;
        }
    }
}

internal static class SpanParts
{
    public static Span<double> First(this Span<double> all, int n) => all[..n];
}
