using System;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>How near a run came to a place where the program takes another path. There, rounding alone may change a derivative.</summary>
public static class Ties
{
    [ThreadStatic]
    private static double nearest;

    /// <summary>The smallest relative distance of two compared numbers.</summary>
    public static double Nearest => nearest;

    public static void Reset() => nearest = double.PositiveInfinity;

    /// <summary>Two numbers are compared.</summary>
    public static bool Note(double a, double b)
    {
        nearest = System.Math.Min(nearest, System.Math.Abs(a - b) / (1 + System.Math.Abs(a) + System.Math.Abs(b)));
        return true;
    }
}
