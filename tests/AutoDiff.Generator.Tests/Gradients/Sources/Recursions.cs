using System;
using AutoDiff;

namespace Gradients;

/// <summary>Methods that call themselves, directly and by way of each other.</summary>
public static partial class Functions
{
    [Differentiable]
    public static double RecursivePower(double x, int n) => PowerBySquaring(x, n + 4) * x;

    [Differentiable]
    public static double RecursiveItself(double x, int n) => n == 0 ? x : Math.Sin(RecursiveItself(x * 1.1, n - 1)) * x;

    [Differentiable]
    public static double RecursiveOverSpan(double[] x, double k) => SumOfTail(x, k) * k;

    [Differentiable]
    public static double RecursiveSort(double[] x)
    {
        double[] copy = new double[x.Length];
        x.CopyTo(copy, 0);
        SortInPlace(copy);
        double s = 0;
        for (int i = 0; i < copy.Length; i++)
        {
            s += (i + 1) * copy[i] * copy[i];
        }

        return s;
    }

    [Differentiable]
    public static double RecursiveMutually(double x, int n) => EvenStep(x, n) + OddStep(x, n + 1);

    [Differentiable]
    public static double RecursiveTuple(double x, int n)
    {
        var (value, slope) = Chebyshev(x, n + 2);
        return value * slope;
    }

    [Differentiable]
    public static double RecursiveRefAndOut(double x, int n)
    {
        double sum = 0.1;
        Accumulate(x * 0.5, n, ref sum, out double last);
        return sum * last;
    }

    [Differentiable]
    public static double RecursiveLocalFunction(double x, int n)
    {
        double Sum(double t, int k) => k == 0 ? t * t : Sum(t * 0.7, k - 1) + Math.Sin(t);
        return Sum(x, n) * x;
    }

    [Differentiable]
    public static double RecursiveInLoop(double[] x, int n)
    {
        double s = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] > 1)
            {
                s += PowerBySquaring(x[i], n) * 0.1 * s + x[i];
            }
            else
            {
                s = s * PowerBySquaring(0.1 * s + x[i], i) + x[i];
            }
        }

        return s;
    }

    [Differentiable]
    public static double RecursiveQuadrature(double a, double b) => SimpsonOf(Math.Exp, a, b, Math.Exp(a), Math.Exp(b), 3);

    [Differentiable]
    public static double RecursiveDeterminant(double[] x)
    {
        double[] matrix = [x[0], x[1], x[2], x[3], x[4], x[5], x[1] * x[2], x[3] + x[0], x[5] * x[5]];
        return Minor(matrix, 3);
    }

    private static double PowerBySquaring(double x, int n) =>
        n == 0 ? 1 : n % 2 == 0 ? PowerBySquaring(x * x, n / 2) : x * PowerBySquaring(x, n - 1);

    private static double SumOfTail(ReadOnlySpan<double> p, double k)
    {
        if (p.Length == 0)
        {
            return 0;
        }

        double rest = SumOfTail(p[1..], k * 0.75);
        return rest * k + p[0] * p[0] * Math.Cos(rest);
    }

    private static void SortInPlace(Span<double> a)
    {
        if (a.Length < 2)
        {
            return;
        }

        int middle = a.Length / 2;
        SortInPlace(a[..middle]);
        SortInPlace(a[middle..]);
        double[] merged = new double[a.Length];
        int i = 0, j = middle;
        for (int k = 0; k < merged.Length; k++)
        {
            if (j >= a.Length || (i < middle && a[i] <= a[j]))
            {
                merged[k] = a[i++];
            }
            else
            {
                merged[k] = a[j++];
            }
        }

        merged.CopyTo(a);
    }

    private static double EvenStep(double x, int n) => n <= 0 ? x * x : OddStep(x + 0.1, n - 1) * x;

    private static double OddStep(double x, int n)
    {
        double y = n <= 0 ? Math.Exp(-x) : EvenStep(x * 0.9, n - 1);
        for (int i = 0; i < n; i++)
        {
            y = y * 0.5 * x + i;
        }

        return y;
    }

    private static (double Value, double Slope) Chebyshev(double x, int n)
    {
        if (n == 0)
        {
            return (1, 0);
        }

        if (n == 1)
        {
            return (x, 1);
        }

        var (value, slope) = Chebyshev(x, n - 1);
        var before = Chebyshev(x, n - 2);
        return (2 * x * value - before.Value, 2 * value + 2 * x * slope - before.Slope);
    }

    private static void Accumulate(double x, int n, ref double sum, out double last)
    {
        sum += x * n;
        last = x;
        if (n > 0)
        {
            Accumulate(x * sum, n - 1, ref sum, out double inner);
            last = inner * x;
        }
    }

    private static double SimpsonOf(Func<double, double> f, double a, double b, double fa, double fb, int depth)
    {
        double middle = (a + b) / 2, fm = f(middle);
        if (depth == 0)
        {
            return (b - a) * (fa + 4 * fm + fb) / 6;
        }

        return SimpsonOf(f, a, middle, fa, fm, depth - 1) + SimpsonOf(f, middle, b, fm, fb, depth - 1);
    }

    private static double Minor(ReadOnlySpan<double> m, int n)
    {
        if (n == 1)
        {
            return m[0];
        }

        double sum = 0;
        double sign = 1;
        for (int column = 0; column < n; column++)
        {
            double[] rest = new double[(n - 1) * (n - 1)];
            for (int i = 1; i < n; i++)
            {
                int place = 0;
                for (int j = 0; j < n; j++)
                {
                    if (j != column)
                    {
                        rest[(i - 1) * (n - 1) + place] = m[i * n + j];
                        place++;
                    }
                }
            }

            sum += sign * m[column] * Minor(rest, n - 1);
            sign = -sign;
        }

        return sum;
    }

    [Differentiable]
    public static double ResultOfACallAsArgument(Span<double> p)
    {
        Carry(p, 3, 1);
        return p[0] * p[2];
    }

    private static void Carry(Span<double> p, int depth, double carried)
    {
        if (depth <= 0)
        {
            return;
        }

        p[0] = carried * p[2];
        Carry(p, depth - 1, Math.Tanh(p[1]) * Math.Exp(carried * 0.1));
    }

    [Differentiable]
    public static double ViewInsideRecursion(double[] p)
    {
        Halve(p, 2, 0.5);
        return p[0] * p[1] * p[2];
    }

    private static void Halve(Span<double> p, int depth, double s)
    {
        if (depth <= 0 || p.Length < 2)
        {
            return;
        }

        Span<double> view = p;
        p[0] *= s * view[^1];
        Halve(p[1..], depth - 1, view[^1] * s);
    }

    [Differentiable]
    public static double RecursionThatReadsItsCallers(double x, double y)
    {
        return Nested(4) * x;

        double Nested(int n) => n == 0 ? x : Math.Sin(Nested(n - 1)) * y;
    }

    [Differentiable]
    public static double RecursionThatWritesItsCallers(double x, double y)
    {
        double s = 0;
        Nested(4);
        return s * x;

        void Nested(int n)
        {
            if (n > 0)
            {
                s += x * y;
                Nested(n - 1);
                s *= y;
            }
        }
    }

    [Differentiable]
    public static double RecursionOverALambda(double[] p)
    {
        double scale = p[1];
        double Local(double t) => p[2] * t * t;
        return Adaptive(t => scale * Math.Sin(t), 0, p[0], 3) + Adaptive(Local, p[0], 2, 2);
    }

    private static double Adaptive(Func<double, double> f, double a, double b, int depth)
    {
        double middle = (a + b) / 2;
        return depth <= 0 ? f(middle) * (b - a) : Adaptive(f, a, middle, depth - 1) + Adaptive(f, middle, b, depth - 1);
    }

    [Differentiable]
    public static double UnusedRecursion(double x, int n)
    {
        double unused = Grow(x, n % 4);
        return x * x;
    }

    [Differentiable]
    public static double SelfComparisonInRecursion(double x, int n) => Grow(x, n % 4) * x;

    private static double Grow(double a, int depth)
    {
#pragma warning disable CS1718 // A test for NaN.
        bool isNumber = a == a;
#pragma warning restore CS1718
        return depth <= 0 ? (isNumber ? a : 0) : 1 + a * Grow(a * 0.5, depth - 1);
    }

    [Differentiable]
    public static double RecursiveNames(double x, double k, int n) => ByResult(x, k, n % 4) * xGradient(x, n % 3, k);

    private static double ByResult(double result, double resultGradient, int n) =>
        n <= 0 ? result * resultGradient : Math.Sin(resultGradient) * ByResult(result * 0.5, result + resultGradient, n - 1);

    private static double xGradient(double x, int xTangent, double xGradient) =>
        xTangent <= 0 ? x * x * xGradient : xGradient * Functions.xGradient(x + xGradient, xTangent - 1, 0.5 * x);

    [Differentiable]
    public static double RecursiveMinors(double[,] m, double k) => k * Minors(m, 0);

    // The determinant of the largest square that fits, by its first row.
    private static double Minors(double[,] m, int size)
    {
        int n = size > 0 ? size : m.GetLength(0) < m.GetLength(1) ? m.GetLength(0) : m.GetLength(1);
        if (n <= 1)
        {
            return n == 0 ? 1 : m[0, 0];
        }

        double determinant = 0;
        for (int c = 0; c < n; c++)
        {
            double[,] minor = new double[n - 1, n - 1];
            for (int i = 1; i < n; i++)
            {
                int k = 0;
                for (int j = 0; j < n; j++)
                {
                    if (j != c)
                    {
                        minor[i - 1, k++] = m[i, j];
                    }
                }
            }

            determinant += (c % 2 == 0 ? 1 : -1) * m[0, c] * Minors(minor, n - 1);
        }

        return determinant;
    }

    [Differentiable]
    public static double RecursionReusesAGrid(double[,] m, double x, int n) => Scaled(m, x, n % 3);

    private static double Scaled(double[,] m, double x, int n)
    {
        double[,] q = new double[2, 2];
        double s = x;
        for (int i = 0; i < 2; i++)
        {
            q[i, 0] = m.Length > 0 ? m[0, 0] * x : x;
            q[1, 1] += s;
            s += n <= 0 ? q[i, 0] * q[1, 1] : Scaled(q, s * 0.5, n - 1) * q[0, 0];
        }

        return s;
    }

    [Differentiable]
    public static double RecursionOverRows(double[][] rows, double x, int n) => Walked(rows, x, n % 3);

    private static double Walked(double[][] rows, double x, int n)
    {
        double first = rows.Length > 0 && rows[0].Length > 0 ? rows[0][0] : 1;
        return n <= 0 ? x * first : first * Walked(rows, x + first, n - 1);
    }

    [Differentiable]
    public static double RecursionOverObjects(double x)
    {
        Branch tree = new(0.5, new(1.5, null, new(2, null, null)), new(0.25, null, null));
        return Evaluated(tree, x) + Evaluated(tree, x * x);
    }

    private static double Evaluated(Branch? branch, double x) =>
        branch == null ? x : branch.Weight * Math.Tanh(Evaluated(branch.Left, x) + Evaluated(branch.Right, x * 0.5));

    private sealed class Branch(double weight, Branch? left, Branch? right)
    {
        public double Weight { get; } = weight;

        public Branch? Left { get; } = left;

        public Branch? Right { get; } = right;
    }

    [Differentiable]
    public static double RecursionRewritesRows(double[][] rows, double x, int n)
    {
        double s = x;
        for (int i = 0; i < 2; i++)
        {
            s += Rewritten(rows, s * 0.5, n % 3);
            if (rows.Length > 0 && rows[0].Length > 0)
            {
                rows[0][0] *= s;
            }
        }

        return s;
    }

    private static double Rewritten(double[][] rows, double x, int n)
    {
        double first = rows.Length > 0 && rows[0].Length > 0 ? rows[0][0] : 1;
        if (n <= 0)
        {
            return x * first * first;
        }

        double s = first * Rewritten(rows, x + first, n - 1);
        if (rows.Length > 0 && rows[0].Length > 0)
        {
            rows[0][0] += 0.1 * s;
        }

        return s * Rewritten(rows, x * first, n - 1);
    }

    [Differentiable]
    public static double GridThatRecursionFills(double x, double y)
    {
        double[,] table = new double[4, 2];
        FillGrid(table, x, y, 3);
        return table[2, 0] * table[0, 1] + table[3, 1];
    }

    private static void FillGrid(double[,] table, double x, double y, int row)
    {
        table[row, 0] = x * y + row;
        if (row > 0)
        {
            FillGrid(table, x * y, y, row - 1);
        }

        table[row, 1] += row < 3 ? table[row + 1, 0] * x : y;
    }
}
