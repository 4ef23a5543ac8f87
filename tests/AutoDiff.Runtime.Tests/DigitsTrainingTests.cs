using System;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>Full-batch gradient descent of softmax regression reproduces PyTorch's losses.</summary>
public sealed class DigitsTrainingTests
{
    private const int Images = 1437;
    private const int Pixels = 64;
    private const int Classes = 10;

    [Theory]
    [InlineData("softmax_cross_entropy")]
    [InlineData("softmax_mse")]
    public void Loss_follows_the_reference(string loss)
    {
        JsonElement reference = ReferenceData.Json("digits-training.json").GetProperty("results").GetProperty(loss);
        double rate = reference.GetProperty("learning_rate").GetDouble();
        JsonElement steps = reference.GetProperty("steps");
        (double[] x, int[] labels) = ReferenceData.Digits(Images);
        double[] target = new double[Images * Classes];
        TensorOps.OneHot<double>(labels, target, Classes);

        double[] w = new double[Pixels * Classes];
        double[] b = new double[Classes];
        double[] logits = new double[Images * Classes];
        double[] p = new double[Images * Classes];
        for (int step = 0; step <= 500; step++)
        {
            double[] pGradient = new double[logits.Length];
            double[] logitsGradient = new double[logits.Length];
            double[] wGradient = new double[w.Length];
            double[] bGradient = new double[b.Length];
            TensorOps.MatMul<double>(x, w, logits, Images, Pixels, Classes);
            TensorOps.AddBias<double>(logits, b, Images, Classes);
            double value;
            if (loss == "softmax_mse")
            {
                TensorOps.Softmax<double>(logits, p, Images, Classes);
                value = Losses.MeanSquaredError<double>(p, target);
                Losses.MeanSquaredErrorVjp<double>(p, target, 1, pGradient, []);
                TensorOps.SoftmaxVjp<double>(p, pGradient, logitsGradient, Images, Classes);
            }
            else
            {
                value = Losses.SoftmaxCrossEntropy<double>(logits, labels, Classes);
                Losses.SoftmaxCrossEntropyOfLabelsVjp<double>(logits, labels, 1, logitsGradient, Classes);
            }

            if (steps.TryGetProperty(step.ToString(CultureInfo.InvariantCulture), out JsonElement expected))
            {
                Near.One(expected.GetProperty("loss").GetDouble(), value, 1e-9);
            }

            TensorOps.AddBiasVjp<double>(logitsGradient, bGradient, Images, Classes);
            TensorOps.MatMulRightVjp<double>(x, logitsGradient, wGradient, Images, Pixels, Classes);
            Descend(w, wGradient, rate);
            Descend(b, bGradient, rate);
        }
    }

    private static void Descend(double[] values, double[] gradient, double rate)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= rate * gradient[i];
        }
    }
}
