using System;
using AutoDiff;

namespace Digits;

/// <summary>One layer of weights from zero, trained by plain gradient descent on the whole training set.</summary>
internal sealed class SoftmaxRegression(RegressionGradient valueAndGradient, double learningRate) : IClassifier
{
    private readonly double[] weights = new double[DigitSet.Pixels * DigitSet.Classes];
    private readonly double[] bias = new double[DigitSet.Classes];
    private readonly double[] weightsGradient = new double[DigitSet.Pixels * DigitSet.Classes];
    private readonly double[] biasGradient = new double[DigitSet.Classes];

    /// <summary>Shape [pixels, classes].</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <inheritdoc/>
    public double Learn(DigitSet train)
    {
        double loss = Loss(train);
        Descend(weights, weightsGradient);
        Descend(bias, biasGradient);
        return loss;
    }

    /// <inheritdoc/>
    public double Loss(DigitSet digits) =>
        valueAndGradient(weights, bias, digits.Images, digits.Labels, weightsGradient, biasGradient);

    /// <inheritdoc/>
    public void Score(DigitSet digits, Span<double> scores)
    {
        TensorOps.MatMul(digits.Images, weights, scores, digits.Count, DigitSet.Pixels, DigitSet.Classes);
        TensorOps.AddBias(scores, bias, digits.Count, DigitSet.Classes);
    }

    private void Descend(Span<double> parameters, ReadOnlySpan<double> gradient)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= learningRate * gradient[i];
        }
    }
}
