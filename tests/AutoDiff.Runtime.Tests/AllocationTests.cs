using System;
using System.Linq;
using System.Numerics;
using AutoDiff.CompilerServices;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class AllocationTests
{
    [Fact]
    public void Primitives_and_losses_allocate_nothing()
    {
        Check<double>();
        Check<float>();
    }

    [Fact]
    public void Workspace_and_RecordStack_allocate_nothing_once_warm() => Assert.Equal(0, Allocated(() =>
    {
        using Workspace outer = Workspace.Rent();
        outer.Take<double>(100_000)[99_999] = 1;
        using Workspace inner = Workspace.Rent();
        inner.Zeroed<float>(10)[9] = 1;
        outer.Take<byte>(3_000_000)[0] = 1;
        using RecordStack<double> stack = RecordStack<double>.Rent();
        for (int i = 0; i < 100_000; i++)
        {
            stack.Push(i);
        }

        stack.Push(outer.Take<double>(50));
        stack.Pop(50);
        stack.Pop();
    }));

    private static void Check<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int rows = 30;
        const int columns = 40;
        T[] x = Samples.As<T>(Samples.Uniform(1, rows * columns, 0.1, 0.9));
        T[] y = Samples.As<T>(Samples.Uniform(2, rows * columns, 0.1, 0.9));
        T[] g = new T[rows * columns];
        T[] g2 = new T[rows * columns];
        T[] square = new T[rows * rows];
        int[] labels = [.. Enumerable.Range(0, rows)];
        Assert.Equal(0, Allocated(() =>
        {
            TensorOps.MatMulTransposedRight<T>(x, y, square, rows, columns, rows);
            TensorOps.MatMulTransposedRightLeftVjp<T>(y, square, g, rows, columns, rows);
            TensorOps.AddBias<T>(g, x.AsSpan(0, columns), rows, columns);
            TensorOps.AddBiasVjp<T>(x, g.AsSpan(0, columns), rows, columns);
            TensorOps.Softmax<T>(x, g, rows, columns);
            TensorOps.SoftmaxVjp<T>(x, y, g, rows, columns);
            TensorOps.LogSoftmax<T>(x, g, rows, columns);
            TensorOps.LogSumExp<T>(x);
            TensorOps.LogSumExpVjp<T>(x, T.One, g);
            TensorOps.Sigmoid<T>(x, g);
            TensorOps.SigmoidVjp<T>(x, y, g);
            TensorOps.OneHot<T>(labels, g, columns);
            Losses.MeanSquaredError<T>(x, y);
            Losses.MeanSquaredErrorVjp<T>(x, y, T.One, g, g2);
            Losses.BinaryCrossEntropy<T>(x, y);
            Losses.BinaryCrossEntropyVjp<T>(x, y, T.One, g, g2);
            Losses.L2Norm<T>(x);
            Losses.L2NormVjp<T>(x, T.One, g);
            Losses.SoftmaxCrossEntropy<T>(x, y, rows, columns);
            Losses.SoftmaxCrossEntropyVjp<T>(x, y, T.One, g, g2, rows, columns);
            Losses.SoftmaxCrossEntropy<T>(x, labels, columns);
            Losses.SoftmaxCrossEntropyOfLabelsVjp<T>(x, labels, T.One, g, columns);
        }));
    }

    private static long Allocated(Action action)
    {
        for (int i = 0; i < 3; i++)
        {
            action();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
