using System;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>What makes a run a bad example: a comparison that is nearly a tie, so that rounding may change the path, or a number that leaves the range in which rounding errors are relative.</summary>
public static class Trace
{
    private const double Largest = 1e30;
    private const double Smallest = 1e-100;

    [ThreadStatic]
    private static double nearest;

    [ThreadStatic]
    private static bool isOutOfRange;

    /// <summary>The smallest relative distance of two compared numbers.</summary>
    public static double Nearest => nearest;

    /// <summary>Whether a number was not finite, or as good as not.</summary>
    public static bool IsOutOfRange => isOutOfRange;

    public static void Reset()
    {
        nearest = double.PositiveInfinity;
        isOutOfRange = false;
    }

    /// <summary>Two numbers are compared.</summary>
    public static bool Note(double a, double b)
    {
        nearest = System.Math.Min(nearest, System.Math.Abs(a - b) / (1 + System.Math.Abs(a) + System.Math.Abs(b)));
        return true;
    }

    /// <summary>A number is computed.</summary>
    public static double Note(double value)
    {
        double size = System.Math.Abs(value);
        isOutOfRange |= !(size < Largest) || (size > 0 && size < Smallest);
        return value;
    }
}
