using System;
using System.Linq;

namespace AutoDiff.Fuzz.Checking;

/// <summary>Whether a derivative throws what its program throws.</summary>
internal static class Throws
{
    /// <summary>What .NET throws by itself. Where one statement can throw two of these, which one comes first is not compared.</summary>
    private static readonly Type[] Spontaneous = [typeof(IndexOutOfRangeException), typeof(ArgumentOutOfRangeException), typeof(DivideByZeroException)];

    public static bool IsSame(Exception? program, Exception? derivative) =>
        program?.GetType() == derivative?.GetType()
        || (program is not null && derivative is not null && Spontaneous.Contains(program.GetType()) && Spontaneous.Contains(derivative.GetType()));
}
