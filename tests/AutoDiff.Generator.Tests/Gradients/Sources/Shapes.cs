using System;
using AutoDiff;

namespace Gradients;

/// <content>Loops by their shape: nested, triangular, strided, empty.</content>
public static partial class Functions
{
    [Differentiable]
    public static double Triangular(ReadOnlySpan<double> p)
    {
        double total = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double s = 1;
            for (int j = 0; j < i; j++)
            {
                s = s * p[j] + p[i];
            }

            total += Math.Log(s);
        }

        return total;
    }

    [Differentiable]
    public static double Rectangular(ReadOnlySpan<double> p, int n)
    {
        double total = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double s = p[i];
            for (int j = 0; j < n; j++)
            {
                s = Math.Sin(s) * p[i] + Math.Exp(-s);
            }

            total += s * p[i];
        }

        return total;
    }

    [Differentiable]
    public static double Strided(ReadOnlySpan<double> p)
    {
        double s = 1;
        for (int i = 1; i < p.Length; i += 2)
        {
            s = s * p[i] + p[i - 1];
        }

        for (int i = p.Length - 1; i > 0; i -= 2)
        {
            s = s * p[i] - p[i - 1];
        }

        return s;
    }

    [Differentiable]
    public static double EmptyLoops(ReadOnlySpan<double> p, int n)
    {
        double s = p[0];
        for (int i = n; i < n; i++)
        {
            s *= p[i];
        }

        for (int i = 5; i < n; i += 2)
        {
            s *= p[i];
        }

        return s;
    }

    [Differentiable]
    public static double LocalsInLoop(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double r = p[i] - q[i];
            double e = Math.Exp(-r * r);
            double w = 2 * e + r;
            s += w * w * r;
        }

        return s / p.Length;
    }

    [Differentiable]
    public static double BranchInLoop(ReadOnlySpan<double> p)
    {
        double s = 0.5;
        for (int i = 0; i < p.Length; i++)
        {
            if (s > 1)
            {
                double t = s * p[i];
                s = Math.Sin(t) + t * t * 0.1;
            }
            else
            {
                s = s * s + p[i];
            }
        }

        return s;
    }

    [Differentiable]
    public static double HugeThenUndone(double x)
    {
        double s = x;
        s += 1e17;
        double t = s * 1e-17;
        s -= 1e17;
        return t * x + x * x;
    }

    [Differentiable]
    public static double NormOfLoop(ReadOnlySpan<double> p)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * p[i];
        }

        return Math.Sqrt(s);
    }

    [Differentiable]
    public static double VarianceTwoPass(ReadOnlySpan<double> p)
    {
        double mean = 0;
        foreach (double v in p)
        {
            mean += v;
        }

        mean /= p.Length;
        double variance = 0;
        foreach (double v in p)
        {
            variance += (v - mean) * (v - mean);
        }

        return variance / (p.Length - 1);
    }
}
