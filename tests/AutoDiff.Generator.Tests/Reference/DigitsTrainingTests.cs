using System;
using System.Globalization;
using System.Text.Json;
using AutoDiff.Generator.Tests.Harness;
using AutoDiff.Runtime.Tests;
using Xunit;

namespace AutoDiff.Generator.Tests.Reference;

/// <summary>Full-batch gradient descent of softmax regression on the digits, with generated gradients, reproduces PyTorch's losses.</summary>
public class DigitsTrainingTests
{
    private const int Images = 1437;
    private const int Pixels = 64;
    private const int Classes = 10;
    private const int Steps = 500;

    [Theory]
    [InlineData("ByPrimitives", "softmax_cross_entropy", "softmax_cross_entropy_from_logits")]
    [InlineData("ByPrimitives", "softmax_mse", "softmax_mse_mean")]
    [InlineData("ByHand", "softmax_cross_entropy", "softmax_cross_entropy_from_logits")]
    [InlineData("ByHand", "softmax_mse", "softmax_mse_mean")]
    public void Loss_FollowsTheReference(string way, string training, string loss)
    {
        JsonElement reference = ReferenceData.Json("digits-training.json").GetProperty("results").GetProperty(training);
        double rate = reference.GetProperty("learning_rate").GetDouble();
        GradientWrapper wrapper = CompiledLosses.InDouble(way, loss);
        (double[] x, int[] labels) = ReferenceData.Digits(Images);
        double[] w = new double[Pixels * Classes];
        double[] b = new double[Classes];
        double[] wGradient = new double[w.Length];
        double[] bGradient = new double[b.Length];
        int compared = 0;
        for (int step = 0; step <= Steps; step++)
        {
            double value = (double)wrapper.ValueAndGradient([x, w, b, labels, Images, Pixels, Classes], [wGradient, bGradient]);
            if (reference.GetProperty("steps").TryGetProperty(step.ToString(CultureInfo.InvariantCulture), out JsonElement expected))
            {
                Assert.Equal(expected.GetProperty("loss").GetDouble(), value, 1e-9);
                compared++;
            }

            Descend(w, wGradient, rate);
            Descend(b, bGradient, rate);
        }

        Assert.Equal(6, compared);
    }

    private static void Descend(double[] values, double[] gradient, double rate)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= rate * gradient[i];
        }
    }
}
