using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace AutoDiff.CompilerServices;

/// <summary>The memory behind a <see cref="Workspace"/>: one chunk that is kept and any number that are given back.</summary>
internal sealed class ArenaChunks
{
    /// <summary>Spans start at multiples of this many bytes: one cache line, one 512-bit vector.</summary>
    private const int Alignment = 64;

    /// <summary>A chunk up to this size stays with the arena between rents.</summary>
    private const int KeptBytes = 1 << 20;

    private const int FirstBytes = 1 << 14;

    private readonly List<byte[]> full = [];
    private byte[] current = [];
    private int start;
    private int used;

    /// <summary>Cuts off an aligned block.</summary>
    /// <param name="bytes">Its size, zero or more.</param>
    /// <returns>Its first byte.</returns>
    public ref byte Take(int bytes)
    {
        // Sizes are compared as long: a block near the 2 GiB limit must not wrap around.
        if (current.Length == 0 || (long)used + bytes > current.Length - start)
        {
            Grow(bytes);
        }

        ref byte block = ref Unsafe.AddByteOffset(ref current[0], start + used);
        used = (int)Math.Min(((long)used + bytes + Alignment - 1) & -Alignment, int.MaxValue - Alignment);
        return ref block;
    }

    /// <summary>Forgets all blocks. Chunks beyond the one that is kept go back to the shared pool.</summary>
    public void Reset()
    {
        foreach (byte[] chunk in full)
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        full.Clear();
        used = 0;
        if (current.Length > KeptBytes)
        {
            ArrayPool<byte>.Shared.Return(current);
            current = [];
            start = 0;
        }
    }

    private void Grow(int bytes)
    {
        if (current.Length > 0)
        {
            full.Add(current);
        }

        long wanted = Math.Max(Math.Max(FirstBytes, 2L * current.Length), (long)bytes + (2 * Alignment));
        long limit = Math.Max((long)bytes + (2 * Alignment), KeptBytes / 2);
        int size = checked((int)Math.Min(wanted, limit));

        // Cleared first: if the pool throws, the arena must not hold one chunk twice.
        current = [];
        start = 0;
        used = 0;
        byte[] chunk = ArrayPool<byte>.Shared.Rent(size);
        current = chunk;
        start = FirstAligned(chunk);
    }

    // The collector may move an array and keeps 8-byte alignment only: the offset is right at
    // the time of renting and is about speed, never about correctness.
    private static int FirstAligned(byte[] chunk)
    {
        nint address = Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref chunk[0]);
        return (int)(-address & (Alignment - 1));
    }
}
