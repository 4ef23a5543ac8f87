using System;
using AutoDiff;

namespace Gradients;

/// <content>Loops that overwrite what the reverse sweep needs.</content>
public static partial class Functions
{
    [Differentiable]
    public static double Product(ReadOnlySpan<double> p)
    {
        double r = 1;
        for (int i = 0; i < p.Length; i++)
        {
            r *= p[i];
        }

        return r;
    }

    [Differentiable]
    public static double Horner(ReadOnlySpan<double> c, double x)
    {
        double r = 0;
        for (int i = c.Length - 1; i >= 0; i--)
        {
            r = r * x + c[i];
        }

        return r;
    }

    [Differentiable]
    public static double Power(double x, int n)
    {
        double r = 1;
        for (int i = 0; i < n; i++)
        {
            r = r * x;
        }

        return r;
    }

    [Differentiable]
    public static double Fibonacci(double a, double b, int n)
    {
        for (int i = 0; i < n; i++)
        {
            double t = a * b;
            a = b;
            b = Math.Sin(t) + b;
        }

        return a * b;
    }

    [Differentiable]
    public static double RunningMaximum(ReadOnlySpan<double> p)
    {
        double m = p[0];
        foreach (double v in p)
        {
            if (v > m)
            {
                m = v;
            }
        }

        return m * m;
    }

    [Differentiable]
    public static double LogSumExp(ReadOnlySpan<double> p)
    {
        double m = double.NegativeInfinity;
        for (int i = 0; i < p.Length; i++)
        {
            m = Math.Max(m, p[i]);
        }

        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += Math.Exp(p[i] - m);
        }

        return m + Math.Log(s);
    }

    [Differentiable]
    public static double Newton(double a)
    {
        double x = a;
        while (Math.Abs(x * x - a) > 1e-12)
        {
            x = 0.5 * (x + a / x);
        }

        return x;
    }

    [Differentiable]
    public static double WhileWithCounter(ReadOnlySpan<double> p)
    {
        int i = 0;
        double s = 1;
        while (i < p.Length && s < 50)
        {
            s = s * p[i] + i;
            i++;
        }

        return s;
    }

    [Differentiable]
    public static double WhileTrue(double x)
    {
        int k = 0;
        while (true)
        {
            x = x * 1.5;
            if (x > 10)
            {
                break;
            }

            k += 2;
            x += k;
        }

        return x * k;
    }
}
