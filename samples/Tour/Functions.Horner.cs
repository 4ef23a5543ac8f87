using System;
using AutoDiff;

namespace Tour;

internal static partial class Functions
{
    /// <summary>A polynomial by Horner's rule: a loop that overwrites its own result.</summary>
    /// <param name="coefficients">Of 1, x, x², …</param>
    /// <param name="x">The point.</param>
    [Differentiable]
    public static double Horner(ReadOnlySpan<double> coefficients, double x)
    {
        double result = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            result = result * x + coefficients[i];
        }

        return result;
    }
}
