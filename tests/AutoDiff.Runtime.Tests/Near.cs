using System;
using System.Linq;
using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>Comparison within a tolerance relative to the value or, for small entries, to the largest.</summary>
internal static class Near
{
    public static void All(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(expected.Select(Math.Abs).DefaultIfEmpty(0).Max(), double.Epsilon);
        for (int i = 0; i < expected.Length; i++)
        {
            double distance = Math.Abs(expected[i] - actual[i]);
            Assert.True(
                distance <= tolerance * Math.Max(Math.Abs(expected[i]), scale),
                $"[{i}] of {expected.Length}: expected {expected[i]:R}, actual {actual[i]:R}");
        }
    }

    public static void One(double expected, double actual, double tolerance) => All([expected], [actual], tolerance);

    /// <summary>Equal infinities and NaN count as near, and so does the next number.</summary>
    public static void Same(double expected, double actual, double tolerance)
    {
        if (!expected.Equals(actual) && actual != Math.BitIncrement(expected) && actual != Math.BitDecrement(expected))
        {
            Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Abs(expected), $"expected {expected:R}, actual {actual:R}");
        }
    }
}
