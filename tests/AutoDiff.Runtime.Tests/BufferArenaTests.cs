using System;
using System.Linq;
using AutoDiff.CompilerServices;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class BufferArenaTests
{
    [Fact]
    public void Buffers_are_found_again_by_their_position()
    {
        using BufferArena<double> arena = BufferArena<double>.Rent();
        int[] lengths = [0, 3, 0, 2000, 1, 5000, 0, 100_000, 7];
        int[] starts = new int[lengths.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            starts[i] = arena.Length;
            Span<double> buffer = arena.Take(lengths[i]);
            Assert.Equal(-1, buffer.IndexOfAnyExcept(0.0));
            buffer.Fill(i);
            Assert.Equal(lengths[i] == 0 ? 0 : starts[i], arena.PositionOf(buffer));
        }

        Assert.Equal(lengths.Sum(), arena.Length);
        for (int i = 0; i < lengths.Length; i++)
        {
            Span<double> buffer = arena.Slice(starts[i], lengths[i]);
            Assert.Equal(lengths[i], buffer.Length);
            Assert.Equal(-1, buffer.IndexOfAnyExcept((double)i));
            if (lengths[i] > 2)
            {
                Assert.Equal(starts[i] + 2, arena.PositionOf(arena.Slice(starts[i], lengths[i])[2..]));
            }
        }
    }

    [Fact]
    public void Buffers_given_back_hold_no_references()
    {
        Span<string?> kept;
        Span<string?> large;
        using (BufferArena<string?> arena = BufferArena<string?>.Rent())
        {
            kept = arena.Take(3);
            large = arena.Take(1 << 20);
            kept.Fill("a");
            large.Fill("b");
        }

        Assert.Equal(-1, kept.IndexOfAnyExcept((string?)null));
        Assert.Equal(-1, large.IndexOfAnyExcept((string?)null));
    }

    [Fact]
    public void All_buffers_are_pushed_as_one_block()
    {
        using BufferArena<double> arena = BufferArena<double>.Rent();
        using RecordStack<double> stack = RecordStack<double>.Rent();
        arena.PushTo(stack);
        int[] lengths = [3, 0, 2000, 1, 5000, 7];
        for (int i = 0; i < lengths.Length; i++)
        {
            arena.Take(lengths[i]).Fill(i);
        }

        arena.PushTo(stack);
        ReadOnlySpan<double> block = stack.Pop(arena.Length);
        int start = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            Assert.Equal(-1, block.Slice(start, lengths[i]).IndexOfAnyExcept(i));
            start += lengths[i];
        }
    }

    [Fact]
    public void Buffers_are_zero_after_use()
    {
        for (int i = 0; i < 3; i++)
        {
            using BufferArena<float> arena = BufferArena<float>.Rent();
            Span<float> buffer = arena.Take(3000);
            Assert.Equal(-1, buffer.IndexOfAnyExcept(0f));
            buffer.Fill(1);
        }
    }

    [Fact]
    public void Wrong_sizes_and_positions_throw()
    {
        using BufferArena<double> arena = BufferArena<double>.Rent();
        Assert.Throws<OverflowException>(() => arena.Take(-1));
        arena.Take(4);
        Assert.Throws<ArgumentOutOfRangeException>(() => arena.Slice(2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => arena.Slice(-1, 1));
        Assert.Throws<ArgumentException>(() => arena.PositionOf(new double[1]));
    }

    [Fact]
    public void A_returned_arena_is_refused()
    {
        BufferArena<double> arena = BufferArena<double>.Rent();
        arena.Dispose();
        arena.Dispose();
        Assert.Throws<ObjectDisposedException>(() => arena.Take(1));
    }

    [Fact]
    public void Destinations_have_the_shape_of_their_inputs()
    {
        double[,] grid = new double[2, 3];
        Destination.Check(new double[2, 3], grid);
        Assert.Contains("expected 2 × 3, actual 3 × 2", Assert.Throws<ArgumentException>(() => Destination.Check(new double[3, 2], grid)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Destination.Check(grid, grid));

        double[][] rows = [new double[2], new double[1]];
        Destination.Check((double[][])[new double[2], new double[1]], rows);
        Assert.Throws<ArgumentException>(() => Destination.Check((double[][])[new double[2]], rows));
        Assert.Throws<ArgumentException>(() => Destination.Check((double[][])[new double[2], new double[2]], rows));
        Assert.Throws<ArgumentException>(() => Destination.Check((double[][])[new double[2], rows[1]], rows));
        Assert.Throws<ArgumentException>(() => Destination.CheckRowsApart([rows[0], rows[1], rows[0]]));
        Assert.Throws<ArgumentException>(() => Destination.CheckApart(rows[1], rows));
        double[][] many = [.. Enumerable.Range(0, 100).Select(_ => new double[1])];
        Destination.CheckRowsApart(many);
        many[99] = many[3];
        Assert.Throws<ArgumentException>(() => Destination.CheckRowsApart(many));
    }
}
