using System;

namespace AutoDiff.Benchmarks.Cases;

/// <summary>A polynomial by Horner's scheme, which overwrites what its gradient needs.</summary>
internal sealed partial class HornerCase(int degree) : GradientCase($"Horner, degree {degree}", degree + 2)
{
    private readonly double[] coefficients = Numbers(degree + 1, seed: 3);
    private readonly double[] partials = new double[degree + 1];
    private readonly double x = 0.7;

    /// <inheritdoc/>
    public override double Primal() => Horner(coefficients, x);

    /// <inheritdoc/>
    public override double Hand()
    {
        Span<double> gradient = Gradient.AsSpan(0, coefficients.Length);
        double value = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            partials[i] = value;
            value = value * x + coefficients[i];
        }

        double power = 1;
        double byX = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = power;
            byX += power * partials[i];
            power *= x;
        }

        Gradient[^1] = byX;
        return value;
    }

    /// <inheritdoc/>
    public override double Generated() => HornerValueAndGradient(coefficients, x, Gradient.AsSpan(0, coefficients.Length), out Gradient[^1]);

    [Differentiable]
    private static double Horner(ReadOnlySpan<double> coefficients, double x)
    {
        double value = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            value = value * x + coefficients[i];
        }

        return value;
    }
}
