using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace AutoDiff.CompilerServices;

/// <content>Arrays of arrays.</content>
public static partial class Destination
{
    /// <summary>Up to this many rows are compared in pairs; more are looked up.</summary>
    private const int FewRows = 32;

    /// <summary>Requires that a destination has as many rows as the input it belongs to, of the same lengths, and shares none with it.</summary>
    /// <param name="destination">The rows that will be written.</param>
    /// <param name="source">The input whose gradient is written.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <param name="sourceName">Filled in by the compiler.</param>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentException">The shapes differ, or the two have a row in common.</exception>
    public static void Check<T>(
        T[][] destination,
        T[][] source,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
    {
        ArgumentNullException.ThrowIfNull(destination, destinationName);
        ArgumentNullException.ThrowIfNull(source, sourceName);
        if (destination.Length != source.Length)
        {
            ThrowLength(destination.Length, source.Length, destinationName, sourceName);
        }

        for (int row = 0; row < source.Length; row++)
        {
            int expected = source[row] is { } input ? input.Length : 0;
            int actual = destination[row] is { } output ? output.Length : 0;
            if (actual != expected)
            {
                ThrowLength(actual, expected, $"{destinationName}[{row}]", $"{sourceName}[{row}]");
            }
        }

        CheckApart(destination, source, destinationName, sourceName);
    }

    /// <summary>New rows of zeros, each as long as the row at its place.</summary>
    /// <param name="rows">Give the lengths.</param>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[][] ZeroRows<T>(T[][] rows)
    {
        T[][] zeros = new T[rows.Length][];
        for (int row = 0; row < zeros.Length; row++)
        {
            zeros[row] = new T[rows[row].Length];
        }

        return zeros;
    }

    /// <summary>New rows with the same numbers.</summary>
    /// <param name="rows">What is copied. Rows may be missing.</param>
    /// <typeparam name="T">Element type.</typeparam>
    public static T[][] CopyRows<T>(T[][] rows) => Array.ConvertAll(rows, row => (T[])row?.Clone()!);

    /// <summary>Requires that no row occurs twice.</summary>
    /// <param name="destination">Rows that will be written.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <typeparam name="T">Element type.</typeparam>
    /// <exception cref="ArgumentException">Two rows are one array.</exception>
    public static void CheckRowsApart<T>(T[][] destination, [CallerArgumentExpression(nameof(destination))] string destinationName = "")
    {
        ArgumentNullException.ThrowIfNull(destination, destinationName);
        HashSet<T[]>? seen = destination.Length > FewRows ? new(ReferenceEqualityComparer.Instance) : null;
        for (int row = 0; row < destination.Length; row++)
        {
            bool isKnown = destination[row] is { Length: > 0 } own
                && (seen is null ? Contains(destination.AsSpan(0, row), own) : !seen.Add(own));
            if (isKnown)
            {
                throw new ArgumentException($"'{destinationName}' has one array for two rows, one of them row {row}.", destinationName);
            }
        }
    }

    /// <summary>Requires that two arrays of arrays have no row in common.</summary>
    /// <param name="destination">Rows that will be written.</param>
    /// <param name="other">Any other rows.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <param name="otherName">Filled in by the compiler.</param>
    /// <typeparam name="TDestination">Element type of the destination.</typeparam>
    /// <typeparam name="TOther">Element type of the other rows.</typeparam>
    /// <exception cref="ArgumentException">The two have a row in common.</exception>
    public static void CheckApart<TDestination, TOther>(
        TDestination[][] destination,
        TOther[][] other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        HashSet<object>? seen = other.Length > FewRows ? new(other.Length, ReferenceEqualityComparer.Instance) : null;
        foreach (TOther[] row in seen is null ? [] : other)
        {
            seen!.Add(row);
        }

        foreach (TDestination[] row in destination)
        {
            if (row is { Length: > 0 } && (seen is null ? Contains<object>(other, row) : seen.Contains(row)))
            {
                ThrowOverlap(destinationName, otherName);
            }
        }
    }

    /// <summary>Requires that a buffer shares no memory with rows.</summary>
    /// <param name="destination">A buffer.</param>
    /// <param name="other">Rows.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <param name="otherName">Filled in by the compiler.</param>
    /// <typeparam name="TDestination">Element type of the buffer.</typeparam>
    /// <typeparam name="TOther">Element type of the rows.</typeparam>
    /// <exception cref="ArgumentException">The buffer overlaps a row.</exception>
    public static void CheckApart<TDestination, TOther>(
        ReadOnlySpan<TDestination> destination,
        TOther[][] other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        foreach (TOther[] row in other)
        {
            CheckApart(destination, (ReadOnlySpan<TOther>)row, destinationName, otherName);
        }
    }

    /// <inheritdoc cref="CheckApart{TDestination, TOther}(ReadOnlySpan{TDestination}, TOther[][], string, string)"/>
    public static void CheckApart<TDestination, TOther>(
        Span<TDestination> destination,
        TOther[][] other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") => CheckApart((ReadOnlySpan<TDestination>)destination, other, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{TDestination, TOther}(ReadOnlySpan{TDestination}, TOther[][], string, string)"/>
    public static void CheckApart<TDestination, TOther>(
        TDestination[] destination,
        TOther[][] other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") => CheckApart((ReadOnlySpan<TDestination>)destination, other, destinationName, otherName);

    /// <summary>Requires that a number that is passed by reference is not an element of rows.</summary>
    /// <param name="destination">Rows.</param>
    /// <param name="other">A number; one of the two will be written.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <param name="otherName">Filled in by the compiler.</param>
    /// <typeparam name="TDestination">Element type of the rows.</typeparam>
    /// <typeparam name="TOther">Type of the number.</typeparam>
    /// <exception cref="ArgumentException">The two share at least one byte.</exception>
    public static void CheckApart<TDestination, TOther>(
        TDestination[][] destination,
        in TOther other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where TOther : struct => CheckApart(destination, new ReadOnlySpan<TOther>(in other), destinationName, Bare(otherName));

    /// <inheritdoc cref="CheckApart{TDestination, TOther}(ReadOnlySpan{TDestination}, TOther[][], string, string)"/>
    public static void CheckApart<TDestination, TOther>(
        TDestination[][] destination,
        ReadOnlySpan<TOther> other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        foreach (TDestination[] row in destination)
        {
            CheckApart((ReadOnlySpan<TDestination>)row, other, destinationName, otherName);
        }
    }

    /// <inheritdoc cref="CheckApart{TDestination, TOther}(TDestination[][], ReadOnlySpan{TOther}, string, string)"/>
    public static void CheckApart<TDestination, TOther>(
        TDestination[][] destination,
        Span<TOther> other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") => CheckApart(destination, (ReadOnlySpan<TOther>)other, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{TDestination, TOther}(TDestination[][], ReadOnlySpan{TOther}, string, string)"/>
    public static void CheckApart<TDestination, TOther>(
        TDestination[][] destination,
        TOther[] other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") => CheckApart(destination, (ReadOnlySpan<TOther>)other, destinationName, otherName);

    private static bool Contains<T>(ReadOnlySpan<T> rows, T wanted)
        where T : class
    {
        foreach (T row in rows)
        {
            if (ReferenceEquals(row, wanted))
            {
                return true;
            }
        }

        return false;
    }
}
