using System;
using AutoDiff;

namespace Gradients;

/// <summary>A cleanup sees what the body has changed.</summary>
public static partial class Functions
{
    [Differentiable]
    public static double FinallyReadsWhatTheBodyAssigned(double x, double y)
    {
        double s = 0;
        try
        {
            x = x * y;
        }
        finally
        {
            s += x * x * y;
        }

        x = Math.Sin(s);
        return x * s;
    }

    [Differentiable]
    public static double FinallyWritesThroughWhatTheBodyChose(double[] p, double x)
    {
        double[] q = new double[p.Length];
        Span<double> v = q;
        try
        {
            v = p.AsSpan(1);
            x *= v[0];
        }
        finally
        {
            v[0] = x * x;
            v[1] += v[0] * q[0];
        }

        return p[0] * p[1] + v[1] * x;
    }

    [Differentiable]
    public static double FinallyInFinallyOfALoop(double x)
    {
        for (int i = 0; i < 2; i++)
        {
            try
            {
                x *= 1.5;
            }
            finally
            {
                x += Guarded(x);
            }
        }

        return x;

        static double Guarded(double a)
        {
            try
            {
                Ranges unused = new(0.5, 0.25);
            }
            finally
            {
                a += 1;
            }

            return Math.Sin(a);
        }
    }

    [Differentiable]
    public static double StackallocOfAMethodThatACleanupCalls(double x)
    {
        double y = x;
        try
        {
            y *= x;
        }
        finally
        {
            y += Stacked(y, x);
        }

        return y;

        static double Stacked(double a, double b)
        {
            Span<double> both = stackalloc double[2];
            both[0] = a * b;
            both[1] = Math.Sin(a);
            return both[0] * both[1];
        }
    }
}
