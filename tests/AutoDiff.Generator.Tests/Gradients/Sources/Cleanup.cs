using System;
using System.IO;
using AutoDiff;

namespace Gradients;

/// <content><c>try</c> with <c>finally</c>, and <c>using</c>.</content>
public static partial class Functions
{
    [Differentiable]
    public static double TryFinally(double x, double y)
    {
        double s = x;
        int calls = 0;
        try
        {
            double t = s * y;
            s = Math.Sin(t) * t;
        }
        finally
        {
            calls++;
        }

        return s * calls + y;
    }

    [Differentiable]
    public static double ReturnInTry(ReadOnlySpan<double> p, double limit)
    {
        double s = 1;
        for (int i = 0; i < p.Length; i++)
        {
            try
            {
                s = s * p[i] + 0.5;
                if (s > limit * 4)
                {
                    return s * p[i];
                }

                if (i == 2)
                {
                    continue;
                }

                if (s > limit * 3)
                {
                    break;
                }

                s = Math.Sqrt(s) + p[i];
            }
            finally
            {
                s *= p[0];
            }

            s += p[i] * p[i];
        }

        return s;
    }

    [Differentiable]
    public static double ActiveFinally(double x, double y)
    {
        double s = x * y;
        try
        {
            s = s * s;
            double u = Math.Exp(-s);
            s = u * x;
        }
        finally
        {
            double v = s * y;
            s = v * v + s;
        }

        return s * x;
    }

    [Differentiable]
    public static double BufferInTry(ReadOnlySpan<double> p)
    {
        double s = 1;
        try
        {
            double[] h = new double[p.Length];
            for (int i = 0; i < p.Length; i++)
            {
                h[i] = s * p[i];
                s = h[i] * h[i] * 0.5 + 1;
            }

            for (int i = 1; i < h.Length; i++)
            {
                h[i] *= h[i - 1];
            }

            s = h[^1] + h[0];
        }
        finally
        {
            s *= 2;
        }

        return s;
    }

    [Differentiable]
    public static double ContinueInTryOfDo(ReadOnlySpan<double> p)
    {
        double s = 1;
        int i = 0;
        do
        {
            try
            {
                if (p[i] > 1)
                {
                    s *= p[i];
                    continue;
                }

                s += p[i] * s;
            }
            finally
            {
                i++;
            }

            s = s * 0.75;
        }
        while (i < p.Length);
        return s;
    }

    [Differentiable]
    public static double Using(double x, double y)
    {
        double s = x;
        using MemoryStream stream = new();
        using (StringReader reader = new("ab"))
        {
            int c = reader.Read();
            while (c > 0)
            {
                s = s * y + c;
                c = reader.Read();
            }
        }

        if (s > 100)
        {
            return Math.Log(s) * x;
        }

        return s * x + stream.Length;
    }

    [Differentiable]
    public static double Overflow(ReadOnlySpan<double> p, int n)
    {
        double s = 0;
        uint hash = 17;
        for (int i = 0; i < p.Length; i++)
        {
            hash = unchecked(hash * 2654435761u + (uint)i);
            int k = checked((int)(hash % (uint)p.Length) * n / n);
            checked
            {
                int m = k + n * i;
                s += p[k] * p[m % p.Length] + checked(s * 0.5);
            }
        }

        return s;
    }
}
