using System;
using AutoDiff;

namespace Gradients;

/// <summary>Fields and properties of objects, read as constants.</summary>
public sealed partial class Neuron
{
    private readonly double[] weights = [1.5, -2.0, 0.5];
    private readonly double bias = 0.25;
    private double gain = 2;

    public double Scale { get; } = 4;

    public double Doubled => 2 * gain;

    [Differentiable]
    public double InstanceMethod(ReadOnlySpan<double> x)
    {
        double s = Offset(x[0]);
        for (int i = 0; i < x.Length; i++)
        {
            s += Math.Tanh(weights[i % 3] * x[i] + bias) * gain * Scale;
        }

        return s;
    }

    [Differentiable]
    public double InstanceProperties(double x) => x * Doubled + Math.Sin(x * this.Scale);

    internal double Activation(double x) => x * Scale * x;

    private double Offset(double x) => bias * x * x * Scale;
}

public partial struct Circle
{
    public double Radius;
    public Point Center;

    public Circle()
    {
        Radius = 1.5;
        Center = new Point(0.5, -2);
    }

    [Differentiable]
    public readonly double InstanceOfStruct(double x, double y) => (Center.X - x) * (Center.X - x) * Radius + Center.Y * y * y;
}

public static partial class Functions
{
    [Differentiable]
    public static double InstanceAsParameter(Neuron neuron, double x) => neuron.Activation(x) * neuron.Doubled;

    [Differentiable]
    public static double InstanceMadeInside(double x)
    {
        Neuron neuron = new();
        return neuron.Activation(x) + x;
    }
}
