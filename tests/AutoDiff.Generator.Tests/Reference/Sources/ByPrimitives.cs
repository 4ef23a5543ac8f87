using System;
using AutoDiff;

namespace Reference;

/// <summary>A dense layer with each loss, written with the primitives of the runtime. Shapes: x [batch, inputs], w [inputs, classes], b and labels [classes] and [batch].</summary>
public static partial class ByPrimitives
{
    [Differentiable]
    public static double SoftmaxMseMean(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double[] p = new double[batch * classes];
        TensorOps.MatMul(x, w, p, batch, inputs, classes);
        TensorOps.AddBias(p, b, batch, classes);
        TensorOps.Softmax<double>(p, p, batch, classes);
        double[] target = new double[batch * classes];
        TensorOps.OneHot<double>(y, target, classes);
        return Losses.MeanSquaredError<double>(p, target);
    }

    [Differentiable]
    public static double LinearSumSquaredError(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double[] z = new double[batch * classes];
        TensorOps.MatMul(x, w, z, batch, inputs, classes);
        TensorOps.AddBias(z, b, batch, classes);
        double[] target = new double[batch * classes];
        TensorOps.OneHot<double>(y, target, classes);
        return Losses.SumSquaredError<double>(target, z);
    }

    [Differentiable]
    public static double LinearL2Norm(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double[] error = new double[batch * classes];
        TensorOps.MatMul(x, w, error, batch, inputs, classes);
        TensorOps.AddBias(error, b, batch, classes);
        for (int i = 0; i < batch; i++)
        {
            error[i * classes + y[i]] -= 1;
        }

        return Losses.L2Norm<double>(error);
    }

    [Differentiable]
    public static double LinearL2NormSquared(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double[] error = new double[batch * classes];
        TensorOps.MatMul(x, w, error, batch, inputs, classes);
        TensorOps.AddBias(error, b, batch, classes);
        for (int i = 0; i < batch; i++)
        {
            error[i * classes + y[i]] -= 1;
        }

        return Losses.SquaredL2Norm<double>(error);
    }

    [Differentiable]
    public static double SoftmaxCrossEntropyFromLogits(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double[] z = new double[batch * classes];
        TensorOps.MatMul(x, w, z, batch, inputs, classes);
        TensorOps.AddBias(z, b, batch, classes);
        return Losses.SoftmaxCrossEntropy<double>(z, y, classes);
    }

    [Differentiable]
    public static double CategoricalCrossEntropyFromProbabilities(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double[] p = new double[batch * classes];
        TensorOps.MatMul(x, w, p, batch, inputs, classes);
        TensorOps.AddBias(p, b, batch, classes);
        TensorOps.Softmax<double>(p, p, batch, classes);
        double[] target = new double[batch * classes];
        TensorOps.OneHot<double>(y, target, classes);
        return Losses.CategoricalCrossEntropy<double>(p, target, batch, classes);
    }

    [Differentiable]
    public static double BinaryCrossEntropyFromLogits(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double[] z = new double[batch * classes];
        TensorOps.MatMul(x, w, z, batch, inputs, classes);
        TensorOps.AddBias(z, b, batch, classes);
        double[] first = new double[batch];
        double[] labels = new double[batch];
        for (int i = 0; i < batch; i++)
        {
            first[i] = z[i * classes];
            labels[i] = y[i] % 2;
        }

        return Losses.BinaryCrossEntropyFromLogits<double>(first, labels);
    }

    [Differentiable]
    public static double BinaryCrossEntropyFromProbabilities(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double[] z = new double[batch * classes];
        TensorOps.MatMul(x, w, z, batch, inputs, classes);
        TensorOps.AddBias(z, b, batch, classes);
        double[] p = new double[batch];
        double[] labels = new double[batch];
        for (int i = 0; i < batch; i++)
        {
            p[i] = TensorOps.Sigmoid(z[i * classes]);
            labels[i] = y[i] % 2;
        }

        return Losses.BinaryCrossEntropy<double>(p, labels);
    }
}
