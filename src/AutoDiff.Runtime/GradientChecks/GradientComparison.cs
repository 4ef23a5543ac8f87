using System;

namespace AutoDiff;

/// <summary>Collects the entries of one check and keeps the worst.</summary>
internal sealed class GradientComparison
{
    private readonly double tolerance;
    private readonly double scale;
    private double worstExcess = double.NegativeInfinity;
    private int count;

    /// <summary>Starts with nothing compared.</summary>
    /// <param name="tolerance">Relative error that is allowed.</param>
    /// <param name="scale">Size of the largest entry: below 1e-8 of it an entry is rounding.</param>
    public GradientComparison(double tolerance, double scale)
    {
        this.tolerance = tolerance;
        this.scale = scale;
    }

    /// <summary>The verdict on what has been added.</summary>
    public GradientCheckResult Result { get; private set; } = new(true, 0, -1, 0, 0, 0, 0);

    /// <summary>Compares one entry.</summary>
    public void Add(double analytic, double numeric, double numericError)
    {
        double distance = Math.Abs(analytic - numeric);
        double size = Math.Max(Math.Abs(analytic), Math.Abs(numeric));
        double allowed = (tolerance * Math.Max(size, 1e-8 * scale)) + (4 * numericError);

        // Written so that NaN on either side counts as infinitely far apart, except where both agree on an infinity.
        double excess = distance <= allowed || analytic.Equals(numeric) ? distance / Math.Max(allowed, double.Epsilon) : double.PositiveInfinity;
        bool passed = !double.IsPositiveInfinity(excess);
        if (!passed && !double.IsNaN(distance) && !double.IsInfinity(distance))
        {
            excess = 1 + (distance / Math.Max(allowed, double.Epsilon));
        }

        int index = count++;
        bool isWorst = excess > worstExcess || Result.WorstIndex < 0;
        double relative = size == 0 ? 0 : distance / size;
        Result = isWorst
            ? new GradientCheckResult(passed && Result.Passed, count, index, analytic, numeric, numericError, relative)
            : Result with { Length = count, Passed = passed && Result.Passed };
        worstExcess = Math.Max(worstExcess, excess);
    }
}
