using System;
using AutoDiff.CompilerServices;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class RecordStackTests
{
    [Fact]
    public void Pops_come_in_reverse_order_of_pushes()
    {
        using RecordStack<int> stack = RecordStack<int>.Rent();
        for (int i = 0; i < 10_000; i++)
        {
            stack.Push(i);
            stack.Push([i, i + 1, i + 2]);
        }

        for (int i = 9_999; i >= 0; i--)
        {
            Assert.Equal([i, i + 1, i + 2], stack.Pop(3).ToArray());
            Assert.Equal(i, stack.Pop());
        }
    }

    [Fact]
    public void Popping_more_than_was_pushed_throws()
    {
        using RecordStack<double> stack = RecordStack<double>.Rent();
        Assert.Throws<InvalidOperationException>(() => stack.Pop());
        stack.Push(1);
        Assert.Throws<InvalidOperationException>(() => stack.Pop(2).Length);
        Assert.Throws<InvalidOperationException>(() => stack.Pop(-1).Length);
        Assert.Equal(1, stack.Pop());
    }

    [Fact]
    public void A_rented_stack_is_empty_whatever_the_last_user_left()
    {
        RecordStack<long> first = RecordStack<long>.Rent();
        first.Push(5);
        first.Dispose();
        first.Dispose();
        using RecordStack<long> second = RecordStack<long>.Rent();
        using RecordStack<long> third = RecordStack<long>.Rent();
        Assert.NotSame(second, third);
        Assert.Throws<InvalidOperationException>(() => second.Pop());
    }
}
