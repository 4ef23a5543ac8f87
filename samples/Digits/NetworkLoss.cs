using System;
using AutoDiff;

namespace Digits;

/// <summary>The loss of a 64-64-10 network with ReLU, and where its parameters lie in one vector.</summary>
internal static partial class NetworkLoss
{
    /// <summary>Neurons between the pixels and the answer.</summary>
    public const int Hidden = 64;

    /// <summary>Where the hidden layer's bias begins; its weights [pixels, hidden] come first.</summary>
    public const int HiddenBias = DigitSet.Pixels * Hidden;

    /// <summary>Where the output layer's weights [hidden, classes] begin.</summary>
    public const int OutputWeights = HiddenBias + Hidden;

    /// <summary>Where the output layer's bias begins.</summary>
    public const int OutputBias = OutputWeights + (Hidden * DigitSet.Classes);

    /// <summary>Length of the vector.</summary>
    public const int Parameters = OutputBias + DigitSet.Classes;

    /// <summary>Cross-entropy of the softmax of the network's output.</summary>
    /// <param name="parameters">Shape [<see cref="Parameters"/>]. One vector, so one gradient and one optimizer serve all layers.</param>
    /// <param name="images">Shape [count, pixels].</param>
    /// <param name="labels">Shape [count].</param>
    [Differentiable]
    public static double CrossEntropy(
        ReadOnlySpan<double> parameters,
        [NoGradient] ReadOnlySpan<double> images,
        ReadOnlySpan<int> labels)
    {
        int count = labels.Length;

        double[] hidden = new double[count * Hidden];
        TensorOps.MatMul(images, parameters[..HiddenBias], hidden, count, DigitSet.Pixels, Hidden);
        TensorOps.AddBias(hidden, parameters[HiddenBias..OutputWeights], count, Hidden);
        TensorOps.Relu(hidden, hidden);

        double[] logits = new double[count * DigitSet.Classes];
        TensorOps.MatMul(hidden, parameters[OutputWeights..OutputBias], logits, count, Hidden, DigitSet.Classes);
        TensorOps.AddBias(logits, parameters[OutputBias..], count, DigitSet.Classes);
        return Losses.SoftmaxCrossEntropy(logits, labels, DigitSet.Classes);
    }
}
