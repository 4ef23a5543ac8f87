using System;
using AutoDiff;

namespace Gradients;

/// <content>Names that a generated file must not trip over, and where a method may stand.</content>
public static partial class Functions
{
    [Differentiable]
    public static double Keywords(double @event, double @class, double value)
    {
        double @in = @event * @class;
        return @in * @in * value;
    }

    [Differentiable]
    public static double GradientNames(double x, double xGradient, double Math)
    {
        double rGradient = x * xGradient;
        double r = rGradient * Math;
        return r * r;
    }

    [Differentiable]
    public static double Item1(double Rest, double rest, double Item2) => Rest * rest * rest * Item2;

    [Differentiable]
    public static double GeneratedNames(ReadOnlySpan<double> workspace, double iteration, int recorded)
    {
        double taken = 1;
        double iterations = iteration;
        int i = 0;
        while (taken < 40 && i < workspace.Length)
        {
            iterations = iterations * 0.5 + workspace[i] * taken;
            taken = taken * (1 + iterations) + recorded;
            i++;
        }

        double result = taken * iterations;
        return result * iteration;
    }

    [Differentiable]
    public static double In(in double x, in double y) => x * x * y;

    [Differentiable]
    public static double Extension(this double x, double scale = 2) => x * x * scale;

    [Differentiable]
    public static double WithDefault(ReadOnlySpan<double> p, double scale = 2) => p[0] * p[1] * scale;

    [Differentiable]
    public static double Parameters(double scale, params double[] values)
    {
        double s = 0;
        foreach (double value in values)
        {
            s += value * value * scale;
        }

        return s;
    }

    [Differentiable]
    public static double Overloaded(double x) => x * x;

    [Differentiable(Name = "OverloadedBoth")]
    public static double Overloaded(double x, double y) => x * y * y;
}

public partial struct Outer<T>
{
    public partial record Inner
    {
        [Differentiable]
        public static double Square(double x) => x * x;
    }
}
