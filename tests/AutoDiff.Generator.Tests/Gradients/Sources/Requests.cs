using System;
using AutoDiff;

namespace Gradients;

/// <content>What the attributes ask for, and parameters of other types.</content>
public static partial class Functions
{
    [Differentiable]
    public static double Arrays(double[] p, [NoGradient] double[] q)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * q[i] * p[^1];
        }

        return s;
    }

    [Differentiable]
    public static double Scratch(ReadOnlySpan<double> p, [NoGradient] Span<double> scratch)
    {
        for (int i = 0; i < p.Length; i++)
        {
            scratch[i] = p[i] * p[i] + scratch[i];
        }

        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += Math.Sin(scratch[i]) * scratch[i];
        }

        return s;
    }

    [Differentiable(WithRespectTo = [nameof(y)])]
    public static double OnlyY(double x, double y) => x * x * y * y;

    [Differentiable(Name = "Renamed")]
    public static double Original(double x) => x * x;

    [Differentiable]
    public static double Mixed(float a, double b)
    {
        float c = a * a;
        c += (float)b;
        double d = c * b;
        return d * c;
    }
}
