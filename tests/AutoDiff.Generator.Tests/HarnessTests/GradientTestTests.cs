using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Xunit.Sdk;

namespace AutoDiff.Generator.Tests.HarnessTests;

/// <summary>A check that never fails checks nothing: hand-written gradients, right and wrong.</summary>
public class GradientTestTests
{
    [Fact]
    public void RightScalarGradient_Passes() => CheckScalar("(Math.Sin(x) * y, (Math.Cos(x) * y, Math.Sin(x)))");

    [Fact]
    public void WrongScalarGradient_Fails() => Assert.Contains(
        "By y: the gradient says",
        Assert.Throws<XunitException>(() => CheckScalar("(Math.Sin(x) * y, (Math.Cos(x) * y, 0))")).Message,
        System.StringComparison.Ordinal);

    [Fact]
    public void SlightlyWrongGradient_Fails() =>
        Assert.Throws<XunitException>(() => CheckScalar("(Math.Sin(x) * y, (Math.Cos(x) * y * 1.00001, Math.Sin(x)))"));

    [Fact]
    public void ValueWithOtherBits_Fails() => Assert.Contains(
        "gives the value",
        Assert.Throws<XunitException>(() => CheckScalar("(Math.Sin(x) * y + 1e-15, (Math.Cos(x) * y, Math.Sin(x)))")).Message,
        System.StringComparison.Ordinal);

    [Fact]
    public void RightBufferGradient_Passes() => CheckBuffer("for (int i = 0; i < p.Length; i++) pGradient[i] = 2 * p[i] * s;");

    [Fact]
    public void UnwrittenDestination_Fails() =>
        Assert.Throws<XunitException>(() => CheckBuffer("for (int i = 1; i < p.Length; i++) pGradient[i] = 2 * p[i] * s;"));

    [Fact]
    public void AccumulatingDestination_Fails() =>
        Assert.Throws<XunitException>(() => CheckBuffer("for (int i = 0; i < p.Length; i++) pGradient[i] += 2 * p[i] * s;"));

    private static void CheckScalar(string valueAndGradient) => Check(
        Compile($$"""
            public static double F(double x, double y) => Math.Sin(x) * y;
            public static (double Value, (double X, double Y) Gradient) FValueAndGradient(double x, double y) => {{valueAndGradient}};
            public static (double X, double Y) FGradient(double x, double y) => FValueAndGradient(x, y).Gradient;
            """),
        "Losses",
        "F",
        0.7,
        -1.3);

    private static void CheckBuffer(string loop) => Check(
        Compile($$"""
            public static double F(ReadOnlySpan<double> p, double s, int n)
            {
                double sum = 0;
                foreach (double x in p) sum += x * x * s;
                return sum;
            }

            public static double FValueAndGradient(ReadOnlySpan<double> p, double s, int n, Span<double> pGradient, out double sGradient)
            {
                {{loop}}
                sGradient = F(p, 1, n);
                return F(p, s, n);
            }

            public static void FGradient(ReadOnlySpan<double> p, double s, int n, Span<double> pGradient, out double sGradient) =>
                FValueAndGradient(p, s, n, pGradient, out sGradient);
            """),
        "Losses",
        "F",
        new[] { 0.5, -2.0, 3.0 },
        1.5,
        3);

    private static void Check(CSharpCompilation compilation, string type, string method, params object[] arguments) =>
        new GradientTest(GradientWrapper.CreateForHandWritten(compilation, type, method)).At(arguments);

    private static CSharpCompilation Compile(string members) =>
        CompilerInput.Compilation("using System;\npublic static class Losses\n{\n" + members + "\n}\n");
}
