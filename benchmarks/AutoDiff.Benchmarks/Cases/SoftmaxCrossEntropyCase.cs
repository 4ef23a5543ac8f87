using System;

namespace AutoDiff.Benchmarks.Cases;

/// <summary>Softmax cross-entropy of a batch of logits with index labels.</summary>
internal abstract class SoftmaxCrossEntropyCase : GradientCase
{
    /// <summary>Makes a batch.</summary>
    /// <param name="name">How it is written.</param>
    /// <param name="rows">Samples.</param>
    /// <param name="classes">Classes.</param>
    protected SoftmaxCrossEntropyCase(string name, int rows, int classes)
        : base($"softmax cross-entropy, {name}, {rows}×{classes}", rows * classes)
    {
        Classes = classes;
        Logits = Numbers(rows * classes, seed: 6);
        Labels = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            Labels[row] = row * 7 % classes;
        }
    }

    /// <summary>Number of columns.</summary>
    protected int Classes { get; }

    /// <summary>Shape [rows, classes].</summary>
    protected double[] Logits { get; }

    /// <summary>Shape [rows].</summary>
    protected int[] Labels { get; }

    /// <inheritdoc/>
    public override double Hand()
    {
        double scale = 1.0 / Labels.Length;
        double total = 0;
        for (int row = 0; row < Labels.Length; row++)
        {
            ReadOnlySpan<double> z = Logits.AsSpan(row * Classes, Classes);
            Span<double> gradient = Gradient.AsSpan(row * Classes, Classes);
            double max = z[0];
            for (int j = 1; j < z.Length; j++)
            {
                max = Math.Max(max, z[j]);
            }

            double sum = 0;
            for (int j = 0; j < z.Length; j++)
            {
                gradient[j] = Math.Exp(z[j] - max);
                sum += gradient[j];
            }

            for (int j = 0; j < gradient.Length; j++)
            {
                gradient[j] *= scale / sum;
            }

            gradient[Labels[row]] -= scale;
            total += max + Math.Log(sum) - z[Labels[row]];
        }

        return total / Labels.Length;
    }
}
