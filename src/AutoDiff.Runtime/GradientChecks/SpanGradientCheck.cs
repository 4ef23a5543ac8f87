using System;
using System.Globalization;
using System.Numerics;

namespace AutoDiff;

/// <summary>The check of a gradient over spans, from one source for both precisions.</summary>
internal static class SpanGradientCheck
{
    /// <summary>Moves one entry of the point at a time; <paramref name="point"/> is as before when it returns.</summary>
    public static GradientCheckResult Run<T>(
        SpanFunction<T> function, SpanGradient<T> gradient, T[] point, double tolerance, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] analytic = new T[point.Length];
        Array.Fill(analytic, T.NaN);
        gradient(point, analytic);

        GradientComparison comparison = new(tolerance, Largest(analytic));
        for (int i = 0; i < point.Length; i++)
        {
            int index = i;
            T centre = point[index];
            (double numeric, double error) = NumericDerivative.At(
                value =>
                {
                    point[index] = T.CreateTruncating(value);
                    return double.CreateTruncating(function(point));
                },
                double.CreateTruncating(centre),
                epsilon,
                static value => double.CreateTruncating(T.CreateTruncating(value)));
            point[index] = centre;
            comparison.Add(double.CreateTruncating(analytic[index]), numeric, error);
        }

        return comparison.Result;
    }

    /// <summary>Requires that a value that comes with a gradient is the function's.</summary>
    /// <exception cref="GradientCheckException">It is not.</exception>
    public static void RequireValue(double expected, double actual, double tolerance)
    {
        bool isNear = Math.Abs(expected - actual) <= tolerance * Math.Max(Math.Abs(expected), Math.Abs(actual));
        if (!isNear && !expected.Equals(actual))
        {
            throw new GradientCheckException(string.Create(
                CultureInfo.InvariantCulture,
                $"The value is wrong: the function gives {expected:G17}, the value that comes with the gradient is {actual:G17}."));
        }
    }

    private static double Largest<T>(T[] values)
        where T : INumber<T>
    {
        double largest = 0;
        foreach (T value in values)
        {
            double magnitude = Math.Abs(double.CreateTruncating(value));
            largest = magnitude > largest ? magnitude : largest;
        }

        return largest;
    }
}
