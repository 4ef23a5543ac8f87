using System;
using AutoDiff;

namespace Gradients;

/// <summary>Local functions, lambdas and delegates.</summary>
public static partial class Functions
{
    [Differentiable]
    public static double LocalFunctionThatCaptures(double x, double y)
    {
        double sum = 0;
        double Times(double t)
        {
            sum += t;
            return t * y;
        }

        double a = Times(x);
        double b = Times(a * x);
        return sum * a + b;
    }

    [Differentiable]
    public static double LocalFunctionOfLocalFunction(double x, double y)
    {
        double Outer(double t)
        {
            double Inner(double u) => u * t + y;
            return Inner(t) * Inner(x);
        }

        return Outer(x * y) + Outer(y);
    }

    [Differentiable]
    public static double LocalFunctionThatWritesABuffer(double[] x)
    {
        double[] sums = new double[x.Length];
        void Add(int place, double value) => sums[place] += value * value;
        for (int i = 0; i < x.Length; i++)
        {
            Add(i, x[i]);
            Add(0, x[i] * sums[0] * 0.1);
        }

        return sums[0] * sums[2] + sums[5];
    }

    [Differentiable]
    public static double LambdaInALocal(double x, double y)
    {
        Func<double, double> f = t => t * t * y;
        return f(x) + f(f(y));
    }

    [Differentiable]
    public static double LambdaAsArgument(double a, double b, double k) => IntegralOf(t => Math.Exp(-k * t * t), a, b, 8);

    [Differentiable]
    public static double MethodGroupAsArgument(double a, double b) => IntegralOf(Math.Sin, a, b, 8) + IntegralOf(CubeOf, a, b, 4);

    [Differentiable]
    public static double LambdaWithStatements(double x, double y)
    {
        Func<double, double, double> f = (a, b) =>
        {
            double s = a * b;
            if (s > 1)
            {
                return s * a;
            }

            return s + b;
        };
        return f(x, y) * f(y, 0.5);
    }

    [Differentiable]
    public static double LambdaSeesLaterAssignments(double x, double y)
    {
        double k = x;
        Func<double, double> f = t => t * k;
        double first = f(y);
        k = y * y;
        return first + f(x);
    }

    [Differentiable]
    public static double LambdaThatAssigns(double x)
    {
        double s = 0;
        Action<double> add = t => s += t * t;
        add(x);
        add(s * x);
        return s;
    }

    [Differentiable]
    public static double NewtonWithDelegates(double a, double x)
    {
        double Step(Func<double, double> f, Func<double, double> slope, double at) => at - f(at) / slope(at);
        for (int i = 0; i < 3; i++)
        {
            x = Step(t => t * t - a, t => 2 * t, x);
        }

        return x * a;
    }

    private static double CubeOf(double x) => x * x * x;

    private static double IntegralOf(Func<double, double> f, double a, double b, int n)
    {
        double h = (b - a) / n;
        double s = f(a) + f(b);
        for (int i = 1; i < n; i++)
        {
            s += (i % 2 == 0 ? 2 : 4) * f(a + i * h);
        }

        return s * h / 3;
    }

    [Differentiable]
    public static double LambdaIntoAnotherFile(double x, double y)
    {
        double k = y * y;
        Seen.Twice(v => v * k, ref x, y);
        return x * k;
    }
}
