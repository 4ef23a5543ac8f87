using System;
using AutoDiff;

namespace Tour;

internal static partial class Functions
{
    /// <summary>Newton's method for √x, x > 0: a loop whose number of steps depends on the data.</summary>
    [Differentiable]
    public static double SquareRoot(double x)
    {
        double root = Math.Max(x, 1);
        while (Math.Abs(root * root - x) > 1e-15 * x)
        {
            root = 0.5 * (root + x / root);
        }

        return root;
    }
}
