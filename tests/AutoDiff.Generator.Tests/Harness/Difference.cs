using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>A derivative by differences, with an estimate of its error.</summary>
/// <param name="Derivative">The best value found.</param>
/// <param name="Error">How far off it may be.</param>
internal readonly record struct Difference(double Derivative, double Error)
{
    private const int Steps = 12;
    private const double Shrink = 1.6;

    /// <summary>With the first of several largest steps that settles the derivative, otherwise with the one that comes closest.</summary>
    /// <param name="function">The function.</param>
    /// <param name="x">Where.</param>
    /// <param name="steps">The largest steps; smaller ones stay on one side of a kink or a pole that is near.</param>
    /// <param name="enough">The error that needs no other step.</param>
    /// <returns>The derivative at <paramref name="x"/>.</returns>
    public static Difference Of(Func<double, double> function, double x, IEnumerable<double> steps, double enough)
    {
        Difference best = new(double.NaN, double.PositiveInfinity);
        foreach (double step in steps)
        {
            Difference candidate = Of(function, x, step);
            best = candidate.Error < best.Error ? candidate : best;
            if (best.Error <= enough)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>The same for a function of many results, each of which is asked for at the same places.</summary>
    /// <param name="function">The function.</param>
    /// <param name="count">How many results it has.</param>
    /// <param name="steps">The largest steps.</param>
    /// <param name="enough">The error that needs no other step.</param>
    /// <returns>The derivatives at 0.</returns>
    public static Difference[] OfAll(Func<double, double[]> function, int count, IReadOnlyList<double> steps, double enough)
    {
        Dictionary<double, double[]> results = [];
        double[] At(double x) => results.TryGetValue(x, out double[]? known) ? known : results[x] = function(x);
        return [.. Enumerable.Range(0, count).Select(i => Of(x => At(x)[i], 0, steps, enough))];
    }

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
