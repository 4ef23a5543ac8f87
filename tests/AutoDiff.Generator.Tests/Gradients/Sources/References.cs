using System;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <content>Second names of variables and elements.</content>
public static partial class Functions
{
    [Differentiable]
    public static double IndexerByReference(double[] p)
    {
        Tabular a = new(2, 2);
        for (int i = 0; i < 4; i++)
        {
            a[i / 2, i % 2] = p[i % p.Length] + 0.1 * i;
        }

        Tabular b = a * a;
        Exchange(ref b[0, 0], ref b[1, 1]);
        ref double corner = ref b[0, 1];
        corner *= p[0];
        int k = 0;
        b[k++, k] += b[k, 0] * p[1];
        return b[0, 0] + 2 * b[0, 1] - b[1, 1] * b[1, 0];
    }

    [Differentiable]
    public static double MethodByReference(double[] p)
    {
        double[] d = new double[4];
        for (int i = 0; i < 4; i++)
        {
            At(d, i / 2, i % 2) = p[i % p.Length];
            At(d, i / 2, i % 2) += At(d, 0, 0) * p[1];
        }

        Middle(d) *= 2;
        Middle(d.AsSpan(1)) -= p[0];
        return At(d, 0, 1) * At(d, 1, 0) + At(d, 1, 1);
    }

    private static ref double At(double[] d, int i, int j) => ref d[i * 2 + j];

    private static ref double Middle(Span<double> d) => ref d[d.Length / 2];

    [Differentiable]
    public static double RefElement(Span<double> p, double x)
    {
        for (int i = 0; i < p.Length; i++)
        {
            ref double cell = ref p[i];
            cell *= x;
            cell += cell * p[0];
        }
        return p[0] * p[1] + p[^1];
    }

    [Differentiable]
    public static double RefMoved(double[] p, double[] q, double x)
    {
        int i = 1;
        ref double cell = ref p[i];
        i++;
        cell = cell * x + p[i];
        cell = ref q[i];
        cell *= p[1] * cell;
        if (x > 1)
        {
            cell = ref p[0];
        }
        cell += x * x * cell;
        return cell * q[2] + p[0] * i;
    }

    [Differentiable]
    public static double RefLoop(Span<double> p, double x)
    {
        ref double best = ref p[0];
        for (int i = 1; i < p.Length; i++)
        {
            if (p[i] > best)
            {
                best = ref p[i];
            }
            best *= x;
        }
        best = best * best;
        double s = 0;
        foreach (double e in p)
        {
            s += e * e;
        }
        return s;
    }

    [Differentiable]
    public static double RefScalar(double x, double y)
    {
        ref double a = ref x;
        double t = a * y;
        a = t * t;
        ref double b = ref t;
        b *= a;
        return x * t + a;
    }

    [Differentiable]
    public static double RefForEach(Span<double> p, double x)
    {
        foreach (ref double e in p[1..])
        {
            e = e * x + p[0];
            p[0] *= 0.5;
        }
        foreach (ref readonly double e in p)
        {
            x += e * e;
        }
        return x;
    }

    [Differentiable]
    public static double RefOfRef(Span<double> p, double x)
    {
        int k = 2;
        ref double a = ref p[k];
        k = 3;
        ref double b = ref a;
        b *= x;
        a += p[k];
        return b * p[2];
    }

    private readonly struct Tabular
    {
        private readonly double[] numbers;
        private readonly int columns;

        public Tabular(int rows, int columns)
        {
            numbers = new double[rows * columns];
            this.columns = columns;
            Rows = rows;
        }

        public int Rows { get; }

        public ref double this[int i, int j]
        {
            get { return ref numbers[i * columns + j]; }
        }

        public static Tabular operator *(Tabular a, Tabular b)
        {
            Tabular product = new(a.Rows, b.columns);
            for (int i = 0; i < a.Rows; i++)
            {
                for (int j = 0; j < b.columns; j++)
                {
                    for (int k = 0; k < a.columns; k++)
                    {
                        product[i, j] += a[i, k] * b[k, j];
                    }
                }
            }

            return product;
        }
    }

    [Differentiable]
    public static double ReferencesThatAreExchanged(double[] x)
    {
        ref double a = ref x[0];
        ref double b = ref x[1];
        for (int i = 0; i < 3; i++)
        {
            ref double t = ref a;
            a = ref b;
            b = ref t;
            a += b * b;
        }

        return a * x[0] + b;
    }

    [Differentiable]
    public static double ReferenceChosen(double[] x)
    {
        double[] p = x.ToArray();
        double[] q = new double[3];
        ref double cell = ref (x[0] > 1.2 ? ref p[1] : ref q[2]);
        cell += x[3] * x[2];
        cell = ref (cell > 2 ? ref p[4] : ref (x[1] > 1 ? ref p[5] : ref q[0]));
        cell *= x[0] + 1;
        return p.Sum() * x[5] + q[2] * q[2] + q[0];
    }

    [Differentiable]
    public static double ReferencesChosenInALoop(double[] x)
    {
        double[] p = x.ToArray();
        double s = 0;
        for (int i = 1; i < p.Length; i++)
        {
            ref double cell = ref (i % 2 == 0 ? ref p[i] : ref p[i - 1]);
            cell = cell * 0.5 + s;
            ref readonly double other = ref (p[i] > p[i - 1] ? ref p[i] : ref p[i - 1]);
            s += cell * other;
        }

        return s + p[0] * p[3];
    }
}
