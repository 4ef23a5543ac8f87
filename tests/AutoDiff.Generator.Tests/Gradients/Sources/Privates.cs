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
