using System;
using AutoDiff;

namespace Gradients;

/// <content>Calls of the runtime's primitives, also in place and in loops.</content>
public static partial class Functions
{
    [Differentiable]
    public static double DenseSoftmax(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b)
    {
        double[] z = new double[4];
        TensorOps.MatMul(x, w, z, 2, 3, 2);
        TensorOps.AddBias<double>(z, b.Slice(0, 2), 2, 2);
        TensorOps.Softmax<double>(z, z, 2, 2);
        double s = 0;
        for (int i = 0; i < 4; i++)
        {
            s += (z[i] - 0.25 * i) * (z[i] - 0.25 * i);
        }

        return s / 4;
    }

    [Differentiable]
    public static double CrossEntropyOfLabels(ReadOnlySpan<double> x, ReadOnlySpan<double> w, [NoGradient] ReadOnlySpan<int> labels)
    {
        Span<double> z = stackalloc double[4];
        TensorOps.MatMul(x, w, z, 2, 3, 2);
        Span<int> y = stackalloc int[2];
        y[0] = labels[0] % 2;
        y[1] = 1;
        return Losses.SoftmaxCrossEntropy<double>(z, y, 2);
    }

    [Differentiable]
    public static double Recurrent(ReadOnlySpan<double> x, ReadOnlySpan<double> w, int n)
    {
        double[] h = new double[2];
        double[] a = new double[2];
        for (int t = 0; t < n; t++)
        {
            TensorOps.MatMul(h, w.Slice(0, 4), a, 1, 2, 2);
            a[0] += x[t];
            a[1] -= x[t] * x[t + 1];
            TensorOps.Tanh<double>(a, h);
        }

        return h[0] * h[1] + TensorOps.LogSumExp<double>(h);
    }

    [Differentiable]
    public static double InPlaceActivations(Span<double> p)
    {
        TensorOps.Relu<double>(p, p);
        TensorOps.Sigmoid<double>(p, p);
        for (int i = 0; i < p.Length; i++)
        {
            p[i] = p[i] * (i + 1);
        }

        TensorOps.Softplus<double>(p, p);
        return Losses.L2Norm<double>(p) * TensorOps.Sigmoid(p[0]);
    }

    [Differentiable]
    public static double ScalarActivations(double x, double y) =>
        TensorOps.Sigmoid(x * y) * TensorOps.Softplus(x - y) + TensorOps.Tanh(x) * TensorOps.Relu(y);

    [Differentiable]
    public static double RowsOfLogits(ReadOnlySpan<double> p)
    {
        double s = 0;
        for (int row = 0; row < 2; row++)
        {
            ReadOnlySpan<double> z = p.Slice(row * 3, 3);
            s += TensorOps.LogSumExp<double>(z) * z[row];
        }

        return s;
    }

    [Differentiable]
    public static double ReusedRowBuffer(ReadOnlySpan<double> p)
    {
        double s = 0;
        double[] q = new double[3];
        for (int row = 0; row < 2; row++)
        {
            TensorOps.Softmax<double>(p.Slice(row * 3, 3), q);
            for (int j = 0; j < q.Length; j++)
            {
                s += q[j] * q[j] * p[j];
            }

            if (s > 0.5)
            {
                TensorOps.LogSoftmax<double>(q, q);
                s += q[1] * q[2];
            }
        }

        return s;
    }

    [Differentiable]
    public static double TransposedProducts(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        double[] left = new double[9];
        double[] right = new double[4];
        double[] both = new double[4];
        TensorOps.MatMulTransposedLeft(x, w, left, 3, 2, 3);
        TensorOps.MatMulTransposedRight(x, w, right, 2, 3, 2);
        TensorOps.MatMulTransposedBoth(x, w, both, 2, 3, 2);
        return Losses.SumSquaredError<double>(left, new double[9]) * right[1] + Losses.L2Norm<double>(both) * right[2] + Losses.SquaredL2Norm<double>(right);
    }

    [Differentiable]
    public static double LossesOfBothArguments(ReadOnlySpan<double> p, ReadOnlySpan<double> q) =>
        Losses.MeanSquaredError<double>(p, q) + 0.1 * Losses.SumSquaredError<double>(q, p) + Losses.BinaryCrossEntropyFromLogits<double>(p, q);

    [Differentiable]
    public static double Probabilities(ReadOnlySpan<double> z, [NoGradient] ReadOnlySpan<double> y)
    {
        Span<double> p = stackalloc double[6];
        TensorOps.Softmax<double>(z, p, 2, 3);
        double categorical = Losses.CategoricalCrossEntropy<double>(p, y, 2, 3);
        TensorOps.Sigmoid<double>(z, p);
        return categorical * Losses.BinaryCrossEntropy<double>(p, y) + Losses.SoftmaxCrossEntropy<double>(z, y, 2, 3);
    }

    [Differentiable]
    public static double RowSums(ReadOnlySpan<double> p)
    {
        double[] sums = new double[2];
        TensorOps.LogSumExp<double>(p, sums, 2, 3);
        double[] q = new double[6];
        TensorOps.LogSoftmax<double>(p, q, 2, 3);
        return sums[0] * sums[1] + q[0] * q[4];
    }

    [Differentiable]
    public static double PrimitiveInBranch(ReadOnlySpan<double> p, double x)
    {
        double[] h = new double[p.Length];
        if (x > 1)
        {
            p.CopyTo(h);
            TensorOps.Softmax<double>(h, h);
            x *= TensorOps.LogSumExp<double>(h);
            h[0] = x;
        }
        else
        {
            TensorOps.Tanh(p, h);
            h[1] *= Losses.L2Norm<double>(h);
        }

        return TensorOps.LogSumExp<double>(h) * x;
    }
}
