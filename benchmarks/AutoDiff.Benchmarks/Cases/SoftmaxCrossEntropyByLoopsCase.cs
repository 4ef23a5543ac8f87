using System;

namespace AutoDiff.Benchmarks.Cases;

/// <summary>Written out with loops and <see cref="Math.Exp"/>.</summary>
internal sealed partial class SoftmaxCrossEntropyByLoopsCase(int rows, int classes) : SoftmaxCrossEntropyCase("loops", rows, classes)
{
    /// <inheritdoc/>
    public override double Primal() => Loss(Logits, Labels, Classes);

    /// <inheritdoc/>
    public override double Generated() => LossValueAndGradient(Logits, Labels, Classes, Gradient);

    [Differentiable]
    private static double Loss(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, int classes)
    {
        double total = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<double> z = logits.Slice(row * classes, classes);
            double max = z[0];
            for (int j = 1; j < z.Length; j++)
            {
                max = Math.Max(max, z[j]);
            }

            double sum = 0;
            for (int j = 0; j < z.Length; j++)
            {
                sum += Math.Exp(z[j] - max);
            }

            total += max + Math.Log(sum) - z[labels[row]];
        }

        return total / labels.Length;
    }
}
