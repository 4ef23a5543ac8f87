using System;
using System.Buffers;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AutoDiff.CompilerServices;

/// <summary>
/// A pooled, growing stack of what the forward sweep overwrites and the reverse sweep needs, for loops whose
/// trip count is not known at entry.
/// </summary>
/// <typeparam name="T">Type of the recorded values.</typeparam>
/// <remarks>Once warm nothing is allocated. An instance belongs to the thread that rented it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "It is a stack.")]
public sealed class RecordStack<T> : IDisposable
{
    /// <summary>An array up to this size stays with the stack between rents.</summary>
    private const int KeptBytes = 1 << 20;

    [ThreadStatic]
    private static RecordStack<T>? idle;

    private RecordStack<T>? nextIdle;
    private T[] items = [];
    private int count;
    private bool rented;

    private RecordStack()
    {
    }

    /// <summary>Takes an empty stack from the thread's pool.</summary>
    /// <returns>The stack. Dispose it to give its memory back.</returns>
    public static RecordStack<T> Rent()
    {
        RecordStack<T>? stack = idle;
        if (stack is null)
        {
            stack = new RecordStack<T>();
        }
        else
        {
            idle = stack.nextIdle;
            stack.nextIdle = null;
        }

        stack.rented = true;
        return stack;
    }

    /// <summary>Pushes one value.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T value)
    {
        T[] array = items;
        int top = count;
        if ((uint)top >= (uint)array.Length)
        {
            array = Grow(1);
        }

        array[top] = value;
        count = top + 1;
    }

    /// <summary>Pushes a block of values; its last element is on top.</summary>
    /// <param name="block">The values.</param>
    public void Push(ReadOnlySpan<T> block)
    {
        if (block.Length > items.Length - count)
        {
            Grow(block.Length);
        }

        block.CopyTo(items.AsSpan(count));
        count += block.Length;
    }

    /// <summary>Takes the value pushed last.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">The stack is empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop()
    {
        int top = count - 1;
        T[] array = items;
        if ((uint)top >= (uint)array.Length)
        {
            ThrowTooFew();
        }

        count = top;
        return array[top];
    }

    /// <summary>Takes the last values, in the order in which they were pushed.</summary>
    /// <param name="length">How many.</param>
    /// <returns>A view that is valid until the next push.</returns>
    /// <exception cref="InvalidOperationException">The stack holds fewer values.</exception>
    public ReadOnlySpan<T> Pop(int length)
    {
        if ((uint)length > (uint)count)
        {
            ThrowTooFew();
        }

        count -= length;
        return items.AsSpan(count, length);
    }

    /// <summary>Gives the memory back. Calling it again does nothing.</summary>
    public void Dispose()
    {
        if (!rented)
        {
            return;
        }

        rented = false;
        count = 0;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Array.Clear(items);
        }

        if ((long)items.Length * Unsafe.SizeOf<T>() > KeptBytes)
        {
            ArrayPool<T>.Shared.Return(items);
            items = [];
        }

        nextIdle = idle;
        idle = this;
    }

    [DoesNotReturn]
    private static void ThrowTooFew() => throw new InvalidOperationException("More is popped than was pushed.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T[] Grow(int extra)
    {
        ObjectDisposedException.ThrowIf(!rented, this);
        int needed = checked(count + extra);
        int size = (int)Math.Min(Math.Max(Math.Max(64L, 2L * items.Length), needed), Array.MaxLength);
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(size, needed));
        items.AsSpan(0, count).CopyTo(larger);
        if (items.Length > 0)
        {
            ArrayPool<T>.Shared.Return(items, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }

        items = larger;
        return larger;
    }
}
