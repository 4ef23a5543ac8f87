using System;
using AutoDiff;

namespace Gradients;

/// <content>Early <c>return</c>, <c>break</c> and <c>continue</c>.</content>
public static partial class Functions
{
    [Differentiable]
    public static double EarlyReturn(double x, double y)
    {
        if (x > 1.2)
        {
            return x * y;
        }

        if (y > 1.2)
        {
            x *= y;
            if (x > 1)
            {
                return Math.Sin(x);
            }
        }

        return x + y * y;
    }

    [Differentiable]
    public static double ReturnInLoop(ReadOnlySpan<double> p, double limit)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * p[i];
            if (s > limit)
            {
                return s * p[i];
            }
        }

        return Math.Sqrt(s);
    }

    [Differentiable]
    public static double ReturnInNestedLoop(ReadOnlySpan<double> p, int n)
    {
        double s = 1;
        for (int i = 0; i < p.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                s = s * 0.9 + p[i] * p[j];
                if (s > n)
                {
                    return s * s * p[j];
                }
            }

            s += p[i];
        }

        return s;
    }

    [Differentiable]
    public static double BreakAndContinue(ReadOnlySpan<double> p, double limit)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            if (p[i] > 1.6)
            {
                continue;
            }

            s += Math.Sin(p[i] * s) + p[i];
            if (s > 3 * limit)
            {
                break;
            }

            s *= limit;
        }

        return s;
    }

    [Differentiable]
    public static double NestedBreak(ReadOnlySpan<double> p)
    {
        double total = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double s = p[i];
            for (int j = 0; j < p.Length; j++)
            {
                if (j == i)
                {
                    continue;
                }

                s *= p[j];
                if (s > 3)
                {
                    break;
                }
            }

            total += s * s;
        }

        return total;
    }

    [Differentiable]
    public static double BreakBeforeTheLargestInteger(double[] x)
    {
        double s = 1;
        int n = 0, last = int.MaxValue;
        for (int i = last - 3; i <= last; i++)
        {
            s = s * x[n] + Math.Cos(s);
            if (++n == 6)
            {
                break;
            }
        }

        for (int i = int.MaxValue - 5; i <= int.MaxValue; i += 3)
        {
            s = s * x[n - 1] + Math.Cos(s + i % 7);
            if (--n == 1)
            {
                break;
            }
        }

        return s;
    }

    [Differentiable]
    public static double BreakBehindAStepOverTheLargestInteger(double[] x)
    {
        double s = 1;
        int n = 0, end = int.MaxValue;
        for (int i = end - 5; i < end; i += 3)
        {
            s = s * x[n] + Math.Cos(s + i % 7);
            if (++n == 5)
            {
                break;
            }
        }

        return s;
    }

    [Differentiable]
    public static double BreakBeforeTheSmallestInteger(double[] x)
    {
        double s = 1;
        int n = 0, last = int.MinValue;
        for (int i = last + 3; i >= last; i--)
        {
            s = s * x[n] + Math.Cos(s + i % 5);
            if (++n == 6)
            {
                break;
            }
        }

        return s;
    }

    [Differentiable]
    public static double BreakOnTheWayToAVariable(double[] x, int count)
    {
        double s = 1;
        for (int i = 1; i <= count; i++)
        {
            s = s * x[i] + Math.Cos(s * i);
            if (s > 100)
            {
                break;
            }
        }

        for (int i = 5; i >= count; i -= 2)
        {
            s += x[i] * s * i;
            if (s > 1000)
            {
                return s * x[0];
            }
        }

        return s;
    }
}
