using System;
using AutoDiff;

namespace Tour;

/// <summary>Functions of numbers: results come back by value.</summary>
internal static partial class Functions
{
    /// <summary>A wave that fades away: <c>sin(3x)·exp(-x²/2)</c>.</summary>
    [Differentiable]
    public static double Wavelet(double x) => Math.Sin(3 * x) * Math.Exp(-x * x / 2);

    /// <summary>Distance from the origin; two parameters, so the gradient is a tuple with their names.</summary>
    [Differentiable]
    public static double Distance(double x, double y) => Math.Sqrt(x * x + y * y);
}
