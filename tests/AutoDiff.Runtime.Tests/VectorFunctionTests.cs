using System;
using System.Runtime.Intrinsics;
using AutoDiff.Kernels;
using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>The vector exponential and logarithm against the platform's, in units in the last place.</summary>
public sealed class VectorFunctionTests
{
    private const int Count = 100_000;

    [Fact]
    public void Exp_double_is_within_1_5_ulp() =>
        Check(-708, 709, 1.5, x => Exponential.Exp(Vector512.Create(x)).ToScalar(), Math.Exp);

    [Fact]
    public void Exp_double_near_zero_is_within_1_ulp() =>
        Check(-1, 1, 1.01, x => Exponential.Exp(Vector512.Create(x)).ToScalar(), Math.Exp);

    [Fact]
    public void Exp_float_is_within_1_ulp() =>
        CheckSingle(-87, 88, 1.0, x => Exponential.Exp(Vector512.Create(x)).ToScalar(), Math.Exp);

    [Fact]
    public void Log_double_is_within_1_5_ulp()
    {
        Check(1e-5, 3, 1.5, x => Logarithm.Log(Vector512.Create(x)).ToScalar(), Math.Log);
        Check(1e-300, 1e300, 1.5, x => Logarithm.Log(Vector512.Create(x)).ToScalar(), Math.Log);
        Check(1e-320, 1e-307, 1.5, x => Logarithm.Log(Vector512.Create(x)).ToScalar(), Math.Log);
    }

    [Fact]
    public void Log_float_is_within_1_5_ulp()
    {
        CheckSingle(1e-5f, 3, 1.5, x => Logarithm.Log(Vector512.Create(x)).ToScalar(), Math.Log);
        CheckSingle(1e-45f, 1e-37f, 1.5, x => Logarithm.Log(Vector512.Create(x)).ToScalar(), Math.Log);
    }

    [Fact]
    public void Sigmoid_and_tanh_are_within_4_ulp_where_they_are_not_rounded_away()
    {
        Check(-700, 20, 4, TensorOps.Sigmoid<double>, x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)));
        Check(-20, 20, 4, TensorOps.Tanh<double>, Math.Tanh);
        Check(-1e-3, 1e-3, 4, TensorOps.Tanh<double>, Math.Tanh);
        CheckSingle(-9, 9, 4, TensorOps.Tanh<float>, Math.Tanh);
        CheckSingle(-87, 20, 4, TensorOps.Sigmoid<float>, x => 1 / (1 + Math.Exp(-x)));
        Check(-20, -9, 4, TensorOps.Softplus<double>, x => Math.Exp(x) - (Math.Exp(2 * x) / 2) + (Math.Exp(3 * x) / 3) - (Math.Exp(4 * x) / 4));
        Check(0, 20, 4, TensorOps.Softplus<double>, x => Math.Log(1 + Math.Exp(x)));
        CheckSingle(-87, 20, 4, TensorOps.Softplus<float>, x => x < -20 ? Math.Exp(x) : Math.Log(1 + Math.Exp(x)));
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(1.0, Math.E)]
    [InlineData(double.NegativeInfinity, 0.0)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(709.78, 1.7928227943945155E+308)]
    [InlineData(709.79, double.PositiveInfinity)]
    [InlineData(1e300, double.PositiveInfinity)]
    [InlineData(-1e300, 0.0)]
    [InlineData(-745.13, 4.94065645841247E-324)]
    [InlineData(-745.14, 0.0)]
    public void Exp_special_values(double x, double expected) =>
        Near.Same(expected, Exponential.Exp(Vector512.Create(x)).ToScalar(), 2e-16);

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    [InlineData(88.73f, float.PositiveInfinity)]
    [InlineData(-103.9f, 1e-45f)]
    [InlineData(-104.1f, 0f)]
    public void Exp_special_values_in_float(float x, float expected) =>
        Near.Same(expected, Exponential.Exp(Vector512.Create(x)).ToScalar(), 1e-7);

    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(0.0, double.NegativeInfinity)]
    [InlineData(-1.0, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, double.NaN)]
    [InlineData(5e-324, -744.4400719213812)]
    public void Log_special_values(double x, double expected)
    {
        Near.Same(expected, Logarithm.Log(Vector512.Create(x)).ToScalar(), 2e-16);
        if (x != 5e-324)
        {
            Near.Same(expected, Logarithm.Log(Vector512.Create((float)x)).ToScalar(), 2e-7);
        }
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(-1e-17)]
    [InlineData(1e-9)]
    [InlineData(1e5)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0.0)]
    public void LogOnePlus_does_not_cancel(double x)
    {
        double expected = Math.Abs(x) < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x);
        Near.Same(expected, Logarithm.LogOnePlus(Vector512.Create(x)).ToScalar(), 4e-16);
    }

    private static void Check(double low, double high, double ulps, Func<double, double> actual, Func<double, double> expected)
    {
        Random random = new(1);
        for (int i = 0; i < Count; i++)
        {
            double x = low + ((high - low) * random.NextDouble());
            double wanted = expected(x);
            double distance = Math.Abs(actual(x) - wanted) / (Math.BitIncrement(Math.Abs(wanted)) - Math.Abs(wanted));

            // Math.Exp itself is off by up to half a unit.
            Assert.True(distance <= ulps, $"{distance} ulp at {x:R}");
        }
    }

    private static void CheckSingle(float low, float high, double ulps, Func<float, float> actual, Func<double, double> expected)
    {
        Random random = new(1);
        for (int i = 0; i < Count; i++)
        {
            float x = low + ((high - low) * random.NextSingle());
            double wanted = expected(x);
            float size = MathF.Abs((float)wanted);
            double distance = Math.Abs(actual(x) - wanted) / (MathF.BitIncrement(size) - size);
            Assert.True(distance <= ulps, $"{distance} ulp at {x:R}");
        }
    }
}
