using System;

namespace AutoDiff.Benchmarks.Cases;

/// <summary>Mean squared error, written as a loop.</summary>
internal sealed partial class MeanSquaredErrorCase(int length) : GradientCase($"mean squared error, loop, n = {length}", length)
{
    private readonly double[] prediction = Numbers(length, seed: 4);
    private readonly double[] target = Numbers(length, seed: 5);

    /// <inheritdoc/>
    public override double Primal() => MeanSquaredError(prediction, target);

    /// <inheritdoc/>
    public override double Hand()
    {
        ReadOnlySpan<double> actual = prediction;
        ReadOnlySpan<double> expected = target;
        Span<double> gradient = Gradient;
        double scale = 2.0 / actual.Length;
        double sum = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double residual = actual[i] - expected[i];
            sum += residual * residual;
            gradient[i] = scale * residual;
        }

        return sum / actual.Length;
    }

    /// <inheritdoc/>
    public override double Generated() => MeanSquaredErrorValueAndGradient(prediction, target, Gradient);

    [Differentiable]
    private static double MeanSquaredError(ReadOnlySpan<double> prediction, [NoGradient] ReadOnlySpan<double> target)
    {
        double sum = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            double residual = prediction[i] - target[i];
            sum += residual * residual;
        }

        return sum / prediction.Length;
    }
}
