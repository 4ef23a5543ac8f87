using System;
using System.Collections.Generic;
using AutoDiff.Benchmarks.Cases;

namespace AutoDiff.Benchmarks;

/// <summary>One function and three ways to run it. Each call returns the value, so that none can be optimised away.</summary>
/// <param name="name">What is computed, and how large it is.</param>
/// <param name="gradientLength">How many numbers the gradient has.</param>
public abstract class GradientCase(string name, int gradientLength)
{
    /// <summary>Every case.</summary>
    public static IReadOnlyList<GradientCase> All { get; } =
    [
        new RosenbrockCase(points: 256),
        new HornerCase(degree: 15),
        new MeanSquaredErrorCase(length: 1000),
        new SoftmaxCrossEntropyByLoopsCase(rows: 128, classes: 10),
        new SoftmaxCrossEntropyByPrimitiveCase(rows: 128, classes: 10),
        new RecursionCase(depth: 10),
        new RecursionCase(depth: 100),
        new RecursionCase(depth: 1000),
    ];

    /// <summary>Where the last gradient went.</summary>
    protected double[] Gradient { get; } = new double[gradientLength];

    /// <summary>The value alone.</summary>
    public abstract double Primal();

    /// <summary>Value and gradient as written by a person, in plain scalar C#.</summary>
    public abstract double Hand();

    /// <summary>Value and gradient as generated from the source of <see cref="Primal"/>.</summary>
    public abstract double Generated();

    /// <summary>Throws unless the two gradients agree.</summary>
    public void Verify()
    {
        Hand();
        double[] expected = [.. Gradient];
        Array.Fill(Gradient, double.NaN);
        Generated();
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - Gradient[i]) <= 1e-12 * Math.Max(1, Math.Abs(expected[i]))))
            {
                throw new InvalidOperationException($"{name}: gradient[{i}] is {Gradient[i]:R}, by hand {expected[i]:R}.");
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => name;

    /// <summary>Numbers in (-1, 1), the same in every run.</summary>
    protected static double[] Numbers(int count, int seed)
    {
        Random random = new(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = 2 * random.NextDouble() - 1;
        }

        return numbers;
    }
}
