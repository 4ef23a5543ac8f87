using System;

namespace AutoDiff;

/// <summary>A derivative by central differences with an estimate of its own error.</summary>
/// <remarks>
/// Ridders' method: differences at shrinking steps, extrapolated to step 0 by Richardson's scheme; the entry of the
/// tableau whose neighbours agree best is taken. It is started from several steps, because the scale on which a function
/// varies is unknown: small ones first, whose error is rounding and therefore known, then larger ones for as long as they
/// stay within that error. (A large step alone may agree with itself and be wrong: it cannot see fast oscillations.)
/// </remarks>
internal static class NumericDerivative
{
    private const int Levels = 7;

    private const double Shrink = 2;

    private static ReadOnlySpan<double> FirstSteps => [1.0 / 65536, 1.0 / 1024, 1.0 / 64, 0.25];

    /// <summary>The derivative of a function of one number.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">The point.</param>
    /// <param name="epsilon">Relative rounding error of the function's values.</param>
    /// <param name="quantize">Rounds a point to the function's own precision.</param>
    /// <returns>The derivative and how far it may be off.</returns>
    public static (double Value, double Error) At(
        Func<double, double> function, double x, double epsilon, Func<double, double> quantize)
    {
        double size = Math.Abs(x);
        (double Value, double Error) best = (double.NaN, double.PositiveInfinity);
        if (size is > 0 and < 1e-3)
        {
            // The function may end at zero, as a logarithm does.
            best = Extrapolate(function, x, size / 64, epsilon, quantize);
        }

        foreach (double first in FirstSteps)
        {
            (double Value, double Error) next = Extrapolate(function, x, first * Math.Max(size, 1), epsilon, quantize);
            bool isBetter = next.Error < best.Error && Math.Abs(next.Value - best.Value) <= 4 * best.Error;
            best = isBetter || double.IsNaN(best.Value) ? next : best;
        }

        return best;
    }

    private static (double Value, double Error) Extrapolate(
        Func<double, double> function, double x, double step, double epsilon, Func<double, double> quantize)
    {
        double best = double.NaN;
        double bestError = double.PositiveInfinity;
        Span<double> row = stackalloc double[Levels];
        Span<double> previous = stackalloc double[Levels];
        for (int level = 0; level < Levels; level++)
        {
            (double difference, double rounding) = Difference(function, x, step, epsilon, quantize);
            row[0] = difference;
            double factor = 1;
            for (int order = 1; order <= level; order++)
            {
                factor *= Shrink * Shrink;
                row[order] = row[order - 1] + ((row[order - 1] - previous[order - 1]) / (factor - 1));
                double disagreement = Math.Max(
                    Math.Abs(row[order] - row[order - 1]), Math.Abs(row[order] - previous[order - 1]));
                double error = disagreement + (2 * rounding);
                if (error < bestError)
                {
                    best = row[order];
                    bestError = error;
                }
            }

            row.CopyTo(previous);
            step /= Shrink;
        }

        return (best, bestError);
    }

    private static (double Value, double Rounding) Difference(
        Func<double, double> function, double x, double step, double epsilon, Func<double, double> quantize)
    {
        // The step that counts is the one between the points that the function really sees.
        double upper = quantize(x + step);
        double lower = quantize(x - step);
        double width = upper - lower;
        double high = function(upper);
        double low = function(lower);
        return ((high - low) / width, epsilon * (Math.Abs(high) + Math.Abs(low)) / width);
    }
}
