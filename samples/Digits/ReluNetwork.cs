using System;
using AutoDiff;

namespace Digits;

/// <summary>The 64-64-10 network, trained with mini-batches and Adam.</summary>
internal sealed class ReluNetwork : IClassifier
{
    private readonly double[] parameters = new double[NetworkLoss.Parameters];
    private readonly double[] gradient = new double[NetworkLoss.Parameters];
    private readonly Adam adam = new(NetworkLoss.Parameters, learningRate: 0.003);
    private readonly MiniBatches batches;

    public ReluNetwork(DigitSet train, int seed)
    {
        Random random = new(seed);
        batches = new MiniBatches(train, size: 32, random);

        // Equal neurons would stay equal for ever, so the weights begin at random; biases may begin at zero.
        Scatter(parameters.AsSpan(0, NetworkLoss.HiddenBias), DigitSet.Pixels, random);
        Scatter(parameters.AsSpan(NetworkLoss.OutputWeights, NetworkLoss.OutputBias - NetworkLoss.OutputWeights), NetworkLoss.Hidden, random);
    }

    /// <inheritdoc/>
    public double Learn(DigitSet train)
    {
        double loss = 0;
        batches.Shuffle();
        while (batches.MoveNext())
        {
            loss += batches.Labels.Length * NetworkLoss.CrossEntropyValueAndGradient(parameters, batches.Images, batches.Labels, gradient);
            adam.Step(parameters, gradient);
        }

        return loss / train.Count;
    }

    /// <inheritdoc/>
    public double Loss(DigitSet digits) => NetworkLoss.CrossEntropy(parameters, digits.Images, digits.Labels);

    /// <inheritdoc/>
    public void Score(DigitSet digits, Span<double> scores)
    {
        ReadOnlySpan<double> from = parameters;
        double[] hidden = new double[digits.Count * NetworkLoss.Hidden];
        TensorOps.MatMul(digits.Images, from[..NetworkLoss.HiddenBias], hidden, digits.Count, DigitSet.Pixels, NetworkLoss.Hidden);
        TensorOps.AddBias(hidden, from[NetworkLoss.HiddenBias..NetworkLoss.OutputWeights], digits.Count, NetworkLoss.Hidden);
        TensorOps.Relu(hidden, hidden);
        TensorOps.MatMul(hidden, from[NetworkLoss.OutputWeights..NetworkLoss.OutputBias], scores, digits.Count, NetworkLoss.Hidden, DigitSet.Classes);
        TensorOps.AddBias(scores, from[NetworkLoss.OutputBias..], digits.Count, DigitSet.Classes);
    }

    // Uniform with variance 2 / inputs (He et al. 2015): a ReLU halves the variance, this keeps it from layer to layer.
    private static void Scatter(Span<double> weights, int inputs, Random random)
    {
        double bound = Math.Sqrt(6.0 / inputs);
        foreach (ref double weight in weights)
        {
            weight = bound * ((2 * random.NextDouble()) - 1);
        }
    }
}
