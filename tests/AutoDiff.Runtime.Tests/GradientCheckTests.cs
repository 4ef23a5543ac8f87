using System;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class GradientCheckTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(1e-3)]
    [InlineData(-2.5)]
    [InlineData(300.0)]
    public void Right_scalar_derivatives_pass(double x)
    {
        GradientCheck.Scalar(Math.Sin, Math.Cos, x).ThrowIfFailed();
        GradientCheck.Scalar(t => t * t * t, t => 3 * t * t, x).ThrowIfFailed();
        GradientCheck.Scalar(t => Math.Exp(t / 100), t => Math.Exp(t / 100) / 100, x).ThrowIfFailed();
        GradientCheck.Scalar(MathF.Sin, MathF.Cos, (float)x).ThrowIfFailed();
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(40.0)]
    public void Wrong_scalar_derivative_fails(double x)
    {
        Assert.False(GradientCheck.Scalar(Math.Sin, t => 1.001 * Math.Cos(t), x).Passed);
        Assert.False(GradientCheck.Scalar(Math.Sin, t => -Math.Cos(t), x).Passed);
        Assert.False(GradientCheck.Scalar(Math.Sin, _ => 0, x).Passed);
        Assert.False(GradientCheck.Scalar(MathF.Sin, t => 1.1f * MathF.Cos(t), (float)x).Passed);
    }

    [Fact]
    public void Right_gradient_passes_in_both_precisions()
    {
        double[] x = Samples.Uniform(1, 20);
        double[] y = Samples.Uniform(2, 20);
        GradientCheck.Span(
            p => Losses.BinaryCrossEntropyFromLogits<double>(p, y),
            (p, g) =>
            {
                g.Clear();
                Losses.BinaryCrossEntropyFromLogitsVjp(p, y, 1, g, []);
            },
            x).ThrowIfFailed();
        float[] single = Samples.As<float>(x);
        GradientCheck.Span(Losses.SquaredL2Norm, (p, g) => Double(p, g), single).ThrowIfFailed();
    }

    [Fact]
    public void Planted_error_is_found_where_it_is()
    {
        GradientCheckResult result = GradientCheck.Span(
            Losses.SquaredL2Norm,
            (p, g) =>
            {
                Double(p, g);
                g[3] *= 1.001;
            },
            Samples.Uniform(1, 10));
        Assert.False(result.Passed);
        Assert.Equal(3, result.WorstIndex);
        Assert.InRange(result.RelativeError, 0.0009, 0.0011);
        Assert.Contains("[3]", result.ToString(), StringComparison.Ordinal);
        Assert.Throws<GradientCheckException>(result.ThrowIfFailed);
    }

    [Fact]
    public void Entry_that_is_not_written_is_found()
    {
        GradientCheckResult result = GradientCheck.Span(
            Losses.SquaredL2Norm, (p, g) => Double(p[..4], g[..4]), Samples.Uniform(1, 5));
        Assert.False(result.Passed);
        Assert.Equal(4, result.WorstIndex);
        Assert.Contains("not have been written", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Value_that_differs_from_the_function_is_found()
    {
        SpanValueAndGradient<double> wrong = (p, g) =>
        {
            Double(p, g);
            return 1;
        };
        Assert.Throws<GradientCheckException>(() => GradientCheck.Span(Losses.SquaredL2Norm, wrong, Samples.Uniform(1, 5)).ThrowIfFailed());
    }

    [Fact]
    public void No_entries_pass() => Assert.True(GradientCheck.Span(_ => 1.0, (_, _) => { }, ReadOnlySpan<double>.Empty).Passed);

    private static void Double(ReadOnlySpan<double> x, Span<double> gradient)
    {
        for (int i = 0; i < x.Length; i++)
        {
            gradient[i] = 2 * x[i];
        }
    }

    private static void Double(ReadOnlySpan<float> x, Span<float> gradient)
    {
        for (int i = 0; i < x.Length; i++)
        {
            gradient[i] = 2 * x[i];
        }
    }
}
