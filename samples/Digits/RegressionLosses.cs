using System;
using AutoDiff;

namespace Digits;

/// <summary>
/// The two textbook losses of softmax regression. The generator writes a <c>…ValueAndGradient</c> beside each:
/// the same parameters, then one destination for each parameter that has a gradient (weights and bias).
/// </summary>
internal static partial class RegressionLosses
{
    /// <summary>Softmax and cross-entropy: how surprised the model is, on average, by the right answer.</summary>
    /// <param name="weights">Shape [pixels, classes].</param>
    /// <param name="bias">Shape [classes].</param>
    /// <param name="images">Shape [count, pixels]. Data, so no gradient is wanted.</param>
    /// <param name="labels">Shape [count].</param>
    [Differentiable]
    public static double CrossEntropy(
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> bias,
        [NoGradient] ReadOnlySpan<double> images,
        ReadOnlySpan<int> labels)
    {
        double[] logits = new double[labels.Length * DigitSet.Classes];
        TensorOps.MatMul(images, weights, logits, labels.Length, DigitSet.Pixels, DigitSet.Classes);
        TensorOps.AddBias(logits, bias, labels.Length, DigitSet.Classes);
        return Losses.SoftmaxCrossEntropy(logits, labels, DigitSet.Classes);
    }

    /// <summary>Mean squared error between the softmax and the one-hot answer.</summary>
    /// <inheritdoc cref="CrossEntropy"/>
    [Differentiable]
    public static double SquaredError(
        ReadOnlySpan<double> weights,
        ReadOnlySpan<double> bias,
        [NoGradient] ReadOnlySpan<double> images,
        ReadOnlySpan<int> labels)
    {
        double[] probabilities = new double[labels.Length * DigitSet.Classes];
        TensorOps.MatMul(images, weights, probabilities, labels.Length, DigitSet.Pixels, DigitSet.Classes);
        TensorOps.AddBias(probabilities, bias, labels.Length, DigitSet.Classes);
        TensorOps.Softmax(probabilities, probabilities, labels.Length, DigitSet.Classes);

        double[] answers = new double[labels.Length * DigitSet.Classes];
        TensorOps.OneHot(labels, answers, DigitSet.Classes);
        return Losses.MeanSquaredError(probabilities, answers);
    }
}
