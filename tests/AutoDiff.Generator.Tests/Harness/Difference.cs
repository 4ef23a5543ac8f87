using System;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>A derivative by differences, with an estimate of its error.</summary>
/// <param name="Derivative">The best value found.</param>
/// <param name="Error">How far off it may be.</param>
internal readonly record struct Difference(double Derivative, double Error)
{
    private const int Steps = 12;
    private const double Shrink = 1.6;

    /// <summary>
    /// Central differences with shrinking steps, extrapolated to step zero (Ridders, Advances in Engineering
    /// Software 4, 1982): the entry of the tableau with the least disagreement with its neighbours wins.
    /// </summary>
    /// <param name="function">The function.</param>
    /// <param name="x">Where.</param>
    /// <param name="step">The largest step.</param>
    /// <returns>The derivative at <paramref name="x"/>.</returns>
    public static Difference Of(Func<double, double> function, double x, double step)
    {
        double[,] tableau = new double[Steps, Steps];
        Difference best = new(double.NaN, double.PositiveInfinity);
        for (int i = 0; i < Steps; i++, step /= Shrink)
        {
            // The step that was really taken, after rounding.
            double above = x + step;
            double below = x - step;
            tableau[0, i] = (function(above) - function(below)) / (above - below);
            double factor = Shrink * Shrink;
            for (int order = 1; order <= i; order++, factor *= Shrink * Shrink)
            {
                tableau[order, i] = ((tableau[order - 1, i] * factor) - tableau[order - 1, i - 1]) / (factor - 1);
                double error = Math.Max(
                    Math.Abs(tableau[order, i] - tableau[order - 1, i]),
                    Math.Abs(tableau[order, i] - tableau[order - 1, i - 1]));
                if (error < best.Error)
                {
                    best = new(tableau[order, i], error);
                }
            }
        }

        return best;
    }
}
