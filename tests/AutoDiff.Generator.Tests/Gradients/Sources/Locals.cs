using System;
using AutoDiff;

namespace Gradients;

/// <content>Locals and parameters that are assigned again.</content>
public static partial class Functions
{
    [Differentiable]
    public static double Reassigned(double x)
    {
        double a = x * x;
        a = Math.Sin(a) * a;
        a = a * a + x;
        return a;
    }

    [Differentiable]
    public static double ReassignedParameter(double x, double y)
    {
        x = x * y;
        y = x + y;
        x *= y;
        return x * y;
    }

    [Differentiable]
    public static double Compound(double x, double y)
    {
        double s = x;
        s += y * x;
        s -= s * y;
        s *= s;
        s /= 1 + y;
        s %= 10;
        return s;
    }

    [Differentiable]
    public static double Chained(double x)
    {
        double a, b;
        a = b = x * x;
        b *= a;
        return a + b;
    }

    [Differentiable]
    public static double Swap(double x, double y)
    {
        double t = x;
        x = y;
        y = t;
        return x * x + 3 * y;
    }

    [Differentiable]
    public static double DeclaredLater(double x)
    {
        double y;
        if (x > 1)
        {
            double t = x * x;
            y = Math.Sin(t) * t;
        }
        else
        {
            double t = Math.Exp(x);
            y = t / (1 + t);
        }

        return y * y;
    }

    [Differentiable]
    public static double ConditionOverwritten(double x, double y)
    {
        double m = x;
        if (m > y)
        {
            m = m * y;
        }
        else
        {
            m = m + y * y;
        }

        return m * x;
    }
}
