using System;

namespace Digits;

/// <summary>Kingma and Ba's optimizer (2015): each parameter takes steps of its own size.</summary>
internal sealed class Adam(int length, double learningRate)
{
    private const double MeanDecay = 0.9;
    private const double SquareDecay = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double[] mean = new double[length];
    private readonly double[] square = new double[length];
    private int steps;

    /// <summary>Moves the parameters against the gradient.</summary>
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradient)
    {
        steps++;

        // Both averages begin at zero and so are too small at first; these factors make up for it.
        double meanCorrection = 1 / (1 - Math.Pow(MeanDecay, steps));
        double squareCorrection = 1 / (1 - Math.Pow(SquareDecay, steps));
        for (int i = 0; i < parameters.Length; i++)
        {
            mean[i] = (MeanDecay * mean[i]) + ((1 - MeanDecay) * gradient[i]);
            square[i] = (SquareDecay * square[i]) + ((1 - SquareDecay) * gradient[i] * gradient[i]);
            parameters[i] -= learningRate * meanCorrection * mean[i] / (Math.Sqrt(squareCorrection * square[i]) + Epsilon);
        }
    }
}
