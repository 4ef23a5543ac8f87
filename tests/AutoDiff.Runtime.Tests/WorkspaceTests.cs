using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using AutoDiff.CompilerServices;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class WorkspaceTests
{
    [Fact]
    public void Spans_do_not_overlap_and_survive_growth()
    {
        using Workspace workspace = Workspace.Rent();
        Span<int> first = workspace.Take<int>(1000);
        first.Fill(1);
        Span<double> second = workspace.Zeroed<double>(1_000_000);
        Span<byte> third = workspace.Take<byte>(1);
        third[0] = 7;
        second.Fill(2);
        Assert.Equal(-1, first.IndexOfAnyExcept(1));
        Assert.Equal(-1, second.IndexOfAnyExcept(2.0));
        Assert.Equal(7, third[0]);
    }

    [Fact]
    public void Zeroed_is_zero_after_use()
    {
        for (int i = 0; i < 3; i++)
        {
            using Workspace workspace = Workspace.Rent();
            Span<int> span = workspace.Zeroed<int>(500);
            Assert.Equal(-1, span.IndexOfAnyExcept(0));
            span.Fill(-1);
        }
    }

    [Fact]
    public void A_fresh_arena_gives_an_empty_span()
    {
        // On a new thread, because a pooled arena has memory already.
        int length = -1;
        Thread thread = new(() =>
        {
            using Workspace workspace = Workspace.Rent();
            length = workspace.Take<int>(0).Length;
        });
        thread.Start();
        thread.Join();
        Assert.Equal(0, length);
    }

    [Fact]
    public void Spans_are_aligned_to_one_another_by_64_bytes()
    {
        using Workspace workspace = Workspace.Rent();
        ref byte first = ref MemoryMarshal.GetReference(workspace.Take<byte>(3));
        ref byte second = ref MemoryMarshal.GetReference(workspace.Take<byte>(3));
        Assert.Equal(64, Unsafe.ByteOffset(ref first, ref second));
    }

    [Fact]
    public void Negative_and_impossible_lengths_overflow()
    {
        using Workspace workspace = Workspace.Rent();
        Assert.Throws<OverflowException>(() => workspace.Take<double>(-1).Length);
        Assert.Throws<OverflowException>(() => workspace.Take<double>(int.MaxValue).Length);
        Assert.Equal(0, workspace.Take<double>(0).Length);
    }

    [Fact]
    public void Nested_rents_are_distinct_and_double_dispose_is_harmless()
    {
        Workspace outer = Workspace.Rent();
        Workspace inner = Workspace.Rent();
        Assert.NotSame(outer, inner);
        inner.Dispose();
        inner.Dispose();
        outer.Dispose();
        outer.Dispose();
        using Workspace first = Workspace.Rent();
        using Workspace second = Workspace.Rent();
        Assert.NotSame(first, second);
        Assert.Throws<ObjectDisposedException>(() =>
        {
            Workspace gone = Workspace.Rent();
            gone.Dispose();
            gone.Take<int>(1).Clear();
        });
    }
}
