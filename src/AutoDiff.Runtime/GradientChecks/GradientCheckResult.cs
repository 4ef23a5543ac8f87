using System;
using System.Globalization;

namespace AutoDiff;

/// <summary>Where a gradient and differences of its function are furthest apart.</summary>
/// <param name="Passed">Whether every entry agrees within the tolerance and the error of the differences.</param>
/// <param name="Length">Number of entries compared.</param>
/// <param name="WorstIndex">The entry that is furthest apart, -1 if there is none.</param>
/// <param name="Analytic">What the gradient says there.</param>
/// <param name="Numeric">What the differences say there.</param>
/// <param name="NumericError">How far the differences may be off, by their own estimate.</param>
/// <param name="RelativeError">The distance of the two, divided by the larger magnitude.</param>
public sealed record GradientCheckResult(
    bool Passed,
    int Length,
    int WorstIndex,
    double Analytic,
    double Numeric,
    double NumericError,
    double RelativeError)
{
    /// <summary>Throws if the gradient is wrong.</summary>
    /// <exception cref="GradientCheckException">An entry differs; the message says which and by how much.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed)
        {
            throw new GradientCheckException(ToString());
        }
    }

    /// <summary>One sentence for people.</summary>
    /// <returns>The verdict, the worst entry and both of its values.</returns>
    public override string ToString()
    {
        if (WorstIndex < 0)
        {
            return "The gradient is right: it has no entries.";
        }

        string verdict = Passed ? "right" : "wrong";
        string hint = double.IsNaN(Analytic) ? " (NaN: the entry may not have been written)" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The gradient is {verdict}: worst of {Length} entries is [{WorstIndex}], analytic {Analytic:G17}{hint}, numeric {Numeric:G17} +- {NumericError:G3}, relative error {RelativeError:G3}.");
    }
}
