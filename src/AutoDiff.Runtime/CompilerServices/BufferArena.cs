using System;
using System.Buffers;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.CompilerServices;

/// <summary>
/// The buffers that a method creates inside a loop and uses after the iteration that created them, one behind the other.
/// A part is found again by its position, counted over all buffers.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
/// <remarks>Once warm nothing is allocated: larger chunks come from the shared pool. An instance belongs to the thread that rented it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BufferArena<T> : IDisposable
{
    /// <summary>Chunks up to this size in all stay with the arena between rents.</summary>
    private const int KeptBytes = 1 << 20;

    private const int FirstChunk = 1024;

    private const int LargestStep = 1 << 24;

    [ThreadStatic]
    private static BufferArena<T>? idle;

    // chunks[i] holds the positions from starts[i]; a buffer never lies in two of them.
    private readonly List<T[]> chunks = [];
    private readonly List<int> starts = [];
    private BufferArena<T>? nextIdle;
    private int current = -1;
    private bool rented;

    private BufferArena()
    {
    }

    /// <summary>Gets the number of elements of all buffers together: the position of the next one.</summary>
    public int Length { get; private set; }

    /// <summary>Takes an empty arena from the thread's pool.</summary>
    /// <returns>The arena. Dispose it to give its memory back.</returns>
    public static BufferArena<T> Rent()
    {
        BufferArena<T>? arena = idle;
        if (arena is null)
        {
            arena = new BufferArena<T>();
        }
        else
        {
            idle = arena.nextIdle;
            arena.nextIdle = null;
        }

        arena.rented = true;
        return arena;
    }

    /// <summary>Adds a buffer of zeros.</summary>
    /// <param name="length">Number of elements.</param>
    /// <returns>The buffer, valid until <see cref="Dispose"/>.</returns>
    /// <exception cref="OverflowException"><paramref name="length"/> is negative or there are more elements than an <c>int</c> can count.</exception>
    /// <exception cref="ObjectDisposedException">The arena has been given back.</exception>
    public Span<T> Take(int length)
    {
        ObjectDisposedException.ThrowIf(!rented, this);
        if (length < 0)
        {
            ThrowNegative();
        }

        int after = checked(Length + length);
        if (current < 0 || after - starts[current] > chunks[current].Length)
        {
            Open(length);
        }

        Span<T> buffer = chunks[current].AsSpan(Length - starts[current], length);
        buffer.Clear();
        Length = after;
        return buffer;
    }

    /// <summary>A part of one buffer.</summary>
    /// <param name="start">Position of its first element.</param>
    /// <param name="length">Number of elements.</param>
    /// <returns>The part.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part is not inside one buffer's memory.</exception>
    public Span<T> Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - start);
        if (length == 0)
        {
            return default;
        }

        int chunk = starts.BinarySearch(0, current + 1, start, comparer: null);
        chunk = chunk < 0 ? ~chunk - 1 : chunk;
        return chunks[chunk].AsSpan(start - starts[chunk], length);
    }

    /// <summary>Where a part of one of the buffers starts.</summary>
    /// <param name="part">What <see cref="Take"/> or <see cref="Slice"/> gave, or a part of that.</param>
    /// <returns>The position of its first element; zero for an empty part.</returns>
    /// <exception cref="ArgumentException">The part is not inside the arena.</exception>
    public int PositionOf(ReadOnlySpan<T> part)
    {
        if (part.IsEmpty)
        {
            return 0;
        }

        for (int chunk = current; chunk >= 0; chunk--)
        {
            nint bytes = Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(chunks[chunk]), ref MemoryMarshal.GetReference(part));
            if (bytes >= 0 && bytes < (nint)chunks[chunk].Length * Unsafe.SizeOf<T>())
            {
                return starts[chunk] + (int)(bytes / Unsafe.SizeOf<T>());
            }
        }

        throw new ArgumentException("The part is not inside the arena.", nameof(part));
    }

    /// <summary>Pushes all buffers, one behind the other, as one block.</summary>
    /// <param name="stack">Gets <see cref="Length"/> values.</param>
    public void PushTo(RecordStack<T> stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        for (int chunk = 0; chunk <= current; chunk++)
        {
            int end = chunk < current ? starts[chunk + 1] : Length;
            stack.Push(chunks[chunk].AsSpan(0, end - starts[chunk]));
        }
    }

    /// <summary>Gives the memory back. Calling it again does nothing.</summary>
    public void Dispose()
    {
        if (!rented)
        {
            return;
        }

        // A type parameter need not be constrained, though the numbers that stand for it hold no references.
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            chunks.ForEach(Array.Clear);
        }

        rented = false;
        Length = 0;
        current = -1;
        starts.Clear();
        long bytes = 0;
        int kept = 0;
        while (kept < chunks.Count && (bytes += (long)chunks[kept].Length * Unsafe.SizeOf<T>()) <= KeptBytes)
        {
            kept++;
        }

        for (int i = kept; i < chunks.Count; i++)
        {
            GiveBack(chunks[i]);
        }

        chunks.RemoveRange(kept, chunks.Count - kept);
        nextIdle = idle;
        idle = this;
    }

    // What "new T[-1]" throws, which is what the source of generated code says.
    [DoesNotReturn]
    private static void ThrowNegative() => throw new OverflowException("The length of a buffer is negative.");

    private static void GiveBack(T[] chunk) => ArrayPool<T>.Shared.Return(chunk, RuntimeHelpers.IsReferenceOrContainsReferences<T>());

    // The next chunk that is there already, if it is large enough.
    private void Open(int length)
    {
        // No two chunks start at one position, or a part could not be found.
        if (current < 0 || starts[current] < Length)
        {
            current++;
            starts.Add(Length);
        }

        int size = Math.Max(length, current == 0 ? FirstChunk : (int)Math.Min(2L * chunks[current - 1].Length, LargestStep));
        if (current == chunks.Count)
        {
            chunks.Add(ArrayPool<T>.Shared.Rent(size));
        }
        else if (chunks[current].Length < length)
        {
            GiveBack(chunks[current]);
            chunks[current] = [];
            chunks[current] = ArrayPool<T>.Shared.Rent(size);
        }
    }
}
