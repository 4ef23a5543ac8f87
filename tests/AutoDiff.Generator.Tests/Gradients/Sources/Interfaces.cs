using System;
using AutoDiff;

namespace Gradients;

/// <content>Interfaces whose object is known where they are called.</content>
public static partial class Functions
{
    private static readonly Powered powered = new(3);

    private interface IPayoff
    {
        double Strike { get; }

        double Value(double s);
    }

    private interface IKernel
    {
        static abstract double At(double r, double length);
    }

    [Differentiable]
    public static double StrategyAsTypeParameter(double x, double y) =>
        Discounted(new Forward(), x) * y + Discounted(new Digital(x, 2), y) + Gram<Gaussian>(x, y);

    [Differentiable]
    public static double InterfaceVariable(double x, double y)
    {
        IPayoff forward = new Forward();
        IPayoff digital = new Digital(x, y);
        return forward.Value(y) * digital.Value(x * y) * digital.Strike + forward.Strike;
    }

    [Differentiable]
    public static double StrategyWithoutMembers(double x, double y) => Shaped(default(Cubic), x) * Shaped(new Cubic(), y);

    [Differentiable]
    public static double FunctionsThatTakeInterfaces(double x, double y)
    {
        double Between(IPayoff payoff, double s) => payoff.Value(s) * payoff.Strike;
        IPayoff forward = new Forward();
        Func<double, double> scaled = s => forward.Value(s) * x;
        return Between(new Digital(x, 1.2), y) + Between(new Forward(), x) * scaled(y);
    }

    [Differentiable]
    public static double InterfaceParameter(double x, double y) =>
        Averaged(new Digital(x, 1.5), y) * Averaged(new Forward(), y) + Averaged(powered, x) * Averaged(new Powered(2), y);

    private static double Discounted<TPayoff>(TPayoff payoff, double s)
        where TPayoff : struct, IPayoff => payoff.Value(s) * s * payoff.Strike;

    private static double Gram<TKernel>(double r, double length)
        where TKernel : IKernel => TKernel.At(r, length) * r;

    private static double Averaged(IPayoff payoff, double s)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            sum += payoff.Value(s * (1 + i * 0.1));
        }

        return sum / 3;
    }

    [Differentiable]
    public static double DefaultOfAStrategy(double x) => Shaped<Cubic>(x) + ShapedNew<Cubic>(2 * x);

    [Differentiable]
    public static double DefaultOfAStatelessStruct(double x, double k)
    {
        Applied twice = default;
        return twice.Twice(x, v => k * v * v);
    }

    private readonly struct Applied
    {
        public double Twice(double x, Func<double, double> f) => f(f(x));
    }

    [Differentiable]
    public static double ChoiceOfATypeParameter(double x, double y) =>
        TotalOf(new Sum(x, 2), new Sum(y, x), y - 0.5) + Chosen(new Sum(y, 3), x).Total + FromNothing<Sum>(x, y);

    private static double TotalOf<T>(T a, T b, double at)
        where T : struct, ISum
    {
        T chosen = at > 0 ? a : b;
        return chosen.Total;
    }

    private static T Chosen<T>(T value, double x)
        where T : struct, ISum => x < -0.2 ? default : value;

    private static double FromNothing<T>(double x, double y)
        where T : struct, ISum
    {
        T sum = default;
        sum.Add(x);
        sum = y switch { > 0.3 => default, _ => sum };
        sum.Add(y);
        return sum.Total;
    }

    private interface ISum
    {
        double Total { get; }

        void Add(double x);
    }

    private struct Sum(double value, double scale) : ISum
    {
        private double value = value;
        private double scale = scale;

        public readonly double Total => value * scale;

        public void Add(double x)
        {
            value += x * (1 + scale);
            scale += x;
        }
    }

    private static double Shaped<TShape>(double s)
        where TShape : struct, IShape
    {
        TShape shape = default;
        return shape.At(s) + default(TShape).At(s * s);
    }

    private static double ShapedNew<TShape>(double s)
        where TShape : struct, IShape => new TShape().At(s);

    private readonly struct Forward : IPayoff
    {
        public double Strike => 1;

        public double Value(double s) => s - Strike;
    }

    private readonly struct Digital(double strike, double steepness) : IPayoff
    {
        public double Strike { get; } = strike;

        public double Value(double s) => Math.Tanh((s - Strike) * steepness);
    }

    private static double Shaped<TShape>(TShape shape, double s)
        where TShape : struct, IShape => shape.At(s) * s;

    private interface IShape
    {
        double At(double s);
    }

    private readonly struct Cubic : IShape
    {
        public double At(double s) => s * s * s;
    }

    private readonly struct Gaussian : IKernel
    {
        public static double At(double r, double length) => Math.Exp(-r * r / (2 * length * length));
    }

    private sealed partial class Powered : IPayoff
    {
        private readonly double power;

        public Powered(double power) => this.power = power;

        public double Strike => 0.5;

        public double Value(double s) => Math.Pow(Math.Abs(s) + Strike, power);
    }
}
