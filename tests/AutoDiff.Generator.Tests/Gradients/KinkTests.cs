using System;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>The table of <c>docs/math.md</c>, through generated gradients; and branches, which follow the branch taken.</summary>
public class KinkTests
{
    [Theory]
    [InlineData(-2, 0)]
    [InlineData(0, 0)]
    [InlineData(4, 0.25)]
    public void UntakenLogarithm_LeaksNoNaN(double x, double slope) =>
        Assert.Equal(slope, Slope("x > 0 ? Math.Log(x) : 0", x));

    [Theory]
    [InlineData(-4, 0)]
    [InlineData(4, 0.25)]
    public void UntakenRoot_LeaksNoNaN(double x, double slope) =>
        Assert.Equal(slope, Differentiated.Method("""
            public static double F(double x)
            {
                double r = 0;
                if (x > 0)
                {
                    r = Math.Sqrt(x);
                }

                return r;
            }
            """).Slope(x));

    [Fact]
    public void UntakenBranchesInALoop_LeakNoNaN()
    {
        Differentiated entropy = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double s = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    s -= p[i] > 0 ? p[i] * Math.Log(p[i]) : 0;
                }

                return s;
            }
            """);
        Assert.Equal([0, -1, 0], entropy.Gradient(new double[] { 0, 1, -1 }));
    }

    [Theory]
    [InlineData("Math.Abs(x)", -2, -1)]
    [InlineData("Math.Abs(x)", 0, 0)]
    [InlineData("Math.Abs(x)", 2, 1)]
    [InlineData("TensorOps.Relu(x)", -2, 0)]
    [InlineData("TensorOps.Relu(x)", 0, 0)]
    [InlineData("TensorOps.Relu(x)", 2, 1)]
    [InlineData("Math.Max(x, 0)", 0, 0.5)]
    [InlineData("Math.Min(x, 0)", 0, 0.5)]
    [InlineData("Math.Sqrt(x)", 0, double.PositiveInfinity)]
    [InlineData("Math.Cbrt(x)", 0, double.PositiveInfinity)]
    [InlineData("Math.Log(x)", 0, double.PositiveInfinity)]
    [InlineData("Math.Pow(x, 0)", 0, 0)]
    [InlineData("Math.Pow(x, 1)", 0, 1)]
    [InlineData("Math.Pow(x, 2)", 0, 0)]
    [InlineData("Math.Sign(x) + x", 0, 1)]
    [InlineData("Math.Floor(x) + x", 0, 1)]
    [InlineData("x > 0 ? x : 0", 0, 0)]
    [InlineData("x >= 0 ? x : 0", 0, 1)]
    [InlineData("x * x", 0, 0)]
    [InlineData("Math.Clamp(x, 0, 1)", 0, 1)]
    [InlineData("Math.Clamp(x, 0, 1)", 1, 1)]
    [InlineData("Math.Clamp(x, 0, 1)", 2, 0)]
    public void Kink_HasTheDocumentedSlope(string expression, double x, double slope) => Assert.Equal(slope, Slope(expression, x));

    [Fact]
    public void TieOfTwoParameters_IsSplitInHalves()
    {
        object[] gradients = Differentiated.Method("public static double F(double x, double y) => Math.Max(x, y) + 3 * Math.Min(x, y);").Gradients(2.0, 2.0);
        Assert.Equal([2.0, 2.0], gradients);
    }

    [Fact]
    public void NormAtZero_HasGradientZero() =>
        Assert.Equal([0, 0], Differentiated.Method("public static double F(ReadOnlySpan<double> p) => Losses.L2Norm(p);").Gradient(new double[2]));

    [Fact]
    public void RootOfASumOfSquaresAtZero_IsNotTheNorm()
    {
        // Written by hand it follows its steps: infinity times zero.
        double[] gradient = Differentiated.Method("public static double F(ReadOnlySpan<double> p) => Math.Sqrt(p[0] * p[0] + p[1] * p[1]);").Gradient(new double[2]);
        Assert.All(gradient, slope => Assert.True(double.IsNaN(slope)));
    }

    [Fact]
    public void SumOfSquaresAtZero_HasGradientZero() =>
        Assert.Equal([0, 0], Differentiated.Method("public static double F(ReadOnlySpan<double> p) => Losses.SquaredL2Norm(p);").Gradient(new double[2]));

    [Fact]
    public void RunningMaximumAtATie_FollowsTheBranchTaken()
    {
        Differentiated maximum = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double m = p[0];
                for (int i = 1; i < p.Length; i++)
                {
                    if (p[i] > m)
                    {
                        m = p[i];
                    }
                }

                return m;
            }
            """);
        Assert.Equal([0, 1, 0], maximum.Gradient(new double[] { 1, 2, 2 }));
    }

    [Theory]
    [InlineData(1e4)]
    [InlineData(-1e4)]
    public void LogitsOfAnySize_GiveFiniteGradients(double logit)
    {
        Differentiated loss = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> z, [NoGradient] ReadOnlySpan<int> label) =>
                Losses.SoftmaxCrossEntropy(z, label, 3) + TensorOps.LogSumExp(z) + TensorOps.Softplus(z[0]) + TensorOps.Sigmoid(z[1]);
            """);
        Assert.All(loss.Gradient(new[] { logit, -logit, 0.5 }, new[] { 1 }), slope => Assert.True(double.IsFinite(slope)));
    }

    private static double Slope(string expression, double x) => Differentiated.Method($"public static double F(double x) => {expression};").Slope(x);
}
