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
        where TDestination : unmanaged
        where TSource : unmanaged
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
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
        where TDestination : unmanaged
        where TSource : unmanaged => Check(destination, (ReadOnlySpan<TSource>)source, destinationName, sourceName);

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
        where TDestination : unmanaged
        where TSource : unmanaged
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
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where TDestination : unmanaged
        where TSource : unmanaged => CheckApart((ReadOnlySpan<TDestination>)destination, other, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{TDestination, TSource}(ReadOnlySpan{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TSource>(
        Span<TDestination> destination,
        Span<TSource> other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where TDestination : unmanaged
        where TSource : unmanaged =>
        CheckApart((ReadOnlySpan<TDestination>)destination, (ReadOnlySpan<TSource>)other, destinationName, otherName);

    /// <inheritdoc cref="Check{TDestination, TSource}(Span{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check<TDestination, TSource>(
        Span<TDestination> destination,
        TSource[] source,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(source))] string sourceName = "")
        where TDestination : unmanaged
        where TSource : unmanaged =>
        Check(destination, (ReadOnlySpan<TSource>)source, destinationName, sourceName);

    /// <inheritdoc cref="CheckApart{TDestination, TSource}(ReadOnlySpan{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TSource>(
        Span<TDestination> destination,
        TSource[] other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where TDestination : unmanaged
        where TSource : unmanaged =>
        CheckApart((ReadOnlySpan<TDestination>)destination, (ReadOnlySpan<TSource>)other, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{TDestination, TSource}(ReadOnlySpan{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TSource>(
        TDestination[] destination,
        TSource[] other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where TDestination : unmanaged
        where TSource : unmanaged =>
        CheckApart((ReadOnlySpan<TDestination>)destination, (ReadOnlySpan<TSource>)other, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{TDestination, TSource}(ReadOnlySpan{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TSource>(
        TDestination[] destination,
        Span<TSource> other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where TDestination : unmanaged
        where TSource : unmanaged =>
        CheckApart((ReadOnlySpan<TDestination>)destination, (ReadOnlySpan<TSource>)other, destinationName, otherName);

    /// <inheritdoc cref="CheckApart{TDestination, TSource}(ReadOnlySpan{TDestination}, ReadOnlySpan{TSource}, string, string)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckApart<TDestination, TSource>(
        TDestination[] destination,
        ReadOnlySpan<TSource> other,
        [CallerArgumentExpression(nameof(destination))] string destinationName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
        where TDestination : unmanaged
        where TSource : unmanaged =>
        CheckApart((ReadOnlySpan<TDestination>)destination, (ReadOnlySpan<TSource>)other, destinationName, otherName);

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
