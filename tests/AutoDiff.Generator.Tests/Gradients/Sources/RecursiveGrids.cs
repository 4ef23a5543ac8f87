using System;
using AutoDiff;

namespace Gradients;

/// <content>Methods that call themselves and return arrays of several dimensions, or several arrays.</content>
public static partial class Functions
{
    [Differentiable]
    public static double PowerOfAMatrix(double[] p)
    {
        double[,] a = { { p[0], p[1] }, { 0.5, p[0] * p[1] } };
        double[,] power = Blocks.Power(a, 5);
        return power[0, 0] + 2 * power[0, 1] - power[1, 0] * power[1, 1];
    }

    [Differentiable]
    public static double StrassenProduct(double[] p)
    {
        double[,] a = new double[4, 4];
        double[,] b = new double[4, 4];
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                a[i, j] = p[(i + j) % p.Length] + 0.1 * i;
                b[i, j] = p[(i * j) % p.Length] * p[0] - 0.2 * j;
            }
        }

        double[,] c = Blocks.Strassen(a, b);
        double sum = 0;
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                sum += c[i, j] * (i - 0.5 * j);
            }
        }

        return sum;
    }

    [Differentiable]
    public static double InverseByBlocks(double[] p)
    {
        double[,] a = new double[3, 3];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                a[i, j] = 0.3 * p[(i + 2 * j) % p.Length] + (i == j ? 4 : 0);
            }
        }

        double[,] inverse = Blocks.Inverse(a);
        return inverse[0, 0] * inverse[1, 2] + inverse[2, 1] - 3 * inverse[2, 2];
    }

    [Differentiable]
    public static double GridsOfRecursionInALoop(double[] p)
    {
        double[,] m = { { 1, p[0] }, { p[1], 1 } };
        double[,] a = { { p[1], 0.3 }, { 0.2, p[0] } };
        for (int i = 0; i < 3; i++)
        {
            m = Blocks.Bordered(m, a, 2);
        }

        return m[0, 0] + m[0, 1] * m[1, 0] - m[1, 1];
    }

    [Differentiable]
    public static double GridThatGrowsAsFarAsItsNumbers(double[] p)
    {
        double[,,] first = new double[1, 1, 2];
        first[0, 0, 1] = p[0];
        double[,,] grown = Blocks.Grown(first, p[1]);
        double sum = 0;
        for (int i = 0; i < grown.GetLength(1); i++)
        {
            sum += grown[0, i, 1] * (i + 1) + grown[0, i, 0];
        }

        return sum;
    }

    [Differentiable]
    public static double GridsThatMethodsGiveEachOther(double[] p)
    {
        double[,] a = { { p[0], p[1] } };
        double[,] even = Blocks.Even(a, 4);
        double[,] odd = Blocks.Odd(a, 3);
        even[0, 0] *= odd[0, 1] + p[0];
        return even[0, 0] * even[0, 1] + odd[0, 0];
    }

    [Differentiable]
    public static double GridThatRecursionGivesForNothing(double[] p)
    {
        double[,] a = { { p[0], p[1] } };
        double[,] unused = Blocks.Even(a, 2);
        double[,] asked = Blocks.Even(a, 1);
        double[,] constant = Blocks.Even(Blocks.Fixed, 3);
        constant[0, 1] *= p[1];
        return (asked[0, 0] > 100 ? p[1] : p[0]) * p[1] * unused.GetLength(1) + constant[0, 0] * constant[0, 1];
    }

    [Differentiable]
    public static double LowAndHighOfAProduct(double[] p)
    {
        double[] a = [p[0], 1, p[1], p[0] * p[1]];
        double[] b = [2, p[1], p[0], 0.5];
        (double[] low, double[] high) = Blocks.Convolved(a, b);
        high[1] -= low[2];
        double sum = 0;
        for (int i = 0; i < low.Length; i++)
        {
            sum += low[i] * (i + 1) + high[i] * high[0];
        }

        return sum;
    }

    [Differentiable]
    public static double FactorsOfAMatrix(double[] p)
    {
        double[,] a = { { 3, p[0], p[1] }, { p[1], 4, 0.5 }, { 0.2, p[0] * p[1], 5 } };
        Blocks.Factors factors = Blocks.Factored(a);
        double sum = factors.Determinant * factors.Size;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                sum += factors.Lower[i, j] * (i + 1) - factors.Upper[i, j] * factors.Diagonal[j];
            }
        }

        return sum;
    }

    [Differentiable]
    public static double ArraysGivenByReference(double[] p)
    {
        bool isEven = Blocks.Swapped(p, 3, out double[] first, out double[] second);
        double scale = Blocks.Scaled(first, 2, out double[] third);
        return (isEven ? 2 : 1) * first[0] * second[1] + scale * third[0];
    }

    [Differentiable]
    public static double OneArrayGivenTwice(double[] p)
    {
        (double[] a, double[] b) = Blocks.Twice(p, 0);
        (double[] c, double[] d) = Blocks.Twice(p, 2);
        return a[0] * b[1] + c[0] * d[0] * d[1];
    }

    [Differentiable]
    public static double RowsThatRecursionGives(double[] p)
    {
        double[][] rows = Blocks.Levels(p, 3);
        rows[1][0] *= rows[2][1];
        double[] row = rows[0];
        rows[0] = rows[3];
        rows[3] = row;
        double sum = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows[i].Length; j++)
            {
                sum += rows[i][j] * (i + 1) - rows[i][0] * j;
            }
        }

        return sum;
    }

    [Differentiable]
    public static double RowsThatRecursionMakes(double[] p) => Blocks.Triangle(p, 3);

    [Differentiable]
    public static double ViewsThatRecursionChooses(double[] p)
    {
        double[,] r = Blocks.Chosen(p, 3, out double[] c);
        return r[0, 0] * r[r.GetLength(0) - 1, 0] + c[0] * c[c.Length - 1];
    }

    private static class Blocks
    {
        public static readonly double[,] Fixed = { { 2, 3 } };

        public struct Factors
        {
            public double[,] Lower;
            public double[,] Upper;
            public double[] Diagonal;
            public double Determinant;
            public int Size;
        }

        public static double[,] Power(double[,] a, int n)
        {
            if (n == 1)
            {
                return a;
            }

            double[,] half = Power(a, n / 2);
            double[,] square = Product(half, half);
            return n % 2 == 0 ? square : Product(square, a);
        }

        public static double[,] Strassen(double[,] a, double[,] b)
        {
            int n = a.GetLength(0);
            if (n == 1)
            {
                return new double[,] { { a[0, 0] * b[0, 0] } };
            }

            int h = n / 2;
            double[,] a11 = Part(a, 0, 0, h, h), a12 = Part(a, 0, h, h, h), a21 = Part(a, h, 0, h, h), a22 = Part(a, h, h, h, h);
            double[,] b11 = Part(b, 0, 0, h, h), b12 = Part(b, 0, h, h, h), b21 = Part(b, h, 0, h, h), b22 = Part(b, h, h, h, h);
            double[,] m1 = Strassen(Sum(a11, a22, 1), Sum(b11, b22, 1));
            double[,] m2 = Strassen(Sum(a21, a22, 1), b11);
            double[,] m3 = Strassen(a11, Sum(b12, b22, -1));
            double[,] m4 = Strassen(a22, Sum(b21, b11, -1));
            double[,] m5 = Strassen(Sum(a11, a12, 1), b22);
            double[,] m6 = Strassen(Sum(a21, a11, -1), Sum(b11, b12, 1));
            double[,] m7 = Strassen(Sum(a12, a22, -1), Sum(b21, b22, 1));
            double[,] c = new double[n, n];
            for (int i = 0; i < h; i++)
            {
                for (int j = 0; j < h; j++)
                {
                    c[i, j] = m1[i, j] + m4[i, j] - m5[i, j] + m7[i, j];
                    c[i, j + h] = m3[i, j] + m5[i, j];
                    c[i + h, j] = m2[i, j] + m4[i, j];
                    c[i + h, j + h] = m1[i, j] - m2[i, j] + m3[i, j] + m6[i, j];
                }
            }

            return c;
        }

        public static double[,] Inverse(double[,] a)
        {
            int n = a.GetLength(0);
            if (n == 1)
            {
                return new double[,] { { 1 / a[0, 0] } };
            }

            int h = n / 2;
            int rest = n - h;
            double[,] b = Part(a, 0, h, h, rest);
            double[,] first = Inverse(Part(a, 0, 0, h, h));
            double[,] left = Product(Part(a, h, 0, rest, h), first);
            double[,] last = Inverse(Sum(Part(a, h, h, rest, rest), Product(left, b), -1));
            double[,] right = Product(Product(first, b), last);
            double[,] corner = Product(right, left);
            double[,] under = Product(last, left);
            double[,] inverse = new double[n, n];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    inverse[i, j] = i < h
                        ? j < h ? first[i, j] + corner[i, j] : -right[i, j - h]
                        : j < h ? -under[i - h, j] : last[i - h, j - h];
                }
            }

            return inverse;
        }

        public static double[,] Bordered(double[,] a, double[,] b, int n)
        {
            double[,] c = new double[n, n];
            if (n == 1)
            {
                c[0, 0] = a[0, 0] * b[0, 0];
                return c;
            }

            double[,] inner = Bordered(a, b, n - 1);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    c[i, j] = i < n - 1 && j < n - 1 ? inner[i, j] : a[i, n - 1] * b[n - 1, j];
                }
            }

            return c;
        }

        public static double[,,] Grown(double[,,] a, double x)
        {
            int n = a.GetLength(1);
            if (a[0, n - 1, 1] > 3 || n > 5)
            {
                return a;
            }

            double[,,] b = new double[1, n + 1, 2];
            for (int i = 0; i < n; i++)
            {
                b[0, i, 0] = a[0, i, 1] * x;
                b[0, i, 1] = a[0, i, 0] - a[0, i, 1];
            }

            b[0, n, 1] = a[0, n - 1, 1] * x + 1;
            return Grown(b, x);
        }

        public static double[,] Even(double[,] a, int n)
        {
            if (n == 0)
            {
                return Product(a, new double[,] { { 1, 0 }, { 0, 1 } });
            }

            double[,] r = Odd(a, n - 1);
            double[,] c = new double[1, 2];
            c[0, 0] = r[0, 1] * r[0, 0];
            c[0, 1] = r[0, 0] + a[0, 1];
            return c;
        }

        public static double[,] Odd(double[,] a, int n)
        {
            if (n == 0)
            {
                return new double[,] { { 1, 2 } };
            }

            double[,] r = Even(a, n - 1);
            double[,] c = new double[1, 2];
            c[0, 0] = Math.Sin(r[0, 1]);
            c[0, 1] = r[0, 0] * a[0, 0];
            return c;
        }

        public static (double[] Low, double[] High) Convolved(double[] a, double[] b)
        {
            int n = a.Length;
            if (n == 1)
            {
                return ([a[0] * b[0]], [0]);
            }

            int h = n / 2;
            (double[] Low, double[] High) low = Convolved(a[..h], b[..h]);
            (double[] Low, double[] High) high = Convolved(a[h..], b[h..]);
            double[] sumA = new double[h];
            double[] sumB = new double[h];
            for (int i = 0; i < h; i++)
            {
                sumA[i] = a[i] + a[i + h];
                sumB[i] = b[i] + b[i + h];
            }

            (double[] middleLow, double[] middleHigh) = Convolved(sumA, sumB);
            double[] first = new double[n];
            double[] second = new double[n];
            for (int i = 0; i < h; i++)
            {
                middleLow[i] -= low.Low[i] + high.Low[i];
                middleHigh[i] -= low.High[i] + high.High[i];
                first[i] = low.Low[i];
                first[i + h] = low.High[i] + middleLow[i];
                second[i] = high.Low[i] + middleHigh[i];
                second[i + h] = high.High[i];
            }

            return (first, second);
        }

        public static Factors Factored(double[,] a)
        {
            int n = a.GetLength(0);
            double[,] lower = new double[n, n];
            double[,] upper = new double[n, n];
            double[] diagonal = new double[n];
            lower[0, 0] = 1;
            diagonal[0] = a[0, 0];
            upper[0, 0] = a[0, 0];
            if (n == 1)
            {
                return new Factors { Lower = lower, Upper = upper, Diagonal = diagonal, Determinant = a[0, 0], Size = 1 };
            }

            double[,] rest = new double[n - 1, n - 1];
            for (int i = 1; i < n; i++)
            {
                upper[0, i] = a[0, i];
                lower[i, 0] = a[i, 0] / a[0, 0];
                for (int j = 1; j < n; j++)
                {
                    rest[i - 1, j - 1] = a[i, j] - lower[i, 0] * a[0, j];
                }
            }

            Factors inner = Factored(rest);
            for (int i = 1; i < n; i++)
            {
                diagonal[i] = inner.Diagonal[i - 1];
                for (int j = 1; j < n; j++)
                {
                    lower[i, j] = inner.Lower[i - 1, j - 1];
                    upper[i, j] = inner.Upper[i - 1, j - 1];
                }
            }

            return new Factors { Lower = lower, Upper = upper, Diagonal = diagonal, Determinant = a[0, 0] * inner.Determinant, Size = inner.Size + 1 };
        }

        public static bool Swapped(double[] p, int n, out double[] first, out double[] second)
        {
            if (n == 0)
            {
                first = p;
                second = [1, p[1] * p[1]];
                return true;
            }

            bool isEven = Swapped(p, n - 1, out double[] a, out second);
            first = [a[1] * second[0], a[0] * second[1]];
            return !isEven;
        }

        public static double Scaled(double[] x, int n, out double[] y)
        {
            if (n == 0)
            {
                y = [x[1], x[0]];
                return x[0] * x[1];
            }

            double scale = Scaled(x, n - 1, out double[] inner);
            y = [inner[1] * scale, x[0]];
            return scale + inner[0];
        }

        public static (double[] First, double[] Second) Twice(double[] p, int n)
        {
            if (n == 0)
            {
                double[] one = [p[0], p[1] * p[0]];
                return (one, one);
            }

            (double[] first, double[] second) = Twice(p, n - 1);
            double[] next = [first[0] * second[1], p[1]];
            return (next, first);
        }

        public static double[][] Levels(double[] x, int n)
        {
            double[][] rows = new double[n + 1][];
            rows[n] = [x[n % x.Length], x[0] * (n + 1)];
            if (n == 0)
            {
                return rows;
            }

            double[][] inner = Levels([x[0] * x[1], x[1]], n - 1);
            for (int i = 0; i < n; i++)
            {
                rows[i] = inner[i];
            }

            rows[0][0] *= x[1];
            return rows;
        }

        public static double Triangle(double[] x, int n)
        {
            double[][] rows = new double[n][];
            for (int i = 0; i < n; i++)
            {
                rows[i] = new double[i + 1];
                for (int j = 0; j <= i; j++)
                {
                    rows[i][j] = x[i % x.Length] * x[j % x.Length] + (i == j ? 0 : rows[i - 1][0]);
                }
            }

            double sum = 0;
            for (int i = 0; i < n; i++)
            {
                sum += rows[i][0] * rows[n - 1 - i][0] + rows[i].Length;
            }

            return n == 1 ? sum : 0.1 * sum * Triangle(x, n - 1) + rows[n - 1][n - 1];
        }

        public static double[,] Chosen(double[] x, int n, out double[] c)
        {
            double[] a = [x[0], x[1]];
            double[] b = [x[0] * x[1], x[1], 2];
            c = n % 2 == 0 ? a : b;
            c[0] *= x[1];
            double[,] m;
            if (n % 2 == 0)
            {
                m = new double[1, 2];
                m[0, 0] = c[0] * a[1];
            }
            else
            {
                m = new double[2, 1];
                m[1, 0] = c[c.Length - 2] * x[0];
            }

            if (n > 0)
            {
                double[,] inner = Chosen(x, n - 1, out double[] d);
                m[0, 0] += inner[inner.GetLength(0) - 1, 0] * d[0];
                c = d;
            }

            return m;
        }

        private static double[,] Part(double[,] a, int row, int column, int rows, int columns)
        {
            double[,] part = new double[rows, columns];
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    part[i, j] = a[row + i, column + j];
                }
            }

            return part;
        }

        private static double[,] Sum(double[,] a, double[,] b, double scale)
        {
            double[,] sum = new double[a.GetLength(0), a.GetLength(1)];
            for (int i = 0; i < a.GetLength(0); i++)
            {
                for (int j = 0; j < a.GetLength(1); j++)
                {
                    sum[i, j] = a[i, j] + scale * b[i, j];
                }
            }

            return sum;
        }

        private static double[,] Product(double[,] a, double[,] b)
        {
            double[,] product = new double[a.GetLength(0), b.GetLength(1)];
            for (int i = 0; i < a.GetLength(0); i++)
            {
                for (int j = 0; j < b.GetLength(1); j++)
                {
                    for (int k = 0; k < b.GetLength(0); k++)
                    {
                        product[i, j] += a[i, k] * b[k, j];
                    }
                }
            }

            return product;
        }
    }
}
