using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.CompilerServices;

/// <content>Arrays of two and more dimensions.</content>
public static partial class Destination
{
    /// <summary>Requires that a destination has the shape of the input it belongs to and is another array.</summary>
    /// <param name="destination">The array that will be written, shape of <paramref name="source"/>.</param>
    /// <param name="source">The input whose gradient is written.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <param name="sourceName">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException">The shapes differ or the two are the same array.</exception>
    public static void Check(
        Array destination,
        Array source,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
    {
        ArgumentNullException.ThrowIfNull(destination, destinationName);
        ArgumentNullException.ThrowIfNull(source, sourceName);
        for (int dimension = 0; dimension < source.Rank; dimension++)
        {
            if (destination.GetLength(dimension) != source.GetLength(dimension))
            {
                ThrowShape(destination, source, destinationName, sourceName);
            }
        }

        CheckApart(destination, source, destinationName, sourceName);
    }

    /// <summary>A new array of the same shape with the same numbers.</summary>
    /// <param name="grid">What is copied.</param>
    /// <typeparam name="TGrid">Type of the array.</typeparam>
    public static TGrid CopyGrid<TGrid>(TGrid grid)
        where TGrid : class, ICloneable => (TGrid)grid.Clone();

    /// <summary>How many elements an array of two dimensions has.</summary>
    /// <param name="rows">Its length.</param>
    /// <param name="columns">The length of a row.</param>
    /// <exception cref="OverflowException">A length is negative, as of <c>new double[rows, columns]</c>, or there would be too many elements.</exception>
    public static int CellCount(int rows, int columns) => (rows | columns) >= 0 ? checked(rows * columns) : throw new OverflowException();

    /// <summary>How many elements an array of three dimensions has.</summary>
    /// <param name="layers">Its length.</param>
    /// <param name="rows">The length of a layer.</param>
    /// <param name="columns">The length of a row.</param>
    /// <exception cref="OverflowException">A length is negative, or there would be too many elements.</exception>
    public static int CellCount(int layers, int rows, int columns) => (layers | rows | columns) >= 0 ? checked(layers * rows * columns) : throw new OverflowException();

    /// <summary>Where an element of an array of two dimensions stands among all, row by row.</summary>
    /// <param name="i">The row.</param>
    /// <param name="j">The column.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public static int Cell(int i, int j, int rows, int columns) =>
        (uint)i < (uint)rows && (uint)j < (uint)columns ? (i * columns) + j : OutOfRange();

    /// <summary>Where an element of an array of three dimensions stands among all, layer by layer and row by row.</summary>
    /// <param name="i">The layer.</param>
    /// <param name="j">The row.</param>
    /// <param name="k">The column.</param>
    /// <param name="layers">How many layers there are.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public static int Cell(int i, int j, int k, int layers, int rows, int columns) =>
        (uint)i < (uint)layers ? (i * rows * columns) + Cell(j, k, rows, columns) : OutOfRange();

    // What the element access throws whose place this takes.
    private static int OutOfRange() => Array.Empty<int>()[0];

    /// <summary>Requires that two arrays are not the same one.</summary>
    /// <param name="destination">An array that will be written.</param>
    /// <param name="other">Any other array.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <param name="otherName">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException">The two are the same array.</exception>
    public static void CheckApart(
        Array destination,
        Array other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        if (ReferenceEquals(destination, other))
        {
            ThrowOverlap(destinationName, otherName);
        }
    }

    /// <summary>Requires that a buffer lies outside of an array of several dimensions.</summary>
    /// <param name="destination">A buffer that will be written.</param>
    /// <param name="other">An array.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <param name="otherName">Filled in by the compiler.</param>
    /// <typeparam name="T">Element type of the buffer.</typeparam>
    /// <exception cref="ArgumentException">The two share at least one byte.</exception>
    public static void CheckApart<T>(
        ReadOnlySpan<T> destination,
        Array other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        ArgumentNullException.ThrowIfNull(other, otherName);
        if (Overlaps(destination, BytesOf(other)))
        {
            ThrowOverlap(destinationName, otherName);
        }
    }

    /// <inheritdoc cref="CheckApart{T}(ReadOnlySpan{T}, Array, string, string)"/>
    public static void CheckApart<T>(
        Span<T> destination,
        Array other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") => CheckApart((ReadOnlySpan<T>)destination, other, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{T}(ReadOnlySpan{T}, Array, string, string)"/>
    public static void CheckApart<T>(
        Array destination,
        ReadOnlySpan<T> other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") => CheckApart(other, destination, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{T}(ReadOnlySpan{T}, Array, string, string)"/>
    public static void CheckApart<T>(
        Array destination,
        Span<T> other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") => CheckApart((ReadOnlySpan<T>)other, destination, destinationName, otherName);

    /// <summary>Requires that a number that is passed by reference is not an element of an array of several dimensions.</summary>
    /// <param name="destination">An array.</param>
    /// <param name="other">A number; one of the two will be written.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <param name="otherName">Filled in by the compiler.</param>
    /// <typeparam name="TOther">Type of the number.</typeparam>
    /// <exception cref="ArgumentException">The two share at least one byte.</exception>
    public static void CheckApart<TOther>(
        Array destination,
        in TOther other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where TOther : struct => CheckApart(destination, new ReadOnlySpan<TOther>(in other), destinationName, Bare(otherName));

    private static unsafe ReadOnlySpan<byte> BytesOf(Array array)
    {
        fixed (byte* start = &MemoryMarshal.GetArrayDataReference(array))
        {
            // Only arrays of primitive types tell how many bytes they have.
            nint size = Marshal.UnsafeAddrOfPinnedArrayElement(array, 1) - (nint)start;
            return MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), checked((int)(array.Length * size)));
        }
    }

    private static string ShapeOf(Array array)
    {
        string[] lengths = new string[array.Rank];
        for (int dimension = 0; dimension < lengths.Length; dimension++)
        {
            lengths[dimension] = array.GetLength(dimension).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return string.Join(" × ", lengths);
    }

    [DoesNotReturn]
    private static void ThrowShape(Array destination, Array source, string destinationName, string sourceName) =>
        throw new ArgumentException(
            $"'{destinationName}' must have the shape of '{sourceName}': expected {ShapeOf(source)}, actual {ShapeOf(destination)}.",
            destinationName);
}
