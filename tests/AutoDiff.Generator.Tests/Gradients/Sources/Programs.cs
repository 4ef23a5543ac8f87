using System;
using AutoDiff;

namespace Gradients;

/// <content>Several things at once: guards, tables, nested loops, exits, sorting.</content>
public static partial class Functions
{
    private static readonly double[] Weights = { 0.5, 0.25, 0.125, 1, 2, 3 };

    [Differentiable]
    public static double Guarded(ReadOnlySpan<double> p, [NoGradient] ReadOnlySpan<double> q)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(p.Length, q.Length);
        if (p.Length == 0)
        {
            throw new ArgumentException($"empty {p.Length}", nameof(p));
        }

        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * q[i];
        }

        if (double.IsNaN(s))
        {
            throw new InvalidOperationException("nan " + s);
        }

        return s;
    }

    [Differentiable]
    public static double StaticTable(ReadOnlySpan<double> p)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * Weights[i] * p[i];
        }

        return s;
    }

    [Differentiable]
    public static double ThreeLoops(ReadOnlySpan<double> p, int n)
    {
        double s = 1;
        for (int i = 0; i < n; i++)
        {
            for (int j = n; j > i; j--)
            {
                for (int k = 0; k < n; k += 2)
                {
                    s = s * 0.5 + p[i] * p[j] * Math.Sin(p[k] * s);
                }
            }
        }

        return s;
    }

    [Differentiable]
    public static double WhileInWhile(double x)
    {
        double s = 0;
        while (x < 20)
        {
            double y = x;
            int k = 0;
            while (y > 1 && k < 5)
            {
                y = y / 1.7 + 0.01 * s;
                k++;
                if (k == 4)
                {
                    continue;
                }

                s += y * y * 0.1;
            }

            x = x * 1.8 + y * 0.1;
        }

        return s * x;
    }

    [Differentiable]
    public static double UnusedRead(ReadOnlySpan<double> p, double x)
    {
        double unused = p[5];
        return x * x + p[0];
    }

    [Differentiable]
    public static double AssignedInCondition(ReadOnlySpan<double> p)
    {
        int i = 0;
        double s = 0;
        double v;
        while (i < p.Length && (v = p[i++]) < 1.9)
        {
            s += v * v;
        }

        return s;
    }

    [Differentiable]
    public static double ReturnFromEndlessLoop(double x)
    {
        for (;;)
        {
            x *= 1.3;
            if (x > 5)
            {
                return x * x;
            }
        }
    }

    [Differentiable]
    public static double RefilledInLoop(ReadOnlySpan<double> p)
    {
        double[] q = new double[6];
        double s = 0;
        for (int k = 1; k < 4; k++)
        {
            p.CopyTo(q);
            for (int i = 0; i < q.Length; i++)
            {
                q[i] *= k * q[5 - i];
            }

            q.AsSpan(1, 2).Fill(q[0] * k);
            foreach (double v in q)
            {
                s += v * v;
            }
        }

        return s;
    }

    [Differentiable]
    public static double ViewsInBranches(ReadOnlySpan<double> p, ReadOnlySpan<int> index)
    {
        double s = 0;
        for (int k = 0; k < index.Length; k++)
        {
            int j = index[k];
            if (j < 3)
            {
                ReadOnlySpan<double> v = p[j..];
                s += v[0] * v[1] * s + v[2];
            }
            else
            {
                ReadOnlySpan<double> v = p[..j];
                s += v[^1] * v[0];
            }
        }

        return s;
    }

    [Differentiable]
    public static double Sort(Span<double> p)
    {
        for (int i = 0; i < p.Length; i++)
        {
            for (int j = 0; j + 1 < p.Length; j++)
            {
                if (p[j] > p[j + 1])
                {
                    double t = p[j];
                    p[j] = p[j + 1];
                    p[j + 1] = t;
                }
            }
        }

        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * (i + 1) * p[i];
        }

        return s;
    }

    [Differentiable]
    public static double TwoReturnsInLoops(ReadOnlySpan<double> p)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            if (p[i] > 1.8)
            {
                return s * p[i];
            }

            for (int j = i; j < p.Length; j++)
            {
                if (p[j] * s > 4)
                {
                    if (i > 1)
                    {
                        break;
                    }

                    return s - p[j];
                }

                s += p[i] * p[j];
                if (s > 6)
                {
                    continue;
                }

                s *= 1.1;
            }
        }

        return s;
    }

    [Differentiable]
    public static double OverwrittenInBranch(double x, double y)
    {
        double t = x * y;
        double r = 0;
        if (x > 1)
        {
            t = t * t;
            r = Math.Exp(-t);
            if (y > 1)
            {
                t = t + r;
                r = r * t;
            }
        }

        t = t * r + x;
        return t * t;
    }
}
