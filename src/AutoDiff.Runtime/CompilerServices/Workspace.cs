using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.CompilerServices;

/// <summary>
/// A pooled arena for the temporary buffers of one call: <see cref="Take{T}"/> cuts spans off the front of a
/// chunk, <see cref="Dispose"/> takes all of them back at once.
/// </summary>
/// <remarks>
/// Spans are aligned to 64 bytes and stay valid until <see cref="Dispose"/>. Once warm nothing is allocated.
/// An instance belongs to the thread that rented it; nested rents are disposed in reverse order.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Workspace : IDisposable
{
    [ThreadStatic]
    private static Workspace? idle;

    private readonly ArenaChunks chunks = new();
    private Workspace? nextIdle;
    private bool rented;

    private Workspace()
    {
    }

    /// <summary>Takes an arena from the thread's pool.</summary>
    /// <returns>An empty arena. Dispose it to give its memory back.</returns>
    public static Workspace Rent()
    {
        Workspace? workspace = idle;
        if (workspace is null)
        {
            workspace = new Workspace();
        }
        else
        {
            idle = workspace.nextIdle;
            workspace.nextIdle = null;
        }

        workspace.rented = true;
        return workspace;
    }

    /// <summary>Cuts off a span of unspecified contents.</summary>
    /// <param name="length">Number of elements.</param>
    /// <typeparam name="T">Element type.</typeparam>
    /// <returns>A span that is valid until <see cref="Dispose"/> and overlaps no other span of this arena.</returns>
    /// <exception cref="OverflowException"><paramref name="length"/> is negative or the size exceeds what an array can hold.</exception>
    /// <exception cref="ObjectDisposedException">The arena has been given back.</exception>
    public Span<T> Take<T>(int length)
    {
        if (!rented)
        {
            ThrowDisposed();
        }

        if (length < 0)
        {
            ThrowNegative();
        }

        // A type parameter need not be constrained, though the numbers that stand for it hold no references.
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            return new T[length];
        }

        int bytes = checked(length * Unsafe.SizeOf<T>());
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref chunks.Take(bytes)), length);
    }

    /// <summary>Cuts off a span of zeros.</summary>
    /// <inheritdoc cref="Take{T}"/>
    public Span<T> Zeroed<T>(int length)
    {
        Span<T> span = Take<T>(length);
        span.Clear();
        return span;
    }

    /// <summary>Gives all spans back. Calling it again does nothing.</summary>
    public void Dispose()
    {
        if (!rented)
        {
            return;
        }

        rented = false;
        chunks.Reset();
        nextIdle = idle;
        idle = this;
    }

    [DoesNotReturn]
    private static void ThrowDisposed() => throw new ObjectDisposedException(nameof(Workspace));

    // What "new T[-1]" throws, which is what the source of generated code says.
    [DoesNotReturn]
    private static void ThrowNegative() => throw new OverflowException("The length of a buffer is negative.");
}
