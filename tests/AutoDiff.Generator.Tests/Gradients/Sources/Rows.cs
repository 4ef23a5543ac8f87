using System;
using AutoDiff;

namespace Gradients;

/// <content>Arrays of arrays.</content>
public static partial class Functions
{
    [Differentiable]
    public static double SumOfRows(double[][] a, double[] w)
    {
        double s = 0;
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < a[i].Length; j++)
            {
                s += a[i][j] * a[i][j] * w[i] * w[j];
            }
        }

        return s;
    }

    [Differentiable]
    public static double RowsByName(double[][] a, double x)
    {
        double s = x;
        foreach (double[] row in a)
        {
            double product = 1;
            for (int j = 0; j < row.Length; j++)
            {
                product *= row[j] * s;
            }

            s += product * row[0];
        }

        return s;
    }

    [Differentiable]
    public static double PreviousRow(double[][] a, double x)
    {
        double[] previous = a[0];
        double s = 1;
        for (int i = 1; i < a.Length; i++)
        {
            double[] current = a[i];
            for (int j = 0; j < 3; j++)
            {
                s = s * 0.9 + previous[j] * current[j] * s * x;
            }

            previous = current;
        }

        return s * previous[1];
    }

    [Differentiable]
    public static double RowsInPlace(double[][] a, double x)
    {
        for (int i = 1; i < a.Length; i++)
        {
            Span<double> row = a[i];
            a[i][0] *= x;
            row[1] = row[0] * a[i - 1][1];
            a[0].AsSpan(0, 2).CopyTo(a[i].AsSpan(1));
            ref double cell = ref a[i][2];
            cell = cell * cell + a[0][3];
            a[0][3] += cell * x;
        }

        return a[1][0] * a[2][2] + a[0][3] + a[2][1];
    }

    [Differentiable]
    public static double RowOrBuffer(double[][] a, double[] b, double x)
    {
        double[] row = b;
        double s = x;
        for (int k = 0; k < 4; k++)
        {
            s = s * 0.5 + row[k % 3] * row[0] * s;
            row = k % 2 == 0 ? a[k] : b;
            row[1] *= x;
        }

        return s + row[2];
    }

    [Differentiable]
    public static double RowsAndReference(in double x, double[][] a) => x * x * a[0][1] * a[1][0];

    [Differentiable]
    public static double RowsWithoutGradient(double x, [NoGradient] double[][] a)
    {
        a[0][1] *= x;
        a[1][0] = a[0][1] * x;
        return a[0][1] * a[1][0];
    }

    [Differentiable]
    public static double RowsOfConstantsThenActive(double[] p, [NoGradient] double[][] a, int n)
    {
        double sum = 0;
        for (int i = 0; i < 2; i++)
        {
            double[] row = a[i];
            for (int k = 0; k < 1 + n % 3; k++)
            {
                double[] next = new double[2];
                for (int j = 0; j < 2; j++)
                {
                    next[j] = Math.Sin(row[j] * p[j] + row[1 - j]);
                }

                row = next;
            }

            sum += row[0] * row[1];
        }

        return sum;
    }

    [Differentiable]
    public static double RowsThatChangePlaces(double x, double y)
    {
        double[][] sum = [[1, x], [y, 1]];
        double[][] next = [new double[2], new double[2]];
        for (int q = 0; q < 3; q++)
        {
            for (int i = 0; i < 2; i++)
            {
                for (int j = 0; j < 2; j++)
                {
                    next[i][j] = 0;
                    for (int k = 0; k < 2; k++)
                    {
                        next[i][j] += sum[i][k] * sum[k][j];
                    }
                }
            }

            (sum, next) = (next, sum);
            if (q == 1)
            {
                (sum[0], sum[1]) = (sum[1], sum[0]);
            }
        }

        return sum[0][0] + sum[0][1] * next[1][1];
    }

    [Differentiable]
    public static double RowsThatAMethodReturnsAgainAndAgain(double x, double y)
    {
        double[][] u = [[x, 1, 2], [0.5, y, 1]];
        for (int t = 0; t < 3; t++)
        {
            u = Stepped(u, x);
        }

        double[][] v = y > 0 ? u : Stepped(u, y);
        v[0][0] *= u[1][1];
        return v[0][0] * v[1][2] * u[0][1];
    }

    private static double[][] Stepped(double[][] u, double k)
    {
        double[][] next = new double[u.Length][];
        for (int i = 0; i < u.Length; i++)
        {
            next[i] = new double[u[i].Length];
            for (int j = 0; j < u[i].Length; j++)
            {
                next[i][j] = u[i][j] + k * (u[i][(j + 1) % u[i].Length] - u[i][j]) * u[0][0];
            }
        }

        return next;
    }

    [Differentiable]
    public static double RowsInBrackets(double x, double y, double z) => SumOfSquares([[x, y], [x * z]]);

    [Differentiable]
    public static double ProductsOfRowsInBrackets(double x, double y, double z)
    {
        double[][] turn = [[Math.Cos(x), -Math.Sin(x)], [Math.Sin(x), Math.Cos(x)]];
        double[][] scale = { new[] { y, 0 }, new[] { 0, z } };
        double[][] fixedRows = [[1, 2], [3, 4]];
        double[][] product = ProductOf(turn, scale);
        return product[0][0] * product[1][1] - product[0][1] * product[1][0] + SumOfSquares(ProductOf(scale, turn)) * SumOfSquares(fixedRows);
    }

    [Differentiable]
    public static double RowThatIsSharedAndPassed(double x, double y, double z)
    {
        double[] row = [1, 2];
        double[][] a = [row, row, [3, 4]];
        a[1][0] = x;
        ScaleRows(a, y);
        a[2][0] = z;
        return SumOfSquares([row]) * SumOfSquares([a[2], row]);
    }

    private static double SumOfSquares(double[][] rows)
    {
        double sum = 0;
        foreach (double[] row in rows)
        {
            foreach (double value in row)
            {
                sum += value * value;
            }
        }

        return sum;
    }

    private readonly record struct TanhLayer(double[] Weights, double Bias)
    {
        public double At(double x)
        {
            double s = Bias;
            foreach (double w in Weights)
            {
                s += Math.Tanh(w * x);
            }

            return s;
        }
    }

    [Differentiable]
    public static double RowsOfOneParameter(double[] x)
    {
        double[][] rows = [x, x];
        double s = 0;
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                s += rows[i][j] * rows[1 - i][x.Length - 1 - j] * (i + 1);
            }
        }

        return s;
    }

    [Differentiable]
    public static double RowsOfParametersAndOwn(double[] x, double[] y)
    {
        double[] z = new double[x.Length];
        for (int i = 0; i < z.Length; i++)
        {
            z[i] = x[i] * y[i];
        }

        double[][] rows = { x, z, y };
        z[0] += 3 * x[1];
        (rows[0], rows[2]) = (rows[2], rows[0]);
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            s += rows[0][i] * rows[1][i] - rows[2][i] * rows[2][i];
        }

        return s;
    }

    [Differentiable]
    public static double RowsOfAHistory(double[] x)
    {
        double[] now = x;
        double[][] history = new double[3][];
        for (int t = 0; t < history.Length; t++)
        {
            history[t] = now;
            double[] next = new double[now.Length];
            for (int i = 0; i < next.Length; i++)
            {
                next[i] = now[i] * 0.5 + now[(i + 1) % now.Length];
            }

            now = next;
        }

        double[] chosen = x[0] > 1 ? x : Doubled(x);
        double[][] rows = [chosen, x[1] > 1 ? Doubled(x) : x];
        return history[0][1] * history[1][2] + history[2][3] * now[0] + rows[0][2] * rows[1][2];
    }

    private static double[] Doubled(double[] x)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = 2 * x[i] * x[i];
        }

        return y;
    }

    [Differentiable]
    public static double RowsFromRows(double[][] a, bool swap)
    {
        double[][] rows = new double[2][];
        for (int i = 0; i < 2; i++)
        {
            rows[i] = swap ? a[1 - i] : a[i];
        }

        double[] last = rows[^1];
        return rows[0][0] * last[1] + rows[0][1] * rows[0][1];
    }

    [Differentiable]
    public static double LayersOfParameters(double[] w, double[] v, double x)
    {
        TanhLayer[] layers = [new(w, x), new(v, w[0]), new(w, 1)];
        foreach (TanhLayer layer in layers)
        {
            x = layer.At(x);
        }

        return x;
    }

    private static double[][] ProductOf(double[][] a, double[][] b)
    {
        double[][] c = new double[a.Length][];
        for (int i = 0; i < c.Length; i++)
        {
            c[i] = new double[b[0].Length];
            for (int j = 0; j < c[i].Length; j++)
            {
                for (int k = 0; k < b.Length; k++)
                {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }

        return c;
    }

    private static void ScaleRows(double[][] rows, double by)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows[i].Length; j++)
            {
                rows[i][j] *= by;
            }
        }
    }
}
