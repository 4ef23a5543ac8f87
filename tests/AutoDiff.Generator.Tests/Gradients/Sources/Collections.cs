using System;
using System.Collections.Generic;
using AutoDiff;

namespace Gradients;

/// <content>Arrays and lists of what is no number.</content>
public static partial class Functions
{
    private static readonly Layer[] layers = [new(1.1) { Repeats = 1 }, new(0.4) { Repeats = 2 }];
    private static readonly List<Layer> listed = [.. layers];
    private static readonly (int From, int To)[] edges = [(0, 1), (1, 0), (1, 1)];
    private static readonly List<(int Row, int[] Columns)> sparse = [(0, [1, 0]), (1, [1])];

    private enum Shape
    {
        Linear,
        Square,
    }

    [Differentiable]
    public static double EachObject(double x, double y)
    {
        foreach (Layer layer in layers)
        {
            if (layer.Repeats > 5)
            {
                continue;
            }

            x = layer.Apply(x) + y;
        }

        foreach (Layer layer in listed)
        {
            y *= layer.Apply(x);
            if (y > 9)
            {
                break;
            }
        }

        return x * y;
    }

    [Differentiable]
    public static double EachPairOfIntegers(double[] p)
    {
        double sum = 0;
        foreach ((int i, int j) in edges)
        {
            sum += (p[i] - 2 * p[j]) * p[i];
        }

        foreach ((int row, int[] columns) in sparse)
        {
            foreach (int column in columns)
            {
                sum *= 1 + p[row] * p[column];
            }
        }

        foreach ((int From, int To) edge in edges)
        {
            sum += p[edge.From] * p[edge.To];
        }

        return sum;
    }

    [Differentiable]
    public static double EachNameAndShape(double x)
    {
        Shape[] shapes = [Shape.Linear, Shape.Square, Shape.Linear];
        foreach (Shape shape in shapes)
        {
            x = shape switch
            {
                Shape.Square => x * x,
                _ => 1.5 * x,
            };
        }

        foreach (string name in new[] { "sine", "cosine" })
        {
            x *= name == "sine" ? Math.Sin(x) : Math.Cos(x);
        }

        return x;
    }

    [Differentiable]
    public static double SpreadBuffers(double[] p)
    {
        double[] copy = [.. p];
        copy[0] *= p[1];
        Span<double> all = [p[1], .. copy, 3, .. p.AsSpan(1)];
        int[] order = [.. new[] { 1, 0 }, 2];
        double sum = 0;
        for (int i = 0; i < all.Length; i++)
        {
            sum += (i + 1) * all[i] * all[order[i % order.Length]];
        }

        return sum;
    }

    [Differentiable]
    public static double TableOfAProperty(double[] p)
    {
        double sum = 0;
        for (int i = 0; i < Simpson.Length; i++)
        {
            sum += Simpson[i] * p[i % p.Length] * p[0];
        }

        return sum;
    }

    [Differentiable]
    public static double NamedTupleOfAnArray(double[] p)
    {
        var state = (X: new double[2], N: 2);
        state.X[0] = p[0] * p[1];
        return state.X[0] * state.X[0] * state.N;
    }

    private static ReadOnlySpan<double> Simpson => [0.25, 0.5, 0.125];

    private sealed class Layer(double gain)
    {
        public double Gain { get; } = gain;

        public int Repeats { get; init; }

        public double Apply(double x)
        {
            for (int i = 0; i < Repeats; i++)
            {
                x = Math.Tanh(Gain * x);
            }

            return x;
        }
    }
}
