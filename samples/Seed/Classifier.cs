using System;
using AutoDiff;

namespace Seed;

/// <summary>The textbook classifier <c>softmax(x·w + b)</c> and its two textbook losses.</summary>
internal static partial class Classifier
{
    /// <summary>Examples in the batch.</summary>
    public const int Batch = 2;

    /// <summary>Numbers that describe an example.</summary>
    public const int Inputs = 4;

    /// <summary>Answers to choose from.</summary>
    public const int Classes = 3;

    /// <summary><c>z = x·w + b</c>, the bias added to each row.</summary>
    public static void Logits(ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, Span<double> z)
    {
        TensorOps.MatMul(x, w, z, Batch, Inputs, Classes);
        TensorOps.AddBias(z, b, Batch, Classes);
    }

    /// <summary>Mean over all entries of <c>(softmax(x·w + b) - Y)²</c>, Y the one-hot rows of the labels.</summary>
    /// <param name="x">Shape [batch, inputs].</param>
    /// <param name="w">Shape [inputs, classes].</param>
    /// <param name="b">Shape [classes].</param>
    /// <param name="labels">Shape [batch].</param>
    [Differentiable]
    public static double MeanSquaredError(
        ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> labels)
    {
        double[] z = new double[Batch * Classes];
        TensorOps.MatMul(x, w, z, Batch, Inputs, Classes);
        TensorOps.AddBias(z, b, Batch, Classes);

        double[] p = new double[Batch * Classes];
        TensorOps.Softmax(z, p, Batch, Classes);

        double[] oneHot = new double[Batch * Classes];
        TensorOps.OneHot(labels, oneHot, Classes);
        return Losses.MeanSquaredError(p, oneHot);
    }

    /// <summary>Mean over the batch of <c>-log(softmax(x·w + b)[label])</c>, computed from the logits, which no size of them upsets.</summary>
    /// <inheritdoc cref="MeanSquaredError"/>
    [Differentiable]
    public static double CrossEntropy(
        ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> labels)
    {
        double[] z = new double[Batch * Classes];
        TensorOps.MatMul(x, w, z, Batch, Inputs, Classes);
        TensorOps.AddBias(z, b, Batch, Classes);
        return Losses.SoftmaxCrossEntropy(z, labels, Classes);
    }
}
