using System;
using AutoDiff.CompilerServices;

namespace AutoDiff;

/// <summary>What a differentiable method says about its own derivative.</summary>
public static class Diff
{
    /// <summary>The value itself, as a constant: no derivative flows through it.</summary>
    /// <param name="value">A number.</param>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns><paramref name="value"/>.</returns>
    /// <example>
    /// <code>
    /// // The target of the loss moves with the parameters, but is not differentiated.
    /// double target = Diff.StopGradient(Predict(next, w));
    /// </code>
    /// </example>
    [NoGradient]
    public static T StopGradient<T>(T value)
        where T : struct => value;

    /// <summary>Copies values as constants: no derivative flows from <paramref name="source"/> to <paramref name="destination"/>.</summary>
    /// <param name="source">The values.</param>
    /// <param name="destination">Of the same length.</param>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [NoGradient]
    public static void StopGradient<T>(ReadOnlySpan<T> source, [Overwritten] Span<T> destination)
        where T : struct
    {
        if (source.Length != destination.Length)
        {
            throw new ArgumentException($"'{nameof(destination)}' must have {source.Length} elements, but has {destination.Length}.", nameof(destination));
        }

        source.CopyTo(destination);
    }
}
