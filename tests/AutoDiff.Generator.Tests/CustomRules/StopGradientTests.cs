using System;
using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.CustomRules;

/// <summary>What cuts the flow of a derivative.</summary>
public class StopGradientTests
{
    [Theory]
    [InlineData("x * Diff.StopGradient(x)", 3.0)]
    [InlineData("Diff.StopGradient(x * x) + 2 * x", 2.0)]
    [InlineData("Diff.StopGradient(Unknown(x)) * x", 6.0)]
    [InlineData("Frozen(x) * x", 30.0)]
    [InlineData("x * Scale.Value", 5.0)]
    [InlineData("x * new Box(x).Kept", 3.0)]
    [InlineData("x * new Box(x).Twice", 6.0)]
    [InlineData("x * new Box(x).Times(x)", 9.0)]
    public void Constant_HasNoDerivative(string expression, double slope) => Assert.Equal(
        slope,
        Differentiated.Method($"public static double F(double x) => {expression};", """
            private static double Unknown(double x) => 2 * x;
            [NoGradient] private static double Frozen(double x) => 10 * x;
            private static class Scale { public static double Value = 5; }
            private sealed class Box(double value)
            {
                [NoGradient] public double Kept = value;
                [NoGradient] public double Twice => 2 * Kept;
                [NoGradient] public double Times(double x) => x * Kept;
            }
            """).Slope(3.0));

    [Fact]
    public void CopyOfASpan_IsConstant() => Assert.Equal(
        [4.0, 9.0, 0],
        Differentiated.Method("""
            public static double F(ReadOnlySpan<double> x)
            {
                Span<double> target = new double[2];
                target[0] = x[2];
                Diff.StopGradient(x[..2], target);
                return x[0] * target[0] + x[1] * target[1];
            }
            """).Gradient(new[] { 4.0, 9.0, 5.0 }));

    [Fact]
    public async Task ConstantMethodThatChangesABuffer_IsRefused()
    {
        string source = FrontEndHarness.SourceOf("public static double F(Span<double> x) { Half(x); return x[0]; }", "[NoGradient] private static void Half(Span<double> x) => x[0] /= 2;");
        GeneratorRun run = GeneratorHarness.Run(source);
        Assert.Equal(["DIFF0011"], (await GeneratorHarness.Analyze(run.Compilation)).Select(diagnostic => diagnostic.Id));
        Assert.Empty(run.Files);
    }
}
