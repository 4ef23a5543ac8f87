using System;

namespace AutoDiff.Benchmarks.Cases;

/// <summary>A method that calls itself: the cost of its gradient is to stay the same multiple at every depth.</summary>
internal sealed partial class RecursionCase(int depth) : GradientCase($"recursion, depth {depth}", 1)
{
    private const double At = 0.7;

    /// <inheritdoc/>
    public override double Primal() => Wave(At, depth);

    /// <inheritdoc/>
    public override double Hand()
    {
        double gradient = 0;
        double value = Reversed(At, depth, 1, ref gradient);
        Gradient[0] = gradient;
        return value;
    }

    /// <inheritdoc/>
    public override double Generated()
    {
        (double value, Gradient[0]) = WaveValueAndGradient(At, depth);
        return value;
    }

    [Differentiable]
    private static double Wave(double x, int n) => n == 0 ? x : Math.Sin(Wave(x * 0.999, n - 1)) * x + x;

    // A person sees that the way back needs what comes out of the way down, and returns both.
    private static double Reversed(double x, int n, double incoming, ref double gradient)
    {
        (double value, double derivative) = Along(x, n);
        gradient += incoming * derivative;
        return value;
    }

    private static (double Value, double Derivative) Along(double x, int n)
    {
        if (n == 0)
        {
            return (x, 1);
        }

        (double inner, double derivative) = Along(x * 0.999, n - 1);
        double sin = Math.Sin(inner);
        return ((sin * x) + x, (Math.Cos(inner) * derivative * 0.999 * x) + sin + 1);
    }
}
