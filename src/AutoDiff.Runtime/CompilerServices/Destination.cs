using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.CompilerServices;

/// <summary>
/// Checks made at the entry of generated members, before anything is written. They are overloaded for arrays, from
/// which C# before 14 infers no type argument of a span.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Destination
{
    /// <summary>Requires that a destination has the length of the input it belongs to and does not overlap it.</summary>
    /// <param name="destination">The buffer that will be written, shape of <paramref name="source"/>.</param>
    /// <param name="source">The input whose gradient is written.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <param name="sourceName">Filled in by the compiler.</param>
    /// <typeparam name="TDestination">Element type of the destination.</typeparam>
    /// <typeparam name="TSource">Element type of the input.</typeparam>
    /// <exception cref="ArgumentException">The lengths differ or the two share memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check<TDestination, TSource>(
        Span<TDestination> destination,
        ReadOnlySpan<TSource> source,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
    {
        if (destination.Length != source.Length)
        {
            ThrowLength(destination.Length, source.Length, destinationName, sourceName);
        }

        CheckApart((ReadOnlySpan<TDestination>)destination, source, destinationName, sourceName);
    }

    /// <inheritdoc cref="Check{TDestination, TSource}(Span{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check<TDestination, TSource>(
        Span<TDestination> destination,
        Span<TSource> source,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "") => Check(destination, (ReadOnlySpan<TSource>)source, destinationName, sourceName);

    /// <summary>Requires that two buffers share no memory, whatever their element types.</summary>
    /// <param name="destination">A buffer that will be written.</param>
    /// <param name="other">Any other buffer.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <param name="otherName">Filled in by the compiler.</param>
    /// <typeparam name="TDestination">Element type of the destination.</typeparam>
    /// <typeparam name="TSource">Element type of the other buffer.</typeparam>
    /// <exception cref="ArgumentException">The two share at least one byte.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TSource>(
        ReadOnlySpan<TDestination> destination,
        ReadOnlySpan<TSource> other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        if (Overlaps(destination, other))
        {
            ThrowOverlap(destinationName, otherName);
        }
    }

    /// <inheritdoc cref="CheckApart{TDestination, TSource}(ReadOnlySpan{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TSource>(
        Span<TDestination> destination,
        ReadOnlySpan<TSource> other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") => CheckApart((ReadOnlySpan<TDestination>)destination, other, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{TDestination, TSource}(ReadOnlySpan{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TSource>(
        Span<TDestination> destination,
        Span<TSource> other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") =>
        CheckApart((ReadOnlySpan<TDestination>)destination, (ReadOnlySpan<TSource>)other, destinationName, otherName);

    /// <inheritdoc cref="Check{TDestination, TSource}(Span{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check<TDestination, TSource>(
        Span<TDestination> destination,
        TSource[] source,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "") =>
        Check(destination, (ReadOnlySpan<TSource>)source, destinationName, sourceName);

    /// <inheritdoc cref="CheckApart{TDestination, TSource}(ReadOnlySpan{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TSource>(
        Span<TDestination> destination,
        TSource[] other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") =>
        CheckApart((ReadOnlySpan<TDestination>)destination, (ReadOnlySpan<TSource>)other, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{TDestination, TSource}(ReadOnlySpan{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TSource>(
        TDestination[] destination,
        TSource[] other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") =>
        CheckApart((ReadOnlySpan<TDestination>)destination, (ReadOnlySpan<TSource>)other, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{TDestination, TSource}(ReadOnlySpan{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TSource>(
        TDestination[] destination,
        Span<TSource> other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") =>
        CheckApart((ReadOnlySpan<TDestination>)destination, (ReadOnlySpan<TSource>)other, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{TDestination, TSource}(ReadOnlySpan{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TSource>(
        TDestination[] destination,
        ReadOnlySpan<TSource> other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "") =>
        CheckApart((ReadOnlySpan<TDestination>)destination, (ReadOnlySpan<TSource>)other, destinationName, otherName);

    /// <summary>Requires that a buffer and a number that is passed by reference share no memory.</summary>
    /// <param name="destination">A buffer.</param>
    /// <param name="other">A number; one of the two will be written.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <param name="otherName">Filled in by the compiler.</param>
    /// <typeparam name="TDestination">Element type of the buffer.</typeparam>
    /// <typeparam name="TOther">Type of the number.</typeparam>
    /// <exception cref="ArgumentException">The two share at least one byte.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TOther>(
        ReadOnlySpan<TDestination> destination,
        in TOther other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where TOther : struct =>
        CheckApart(destination, new ReadOnlySpan<TOther>(in other), destinationName, Bare(otherName));

    /// <inheritdoc cref="CheckApart{TDestination, TOther}(ReadOnlySpan{TDestination}, in TOther, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TOther>(
        Span<TDestination> destination,
        in TOther other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where TOther : struct => CheckApart((ReadOnlySpan<TDestination>)destination, in other, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{TDestination, TOther}(ReadOnlySpan{TDestination}, in TOther, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TOther>(
        TDestination[] destination,
        in TOther other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where TOther : struct => CheckApart((ReadOnlySpan<TDestination>)destination, in other, destinationName, otherName);

    /// <summary>Requires that two numbers that are passed by reference are not one.</summary>
    /// <param name="destination">A number that will be written.</param>
    /// <param name="other">Any other number.</param>
    /// <param name="destinationName">Filled in by the compiler.</param>
    /// <param name="otherName">Filled in by the compiler.</param>
    /// <typeparam name="TDestination">Type of the number that is written.</typeparam>
    /// <typeparam name="TOther">Type of the other one.</typeparam>
    /// <exception cref="ArgumentException">The two share at least one byte.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TOther>(
        in TDestination destination,
        in TOther other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where TDestination : struct
        where TOther : struct =>
        CheckApart(new ReadOnlySpan<TDestination>(in destination), new ReadOnlySpan<TOther>(in other), Bare(destinationName), Bare(otherName));

    /// <summary>Leaves an <c>out</c> parameter as it is, so that its place in memory can be checked before it gets a value.</summary>
    /// <param name="value">The parameter.</param>
    /// <typeparam name="T">Its type.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unwritten<T>(out T value) => Unsafe.SkipInit(out value);

    /// <summary>Requires that a buffer that is only read has the length of the one it belongs to.</summary>
    /// <param name="length">The buffer's length, written <c>buffer.Length</c>.</param>
    /// <param name="expected">The other's length.</param>
    /// <param name="lengthName">Filled in by the compiler.</param>
    /// <param name="expectedName">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckLength(
        int length,
        int expected,
        [CallerArgumentExpression(nameof(length))] string lengthName = "",
        [CallerArgumentExpression(nameof(expected))] string expectedName = "")
    {
        if (length != expected)
        {
            ThrowLength(length, expected, Owner(lengthName), Owner(expectedName));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Overlaps<TLeft, TRight>(ReadOnlySpan<TLeft> left, ReadOnlySpan<TRight> right)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return false;
        }

        // Distances are unsigned: one comparison each tells whether one buffer starts inside the other.
        nint distance = Unsafe.ByteOffset(
            ref Unsafe.As<TLeft, byte>(ref MemoryMarshal.GetReference(left)),
            ref Unsafe.As<TRight, byte>(ref MemoryMarshal.GetReference(right)));
        nuint leftBytes = (nuint)(uint)left.Length * (nuint)Unsafe.SizeOf<TLeft>();
        nuint rightBytes = (nuint)(uint)right.Length * (nuint)Unsafe.SizeOf<TRight>();
        return (nuint)distance < leftBytes || (nuint)(-distance) < rightBytes;
    }

    // in x => x
    private static string Bare(string argument) => argument.StartsWith("in ", StringComparison.Ordinal) ? argument[3..] : argument;

    // x.Length => x
    private static string Owner(string length) => length.EndsWith(".Length", StringComparison.Ordinal) ? length[..^".Length".Length] : length;

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLength(int actual, int expected, string destinationName, string sourceName) =>
        throw new ArgumentException(
            $"'{destinationName}' must have the length of '{sourceName}': expected {expected}, actual {actual}.",
            destinationName);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowOverlap(string destinationName, string otherName) =>
        throw new ArgumentException(
            $"'{destinationName}' must not overlap '{otherName}' in memory.",
            destinationName);
}
