using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Argument checks of the public primitives. They run before anything is written, and all memory access relies on them.</summary>
internal static class Require
{
    /// <summary>A size must not be negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Size(int value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value < 0)
        {
            ThrowSize(value, name);
        }
    }

    /// <summary>A size must be at least one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Positive(int value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value <= 0)
        {
            ThrowPositive(value, name);
        }
    }

    /// <summary>A buffer must hold exactly one vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length<T>(ReadOnlySpan<T> span, int length, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (span.Length != length)
        {
            ThrowLength(span.Length, length, name);
        }
    }

    /// <summary>A buffer must hold exactly one matrix; the product of the sizes must not wrap around.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Shape<T>(
        ReadOnlySpan<T> span, int rows, int columns, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (span.Length != (long)rows * columns)
        {
            ThrowShape(span.Length, rows, columns, name);
        }
    }

    /// <summary>A gradient must be empty, which means that it is not wanted, or have the shape of its input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Shadow<T>(ReadOnlySpan<T> span, int length, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (!span.IsEmpty)
        {
            Length(span, length, name);
        }
    }

    /// <summary>A buffer must hold something.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NotEmpty<T>(ReadOnlySpan<T> span, [CallerArgumentExpression(nameof(span))] string name = "")
    {
        if (span.IsEmpty)
        {
            ThrowEmpty(name);
        }
    }

    /// <summary>A buffer that is written must not share memory with one that is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart<T>(
        ReadOnlySpan<T> written,
        ReadOnlySpan<T> read,
        [CallerArgumentExpression(nameof(written))] string writtenName = "",
        [CallerArgumentExpression(nameof(read))] string readName = "")
    {
        if (written.Overlaps(read))
        {
            ThrowOverlap(writtenName, readName);
        }
    }

    /// <summary>A buffer that is written must be the one that is read, or share no memory with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameOrApart<T>(
        ReadOnlySpan<T> written,
        ReadOnlySpan<T> read,
        [CallerArgumentExpression(nameof(written))] string writtenName = "",
        [CallerArgumentExpression(nameof(read))] string readName = "")
    {
        if (!Unsafe.AreSame(ref MemoryMarshal.GetReference(written), ref MemoryMarshal.GetReference(read))
            && written.Overlaps(read))
        {
            ThrowOverlap(writtenName, readName);
        }
    }

    /// <summary>Every label must be a class.</summary>
    public static void Labels(ReadOnlySpan<int> labels, int classes, [CallerArgumentExpression(nameof(labels))] string name = "")
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
            {
                ThrowLabel(i, labels[i], classes, name);
            }
        }
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowSize(int value, string name) =>
        throw new ArgumentOutOfRangeException(name, value, $"'{name}' must not be negative, actual {value}.");

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowPositive(int value, string name) =>
        throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be at least 1, actual {value}.");

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLength(int actual, int expected, string name) =>
        throw new ArgumentException($"Length of '{name}': expected {expected}, actual {actual}.", name);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowShape(int actual, int rows, int columns, string name) =>
        throw new ArgumentException(
            $"Length of '{name}': expected {(long)rows * columns} = {rows} x {columns}, actual {actual}.", name);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowEmpty(string name) =>
        throw new ArgumentException($"Length of '{name}': expected at least 1, actual 0: the mean of nothing is not defined.", name);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowOverlap(string writtenName, string readName) =>
        throw new ArgumentException($"'{writtenName}' must not overlap '{readName}' in memory.", writtenName);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowLabel(int index, int label, int classes, string name) =>
        throw new ArgumentOutOfRangeException(
            name, label, $"'{name}[{index}]': expected a class in [0, {classes}), actual {label}.");
}
