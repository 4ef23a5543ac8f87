using System;
using AutoDiff;

namespace Gradients;

/// <content>Private members of other types, which code of those types reads.</content>
public static partial class Functions
{
    private static readonly Decay decay = new(0.7, [0.4, 0.3, 0.2]);

    [Differentiable]
    public static double PrivateTable(double x) => Polynomials.Fixed(x) + Polynomials.Current(x);

    [Differentiable]
    public static double PrivateFieldsOfObject(double x) => decay.At(x) * decay.At(2 * x);

    [Differentiable]
    public static double PrivateMembersOfGenericType(double x) => Weights<int>.Scaled(x) + Weights<long>.Scaled(x);

    [Differentiable]
    public static double PrivateMemberOfNestedType(double x, int n) => Polynomials.Nested.At(x, n);

    [Differentiable]
    public static double StructWithPrivateFields(Secret secret, double k) => secret.Area * k + secret.Diagonal;

    [Differentiable]
    public static double StructOfStructsWithPrivateFields(Secrets secrets) => secrets.Mixed();

    [Differentiable]
    public static double InitAccessorThatComputes(double x)
    {
        Mirrored mirrored = new(x * x);
        MirroredRecord record = new(x) { Name = "r" };
        return mirrored.Value * record.Value;
    }

    [Differentiable]
    public static double ConstructorThatCallsItself(double x, double y)
    {
        Ascending pair = new(x, y);
        return pair.Low * pair.Low + pair.High;
    }

    private static partial class Polynomials
    {
        private static readonly double[] coefficients = [1.5, -0.25, 0.125];
        private static double scale = 0.75;
        private static double[] changing = [0.5, 2];

        private static double Scale => scale * 2;

        public static double Fixed(double x)
        {
            double sum = 0;
            for (int i = coefficients.Length - 1; i >= 0; i--)
            {
                sum = sum * x + coefficients[i];
            }

            return sum * Scale;
        }

        public static double Current(double x) => x * x * changing[1] * scale;

        internal static partial class Nested
        {
            private static readonly int[] powers = [1, 2, 3];

            public static double At(double x, int n) => Math.Pow(x, powers[n % powers.Length]);
        }
    }
}

internal abstract partial class Curve
{
    private readonly double rate;

    protected Curve(double rate) => this.rate = rate;

    protected double Discount(double t) => Math.Exp(-rate * t);
}

internal sealed partial class Decay : Curve
{
    private readonly double[] rate;
    private Ranges range = new(0.1, 3);

    public Decay(double rate, double[] rates)
        : base(rate) => this.rate = rates;

    private double First => rate[0] + Count;

    private int Count { get; } = 2;

    public double At(double t)
    {
        double sum = First * t;
        for (int i = 0; i < rate.Length; i++)
        {
            sum += Discount(rate[i] * t);
        }

        return range.Within(sum);
    }
}

internal readonly record struct Ranges(double Low, double High)
{
    public double Within(double x) => x < Low ? Low : x > High ? High + Math.Log(x - High + 1) : x;
}

internal static partial class Weights<T>
{
    private static readonly double factor = typeof(T) == typeof(int) ? 0.25 : 0.5;

    public static double Scaled(double x) => x * x * factor;
}

public readonly partial struct Secret(double width, double length)
{
    private readonly double _width = width;
    private readonly double _length = length;

    public double Area => _width * _length;

    public double Diagonal => Math.Sqrt(_width * _width + _length * _length + 1);

    public Secret Scaled(double by) => new(_width, _length * by);
}

public readonly partial struct Secrets
{
    private readonly Secret first, second;
    private readonly double weight;

    public Secrets(Secret first, Secret second, double weight)
    {
        this.first = first;
        this.second = second;
        this.weight = weight;
    }

    public double Mixed() => first.Area * weight - second.Diagonal * second.Area;

    public Secrets Turned(double by) => new(second.Scaled(by), first, weight * by);
}

public readonly struct Mirrored
{
    private readonly double kept;

    public Mirrored(double value) => Value = value;

    public double Value
    {
        get => -2 * kept;
        init => kept = -value / 2;
    }
}

public record MirroredRecord
{
    private readonly double kept;

    public MirroredRecord(double value) => Value = value;

    public string Name { get; init; } = "";

    public double Value
    {
        get => -kept;
        init => kept = -value;
    }
}

public readonly struct Ascending
{
    public readonly double Low, High;

    public Ascending(double x, double y)
    {
        Low = x;
        High = y;
        if (x > y)
        {
            this = new Ascending(y, x);
        }
    }
}
