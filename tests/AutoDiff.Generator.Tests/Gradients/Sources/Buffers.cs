using System;
using AutoDiff;

namespace Gradients;

/// <content>Buffers that are written.</content>
public static partial class Functions
{
    [Differentiable]
    public static double RootsOfHeldElements(double x, double y)
    {
        double[] a = new double[4];
        a[0] = -x;
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            a[i + 1] = Math.Max(0, a[i] * y + (i == 1 ? x : 0));
            sum += Math.Sqrt(a[i + 1]) * (i + 1) + y * x;
        }

        return sum;
    }

    [Differentiable]
    public static double InPlace(Span<double> p)
    {
        for (int i = 0; i < p.Length; i++)
        {
            p[i] = p[i] * p[i];
        }

        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * p[i];
        }

        return s;
    }

    [Differentiable]
    public static double PrefixProducts(ReadOnlySpan<double> p)
    {
        double[] q = new double[p.Length];
        q[0] = p[0];
        for (int i = 1; i < p.Length; i++)
        {
            q[i] = q[i - 1] * p[i] + Math.Sin(q[i - 1]);
        }

        return q[p.Length - 1] * q[2];
    }

    [Differentiable]
    public static double Overwritten(ReadOnlySpan<double> p)
    {
        Span<double> q = stackalloc double[3];
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            q[i % 3] = p[i] * p[i];
            s += q[0] * q[1] + q[2];
        }

        return s;
    }

    [Differentiable]
    public static double BackwardsOverABufferOfALoop(double[] p)
    {
        double s = 0;
        for (int k = 0; k < 3; k++)
        {
            double[] r = new double[p.Length];
            for (int i = 0; i < r.Length; i++)
            {
                r[i] = p[i] * (k + 1);
            }

            for (int i = r.Length - 1; i >= 0; i--)
            {
                s = Math.Sin(0.4 * s * r[i]) + p[0];
            }
        }

        return s;
    }

    [Differentiable]
    public static double StackAllocAsArgument(double x, double y) =>
        SquaresOfSpan(stackalloc double[] { x, y * x }) * SquaresOfSpan(stackalloc[] { y, 1 });

    private static double SquaresOfSpan(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return sum;
    }
}
