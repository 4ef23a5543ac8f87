using System;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <content>Buffers that are exchanged, emptied, turned round, copied and looked at through indices.</content>
public static partial class Functions
{
    [Differentiable]
    public static double ReversedArray(double[] p)
    {
        Array.Reverse(p);
        return 3 * p[0] + p[1] * p[1];
    }

    [Differentiable]
    public static double ReversedSpan(Span<double> p)
    {
        p.Reverse();
        return 3 * p[0] + p[1] * p[1];
    }

    [Differentiable]
    public static double ClearedPart(double[] p)
    {
        Array.Clear(p, 1, 2);
        return 3 * p[0] + p[1] * p[1] + p[3] * p[3];
    }

    [Differentiable]
    public static double ClonedArray(double[] p)
    {
        double[] q = (double[])p.Clone();
        q[0] *= q[1];
        return q[0] * p[0];
    }

    [Differentiable]
    public static double IndexSort(double[] p)
    {
        int[] idx = new int[p.Length];
        for (int i = 0; i < idx.Length; i++) idx[i] = i;
        for (int i = 1; i < idx.Length; i++)
        {
            int k = idx[i];
            int j = i - 1;
            while (j >= 0 && p[idx[j]] > p[k])
            {
                idx[j + 1] = idx[j];
                j--;
            }
            idx[j + 1] = k;
        }
        double s = 0;
        for (int i = 0; i < idx.Length; i++) s += p[idx[i]] * p[idx[i]] * (i + 1);
        return s;
    }

    [Differentiable]
    public static double BubbleSort(double[] p)
    {
        for (int i = 0; i < p.Length; i++) for (int j = 0; j + 1 < p.Length - i; j++) if (p[j] > p[j + 1])
        {
            double t = p[j];
            p[j] = p[j + 1];
            p[j + 1] = t;
        }
        double s = 0;
        for (int i = 0; i < p.Length; i++) s += p[i] * p[i] * (i + 1);
        return s;
    }

    [Differentiable]
    public static double RowsOfItsOwn(double[] p, int n)
    {
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++)
        {
            a[i] = new double[p.Length];
            for (int j = 0; j < p.Length; j++) a[i][j] = p[j] * (i + 1) * p[0];
        }
        double[] t = a[0];
        a[0] = a[1];
        a[1] = t;
        double s = 0;
        for (int i = 0; i < n; i++) for (int j = 0; j < a[i].Length; j++) s += a[i][j] * a[i][j] * (i + 1);
        return s;
    }

    [Differentiable]
    public static double EmptyAtFirst(double[] p, double x)
    {
        Span<double> v = default;
        double s = x;
        for (int i = 0; i < 3; i++)
        {
            s += v.Length * x;
            v = p.AsSpan(i);
            s += v[0] * v[1];
        }
        return s;
    }

    [Differentiable]
    public static double EmptyByName(double[] p, double x)
    {
        ReadOnlySpan<double> v = ReadOnlySpan<double>.Empty;
        double[] w = Array.Empty<double>();
        double s = x;
        for (int i = 0; i < 3; i++)
        {
            s += (v.Length + w.Length) * x;
            v = p.AsSpan(i);
            w = p;
            s += v[0] * v[1];
        }
        return s;
    }

    [Differentiable]
    public static double SlidingVariance(ReadOnlySpan<double> p)
    {
        double s = 0;
        for (int i = 0; i + 3 <= p.Length; i++)
        {
            var w = p.Slice(i, 3);
            double m = 0;
            foreach (var e in w) m += e;
            m /= 3;
            foreach (var e in w) s += (e - m) * (e - m) * m;
        }
        return s;
    }

    [Differentiable]
    public static double ScatterThroughMutatedIndices(ReadOnlySpan<double> p, ReadOnlySpan<int> k)
    {
        double[] h = new double[6];
        int[] perm = k.ToArray();
        for (int i = 0; i < p.Length; i++)
        {
            h[perm[i]] += p[i] * p[i];
            perm[(i + 1) % 6] = (perm[i] + perm[(i + 1) % 6]) % 6;
            h[perm[i]] *= p[0];
        }
        double s = 0;
        for (int i = 0; i < 6; i++) s += h[i] * h[perm[i]];
        return s;
    }

    [Differentiable]
    public static double NullAtFirst(double[] p, double x)
    {
        double[] prev = null!;
        double s = x;
        for (int i = 0; i < 3; i++)
        {
            double[] cur = new double[2];
            cur[0] = p[i] * x;
            cur[1] = i > 0 ? prev[0] * s : p[0];
            s += cur[1] * cur[0];
            prev = cur;
        }
        return s;
    }

    [Differentiable]
    public static double NewIndicesEachStep(double[] p, int n)
    {
        int[] a = new int[n];
        double s = 0;
        for (int k = 0; k < 4; k++)
        {
            int[] b = new int[n];
            for (int i = 0; i < n; i++) b[i] = (a[i] + i + k) % p.Length;
            a = b;
            s += p[a[1]] * p[a[2]] * (s + 1);
        }
        return s;
    }

    [Differentiable]
    public static double ScratchThroughViews(ReadOnlySpan<double> p, [NoGradient] Span<double> tmp, double x)
    {
        Span<double> v = x > 1 ? tmp : tmp[1..];
        for (int i = 0; i < 4; i++) v[i] = p[i] * v[i] * x;
        Span<double> w = x > 1.2 ? v : tmp;
        return w[0] * w[1] + v[2];
    }

    [Differentiable]
    public static double ActiveOrConstant(ReadOnlySpan<double> p, [NoGradient] ReadOnlySpan<double> c, double x)
    {
        ReadOnlySpan<double> v = x > 1 ? p : c;
        double s = 0;
        foreach (double e in v) s += e * e * x;
        return s;
    }

    [Differentiable]
    public static double ClonedGrid(double[,] a, double x)
    {
        double[,] b = (double[,])a.Clone();
        double[,] c;
        c = (double[,])b.Clone();
        b[0, 1] *= x;
        c[1, 1] *= b[0, 1] * a[0, 1];
        return b[0, 1] * c[1, 1] + c[2, 2];
    }

    [Differentiable]
    public static double WrittenAfterDefault(double[] p, double x)
    {
        Span<double> v = default;
        for (int i = 0; i < 3; i++)
        {
            v = p.AsSpan(i);
            v[0] *= x;
        }
        return v[0] * p[0] + p[1];
    }

    [Differentiable]
    public static double SharedRows(double[] p, double x)
    {
        double[][] a = new double[][] { new double[] { p[0], x }, new double[] { p[1], p[2] }, p.Length > 3 ? new double[] { x, x * x } : new double[2] };
        a[2] = a[0];
        a[2][0] *= x;
        a[0][1] += a[2][0] * a[1][1];
        double s = 0;
        foreach (double[] row in a)
        {
            s += row[0] * row[1];
        }
        return s * a.Length;
    }

    [Differentiable]
    public static double DeterminantByRowSwaps(double[][] m, double x)
    {
        int n = 3;
        double[][] lu = new double[n][];
        for (int i = 0; i < n; i++)
        {
            lu[i] = new double[n];
            for (int j = 0; j < n; j++) lu[i][j] = m[i][j] * x + (i == j ? 1 : 0);
        }
        double det = 1;
        for (int k = 0; k < n; k++)
        {
            int piv = k;
            for (int i = k + 1; i < n; i++) if (Math.Abs(lu[i][k]) > Math.Abs(lu[piv][k])) piv = i;
            if (piv != k)
            {
                double[] tmp = lu[piv];
                lu[piv] = lu[k];
                lu[k] = tmp;
                det = -det;
            }
            det *= lu[k][k];
            for (int i = k + 1; i < n; i++)
            {
                lu[i][k] /= lu[k][k];
                for (int j = k + 1; j < n; j++) lu[i][j] -= lu[i][k] * lu[k][j];
            }
        }
        return det;
    }

    [Differentiable]
    public static double LayersOfRows(double[] p, int n)
    {
        double[][] layers = new double[n + 1][];
        layers[0] = p.ToArray();
        for (int l = 1; l <= n; l++)
        {
            double[] next = new double[p.Length - l];
            for (int j = 0; j < next.Length; j++) next[j] = Math.Tanh(layers[l - 1][j] * layers[l - 1][j + 1]);
            layers[l] = next;
        }
        double s = 0;
        for (int j = 0; j < layers[n].Length; j++) s += layers[n][j] * layers[1][j];
        return s;
    }

    [Differentiable]
    public static double RowsInALoop(double[] p, double x)
    {
        double s = x;
        for (int k = 0; k < 3; k++)
        {
            double[][] a = new double[2][];
            a[0] = new double[3];
            a[1] = new double[2];
            for (int j = 0; j < 3; j++) a[0][j] = p[j] * s;
            a[1][0] = a[0][0] * a[0][1];
            a[1][1] = a[0][2];
            double[] r = k % 2 == 0 ? a[0] : a[1];
            r[0] *= x;
            s = s * 0.3 + a[1][0] * a[1][1] + r[1];
        }
        return s;
    }
}
