using System;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <content>Arrays of two dimensions.</content>
public static partial class Functions
{
    [Differentiable]
    public static double QuadraticForm(double[,] a, double[] x)
    {
        double s = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
            {
                s += x[i] * a[i, j] * x[j];
            }
        }

        return s;
    }

    [Differentiable]
    public static double Determinant(double[,] a)
    {
        int n = a.GetLength(0);
        double[,] u = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                u[i, j] = a[i, j];
            }
        }

        double determinant = 1;
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                if (Math.Abs(u[i, k]) > Math.Abs(u[pivot, k]))
                {
                    pivot = i;
                }
            }

            if (pivot != k)
            {
                for (int j = 0; j < n; j++)
                {
                    double t = u[k, j];
                    u[k, j] = u[pivot, j];
                    u[pivot, j] = t;
                }

                determinant = -determinant;
            }

            determinant *= u[k, k];
            for (int i = k + 1; i < n; i++)
            {
                double factor = u[i, k] / u[k, k];
                for (int j = k; j < n; j++)
                {
                    u[i, j] -= factor * u[k, j];
                }
            }
        }

        return determinant;
    }

    [Differentiable]
    public static double HeatOnAPlate(double[,] start, double rate)
    {
        double[,] u = start;
        double[,] next = new double[start.GetLength(0), start.GetLength(1)];
        for (int step = 0; step < 3; step++)
        {
            for (int i = 0; i < u.GetLength(0); i++)
            {
                for (int j = 0; j <= u.GetUpperBound(1); j++)
                {
                    double left = j > 0 ? u[i, j - 1] : u[i, j];
                    next[i, j] = u[i, j] + rate * (left - u[i, j]) * u[i, j];
                }
            }

            double[,] t = u;
            u = next;
            next = t;
        }

        return u[1, 1] * u[0, 2] + next[2, 0] * u.Length;
    }

    [Differentiable]
    public static double GridInPlace(double[,] a, double x)
    {
        for (int i = 0; i < a.GetLength(0); i++)
        {
            ref double cell = ref a[i, 0];
            cell *= x;
            a[i, 1] += cell * a[0, 0];
            a[i, 2] = a[i, 2] * a[i, 1];
        }

        double[,] weights = { { 1, x }, { x * x, 2 } };
        double s = weights[1, 0] * a[1, 1];
        Array.Clear(weights);
        return s + a[2, 2] * (1 + weights[0, 0]);
    }

    [Differentiable]
    public static double RowByRow(double[,] a, double[] b)
    {
        double s = 1;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            double[,] products = new double[1, a.GetLength(1)];
            for (int j = 0; j < a.GetLength(1); j++)
            {
                products[0, j] = a[i, j] * b[j] * s;
            }

            s = 0.5 * s + products[0, 0] * products[0, 2];
        }

        return s;
    }

    [Differentiable]
    public static double GridAndReference(in double x, double[,] a) => x * x * a[0, 1] * a[1, 0];

    [Differentiable]
    public static double GridWithoutGradient(double x, [NoGradient] double[,] a)
    {
        a[0, 1] *= x;
        a[1, 0] = a[0, 1] * x;
        return a[0, 1] * a[1, 0];
    }

    [Differentiable]
    public static double GridItemByItem(double[,] p, double x)
    {
        double sum = x;
        foreach (double item in p)
        {
            if (item < -0.5)
            {
                continue;
            }

            sum = sum * 0.5 + item * item;
            if (sum > 6)
            {
                break;
            }
        }

        return sum + p.Cast<double>().Max() * p.Cast<double>().Sum(item => item * x);
    }

    [Differentiable]
    public static double GridOfThreeDimensionsItemByItem(double x, double y)
    {
        double[,,] grid = new double[2, 3, 2];
        grid[1, 0, 1] = x * y;
        grid[1, 2, 0] = x;
        grid[0, 1, 1] = y;
        double product = 1;
        int k = 0;
        foreach (double item in grid)
        {
            k++;
            product += item * k * product;
        }

        return product;
    }

    [Differentiable]
    public static double GridReplacedInALoop(double[] p)
    {
        double[,] a = { { p[0], 1 }, { p[1], p[0] * p[1] } };
        double[,] power = Grids.Unit(2);
        for (int t = 0; t < 4; t++)
        {
            power = Grids.Product(power, a);
            if (t == 1)
            {
                power[0, 0] *= p[1];
            }
        }

        double sum = 0;
        foreach (double cell in power)
        {
            sum += cell * cell;
        }

        return sum + power.GetLength(1);
    }

    [Differentiable]
    public static double GridReplacedInABranch(double x, double y)
    {
        double[,] u = { { x, 1, 2 }, { 0.5, y, 1 } };
        double[,] w = u;
        if (x > 0)
        {
            u = new double[2, 2];
            u[0, 1] = y * w[1, 1];
        }

        w[0, 0] *= x;
        double[,] chosen = y > 0 ? u : w;
        chosen[0, 1] += u[0, 1] * x;
        double kept = chosen[0, 1];
        Array.Clear(w);
        w[1, 1] = 3 * kept;
        return w[1, 1] * u[0, 1] + chosen[0, 1] + u.GetLength(1) + u.Length;
    }

    [Differentiable]
    public static double CubeReplacedInALoop(double x, double y)
    {
        double[,,]? last = null;
        for (int t = 0; t < 3; t++)
        {
            double[,,] next = new double[2, 1, 2];
            next[1, 0, 1] = x * (t == 0 ? 1 : last![1, 0, 1]);
            next[0, 0, 1] = y;
            last = next;
        }

        return last![1, 0, 1] * last[0, 0, 1];
    }

    private static class Grids
    {
        public static double[,] Unit(int n)
        {
            double[,] unit = new double[n, n];
            for (int i = 0; i < n; i++)
            {
                unit[i, i] = 1;
            }

            return unit;
        }

        public static double[,] Product(double[,] a, double[,] b)
        {
            double[,] c = new double[a.GetLength(0), b.GetLength(1)];
            for (int i = 0; i < c.GetLength(0); i++)
            {
                for (int j = 0; j < c.GetLength(1); j++)
                {
                    for (int k = 0; k < b.GetLength(0); k++)
                    {
                        c[i, j] += a[i, k] * b[k, j];
                    }
                }
            }

            return c;
        }
    }
}
