using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>
/// Gradients by the numbers of <c>this</c>. Each is called by a method written by hand that takes those numbers one by one,
/// so that differences of the method itself, called on objects made of other numbers, judge it.
/// </summary>
public class IncludeThisTests
{
    private const string Source = """
        using System;
        using System.Numerics;
        using AutoDiff;

        namespace Demo;

        public struct Pt
        {
            public double X, Y;

            public Pt(double x, double y)
            {
                X = x;
                Y = y;
            }

            public readonly double Norm2 => X * X + Y * Y;

            public static Pt operator *(double s, Pt p) => new(s * p.X, s * p.Y);
        }

        public partial struct Well
        {
            public double K;
            public Pt C;
            public int N;

            public double Energy => 0.5 * K * C.Norm2;

            public readonly double this[int i] => i == 0 ? K : C.X;

            private double Twice() => 2 * K;

            private static double Times(in Well well, double x) => well.K * x;

            private readonly double Power(int n, double x) => n == 0 ? x * K : Power(n - 1, x * C.X) + C.Y;

            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp, IncludeThis = true)]
            public double Potential(double x, double y)
            {
                Well copy = this;
                copy.K = 2 * x * K;
                double s = Times(this, x) + copy.Energy + this[0] * this[1];
                for (int i = 0; i < N; i++)
                {
                    s += Math.Sin(y * i) * Energy * Twice();
                }

                Pt q = x * C;
                return s + q.Y * q.X + Power(3, x) + (this with { K = x }).Energy;
            }
        }

        public partial class Spring
        {
            [NoGradient] private readonly double[] table = { 0.5, 2 };
            private readonly string name = "abc";
            private double _gain;

            public required double Mass { get; init; }

            public Pt Center { get; private set; }

            public static Spring Of(double gain, double mass, double x, double y) => new() { _gain = gain, Mass = mass, Center = new Pt(x, y) };

            public double[] Numbers => new[] { _gain, Mass, Center.X, Center.Y };

            private double Doubled => 2 * _gain * Helper(Mass);

            private double Helper(double y) => y * y * _gain + Center.Norm2;

            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp, IncludeThis = true)]
            public double Force(double x, Span<double> p)
            {
                double s = x;
                for (int i = 0; i < p.Length; i++)
                {
                    p[i] *= Mass;
                    s += this.Doubled * p[i] * table[i % 2];
                }

                Func<double, double> helper = Helper;
                double Local(double y) => y * _gain;
                return s * Center.X + helper(x) + Local(x) + name.Length * x;
            }
        }

        public sealed partial record Line(double Slope, double Offset)
        {
            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp, IncludeThis = true, WithRespectTo = new string[0])]
            public double At(double x) => Slope * x * x + Offset * Slope;
        }

        public partial class Damper(double rate, double limit)
        {
            public double Rate => rate;

            public double Limit => limit;

            private double Total => rate * limit;

            [Differentiable(IncludeThis = true)]
            public double Damp(double x) => rate * Math.Sin(limit * x) + Total * Rate;

            [Differentiable]
            public double Still(double x) => rate * x * x + Total * x;
        }

        public partial struct Wave<T>(T amplitude, T pace)
            where T : IFloatingPointIeee754<T>
        {
            public T Amplitude { get; init; } = amplitude;

            public T Pace { get; init; } = pace;

            public readonly T Phase => Pace + Amplitude;

            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp, IncludeThis = true)]
            public readonly T At(T x) => Amplitude * T.Sin(Phase * x);
        }

        public static class ByHand
        {
            private static Well NewWell(double k, double a, double b) => new() { K = k, C = new Pt(a, b), N = 3 };

            public static double Well(double k, double a, double b, double x, double y) => NewWell(k, a, b).Potential(x, y);

            public static (double Value, (double, double, double, double, double) Gradient) WellValueAndGradient(double k, double a, double b, double x, double y)
            {
                var (value, (well, dx, dy)) = NewWell(k, a, b).PotentialValueAndGradient(x, y);
                return (value, (well.K, well.C.X, well.C.Y, dx, dy));
            }

            public static (double, double, double, double, double) WellGradient(double k, double a, double b, double x, double y)
            {
                var (well, dx, dy) = NewWell(k, a, b).PotentialGradient(x, y);
                return (well.K, well.C.X, well.C.Y, dx, dy);
            }

            public static double WellBack(double k, double a, double b, double x, double y) => NewWell(k, a, b).Potential(x, y);

            public static (double Value, (double, double, double, double, double) Gradient) WellBackValueAndGradient(double k, double a, double b, double x, double y)
            {
                Well well = new() { K = 1, N = 7 };
                double dx = 0;
                double dy = 0;
                double value = NewWell(k, a, b).PotentialVjp(x, y, 1, ref well, ref dx, ref dy);
                return (value, (well.K - 1, well.C.X, well.C.Y, dx, dy));
            }

            public static (double, double, double, double, double) WellBackGradient(double k, double a, double b, double x, double y) =>
                WellBackValueAndGradient(k, a, b, x, y).Gradient;

            public static double WellForth(double k, double a, double b, double x, double y) => NewWell(k, a, b).Potential(x, y);

            public static (double Value, (double, double, double, double, double) Gradient) WellForthValueAndGradient(double k, double a, double b, double x, double y)
            {
                Well at = NewWell(k, a, b);
                return (at.Potential(x, y), (
                    at.PotentialJvp(x, y, new Well { K = 1 }, 0, 0).Tangent,
                    at.PotentialJvp(x, y, new Well { C = new Pt(1, 0) }, 0, 0).Tangent,
                    at.PotentialJvp(x, y, new Well { C = new Pt(0, 1) }, 0, 0).Tangent,
                    at.PotentialJvp(x, y, default, 1, 0).Tangent,
                    at.PotentialJvp(x, y, default, 0, 1).Tangent));
            }

            public static (double, double, double, double, double) WellForthGradient(double k, double a, double b, double x, double y) =>
                WellForthValueAndGradient(k, a, b, x, y).Gradient;

            public static double Spring(double[] own, double x, Span<double> p) => Demo.Spring.Of(own[0], own[1], own[2], own[3]).Force(x, p);

            public static double SpringValueAndGradient(double[] own, double x, Span<double> p, Span<double> ownGradient, out double xGradient, Span<double> pGradient)
            {
                double value = Demo.Spring.Of(own[0], own[1], own[2], own[3]).ForceValueAndGradient(x, p, out Spring gradient, out xGradient, pGradient);
                ownGradient.Clear();
                gradient.Numbers.CopyTo(ownGradient);
                return value;
            }

            public static void SpringGradient(double[] own, double x, Span<double> p, Span<double> ownGradient, out double xGradient, Span<double> pGradient)
            {
                Demo.Spring.Of(own[0], own[1], own[2], own[3]).ForceGradient(x, p, out Spring gradient, out xGradient, pGradient);
                ownGradient.Clear();
                gradient.Numbers.CopyTo(ownGradient);
            }

            public static double SpringBack(double[] own, double x, Span<double> p) => Demo.Spring.Of(own[0], own[1], own[2], own[3]).Force(x, p);

            public static double SpringBackValueAndGradient(double[] own, double x, Span<double> p, Span<double> ownGradient, out double xGradient, Span<double> pGradient)
            {
                Spring gradient = Demo.Spring.Of(0, 0, 0, 0);
                Spring kept = gradient;
                xGradient = 0;
                pGradient.Clear();
                double value = Demo.Spring.Of(own[0], own[1], own[2], own[3]).ForceVjp(x, p, 1, ref gradient, ref xGradient, pGradient);
                ownGradient.Clear();
                gradient.Numbers.CopyTo(ownGradient);
                return kept.Mass == 0 ? value : double.NaN;
            }

            public static void SpringBackGradient(double[] own, double x, Span<double> p, Span<double> ownGradient, out double xGradient, Span<double> pGradient) =>
                SpringBackValueAndGradient(own, x, p, ownGradient, out xGradient, pGradient);

            public static double Line(double slope, double offset) => new Line(slope, offset).At(1.5);

            public static (double Value, (double, double) Gradient) LineValueAndGradient(double slope, double offset)
            {
                var (value, line) = new Line(slope, offset).AtValueAndGradient(1.5);
                return (value, (line.Slope, line.Offset));
            }

            public static (double, double) LineGradient(double slope, double offset)
            {
                Line at = new(slope, offset);
                return (at.AtJvp(1.5, new Line(1, 0)).Tangent, at.AtJvp(1.5, new Line(0, 1)).Tangent);
            }

            public static double Damper(double rate, double limit, double x) => new Damper(rate, limit).Damp(x);

            public static (double Value, (double, double, double) Gradient) DamperValueAndGradient(double rate, double limit, double x)
            {
                var (value, (damper, dx)) = new Damper(rate, limit).DampValueAndGradient(x);
                return (value, (damper.Rate, damper.Limit, dx));
            }

            public static (double, double, double) DamperGradient(double rate, double limit, double x) => DamperValueAndGradient(rate, limit, x).Gradient;

            public static double Still(double x) => new Damper(1.5, 0.5).Still(x);

            public static (double Value, double Gradient) StillValueAndGradient(double x) => new Damper(1.5, 0.5).StillValueAndGradient(x);

            public static double StillGradient(double x) => new Damper(1.5, 0.5).StillGradient(x);

            public static double Wave(double amplitude, double pace, double x) => new Wave<double>(amplitude, pace).At(x);

            public static (double Value, (double, double, double) Gradient) WaveValueAndGradient(double amplitude, double pace, double x)
            {
                var (value, (wave, dx)) = new Wave<double>(amplitude, pace).AtValueAndGradient(x);
                return (value, (wave.Amplitude, wave.Pace, dx));
            }

            public static (double, double, double) WaveGradient(double amplitude, double pace, double x)
            {
                Wave<double> wave = default;
                double dx = 0;
                new Wave<double>(amplitude, pace).AtVjp(x, 1, ref wave, ref dx);
                return (wave.Amplitude, wave.Pace, dx);
            }
        }
        """;

    private static readonly Lazy<GeneratorRun> InDouble = new(() => GeneratorHarness.Run(Source));
    private static readonly Lazy<GeneratorRun> InSingle = new(() => GeneratorHarness.Run(SinglePrecision.Of(Source)));

    [Theory]
    [InlineData("Well")]
    [InlineData("WellBack")]
    [InlineData("WellForth", true)]
    [InlineData("Spring")]
    [InlineData("SpringBack")]
    [InlineData("Line", true)]
    [InlineData("Damper")]
    [InlineData("Still")]
    [InlineData("Wave", true)]
    public void Gradient_AgreesWithDifferences(string name, bool isRounded = false)
    {
        GradientWrapper[] wrappers = [.. new[] { InDouble, InSingle }.Select(run => GradientWrapper.CreateForHandWritten(run.Value.Compilation, "Demo.ByHand", name))];
        for (int seed = 0; seed < 4; seed++)
        {
            foreach (GradientWrapper wrapper in wrappers)
            {
                Check(wrapper, Arguments.For(wrapper.Types, seed), isRounded);
            }
        }
    }

    // Where one member runs forward and the other back, they need not have the same bits.
    private static void Check(GradientWrapper wrapper, object[] arguments, bool isRounded)
    {
        if (!isRounded)
        {
            new GradientTest(wrapper).At(arguments);
            return;
        }

        object[] one = new object[wrapper.Active.Count];
        object[] other = new object[wrapper.Active.Count];
        Assert.Equal(wrapper.Value(arguments), wrapper.ValueAndGradient(arguments, one));
        wrapper.Gradient(arguments, other);
        for (int i = 0; i < one.Length; i++)
        {
            double step = FloatingPoint.IsSingle(arguments[i]) ? 1e-1 : 1e-2;
            Difference difference = Difference.Of(at => FloatingPoint.Get(wrapper.Value(With(arguments, i, at)), 0), FloatingPoint.Get(arguments[i], 0), step);
            foreach (object gradient in new[] { one[i], other[i] })
            {
                Assert.True(Math.Abs(difference.Derivative - FloatingPoint.Get(gradient, 0)) <= (2 * difference.Error) + (FloatingPoint.IsSingle(gradient) ? 2e-2 : 1e-6), $"{i}: {gradient} but {difference.Derivative}");
            }
        }
    }

    private static object[] With(object[] arguments, int position, double value)
    {
        object[] moved = [.. arguments];
        moved[position] = FloatingPoint.With(moved[position], 0, value);
        return moved;
    }
}
