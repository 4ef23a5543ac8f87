using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>Differentiable methods that call generated members: these exist in no source that the generator is shown.</summary>
public class GeneratedCallTests
{
    private const string Source =
        """
        using System;
        using AutoDiff;

        namespace Demo;

        /// <summary>Calls of generated members: second derivatives, and derivatives that are constants.</summary>
        public static partial class GeneratedCalls
        {
            [Differentiable]
            internal static double Wave(double x, double y) => x * x * y + Math.Sin(x * y);

            [Differentiable]
            internal static double Chained(ReadOnlySpan<double> p)
            {
                double s = 0;
                for (int i = 0; i + 1 < p.Length; i++)
                {
                    double a = 1 - p[i];
                    double b = p[i + 1] - p[i] * p[i];
                    s += a * a + 2 * b * b;
                }

                return s;
            }

            [Differentiable]
            internal static double Iterated(double x, double bound)
            {
                double s = x;
                while (s < bound)
                {
                    s = s * 1.5 + Math.Sin(s) * x;
                    bound -= 0.1;
                }

                return s * x;
            }

            [Differentiable(Derivatives.Vjp)]
            internal static void Rotate(ReadOnlySpan<double> p, Span<double> q)
            {
                q[0] = Math.Cos(p[0]) * p[1];
                q[1] = Math.Sin(p[0]) * p[1];
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double GradientOfScalars(double x, double y)
            {
                (double gx, double gy) = WaveGradient(x, y);
                return gx * 2 + gy * gy;
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double ValueAndGradientOfScalars(double x, double y)
            {
                var (value, (gx, gy)) = WaveValueAndGradient(x, y);
                return value - 0.1 * (gx * gx + gy * gy);
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double GradientOfAGradient(double x) => GradientOfScalarsGradient(x, 0.5 * x).X;

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double GradientNorm(ReadOnlySpan<double> p)
            {
                Span<double> g = stackalloc double[p.Length];
                ChainedGradient(p, g);
                double s = 0;
                foreach (double v in g)
                {
                    s += v * v;
                }

                return s;
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double NewtonStep(double x, double bound) =>
                x - IteratedValueAndGradient(x, 2 + bound).Value / (20 + IteratedGradient(x, 2 + bound).X);

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double CompoundAssignment(double x, double y)
            {
                for (int i = 0; i < 3; i++)
                {
                    x -= Wave(x, y) / (5 + WaveGradient(x, y).X);
                    y += 0.1 * WaveGradient(x, y).Y;
                }

                return x * y;
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double ThroughAProduct(ReadOnlySpan<double> p)
            {
                Span<double> q = stackalloc double[2];
                Span<double> qGradient = [p[1], p[0] * p[1]];
                Span<double> pGradient = stackalloc double[p.Length];
                RotateVjp(p, q, pGradient, qGradient);
                return q[0] * q[1] + pGradient[0] * pGradient[1];
            }

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double ConstantGradient(double x, [NoGradient] double y) => x * x * WaveGradient(y, y).X;

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double InAHelper(double x, double y) => Slope(x, y) * Slope(y, x);

            [Differentiable(Derivatives.Gradient | Derivatives.Jvp)]
            public static double ReadingPrivates(double x) => ScaledGradient(x) * GradientOfScaledGradient(x);

            [Differentiable]
            internal static double GradientOfScaled(double x) => ScaledGradient(x);

            [Differentiable]
            internal static double Scaled(double x) => Wide.Scaled(x) * x;

            internal static partial class Wide
            {
                private static double factor = 1.5;

                internal static double Scaled(double x) => Math.Sin(factor * x);
            }

            private static double Slope(double x, double y) => GeneratedCalls.WaveGradient(x, y).Y + x;
        }
        """;

    [Theory]
    [InlineData("GradientOfScalars", 1.1, 0.7)]
    [InlineData("ValueAndGradientOfScalars", 1.1, 0.7)]
    [InlineData("GradientOfAGradient", 0.7)]
    [InlineData("ReadingPrivates", 0.7)]
    [InlineData("NewtonStep", 0.7, 1.5)]
    [InlineData("ConstantGradient", 1.3, 0.4)]
    [InlineData("InAHelper", 1.1, 0.7)]
    [InlineData("CompoundAssignment", 1.1, 0.7)]
    public void Scalars(string stem, params double[] arguments) =>
        Differentiated.In(Source, "Demo.GeneratedCalls", stem).AgreesWithDifferencesAt([.. arguments.Select(argument => (object)argument)]);

    [Theory]
    [InlineData("GradientNorm")]
    [InlineData("ThroughAProduct")]
    public void Buffers(string stem) =>
        Differentiated.In(Source, "Demo.GeneratedCalls", stem).AgreesWithDifferencesAt(new[] { 1.2, 0.3, 0.8, -0.4 });

    [Theory]
    [InlineData("public static double F(double x, int n) => n <= 0 ? x : Math.Sin(F(x * 1.1, n - 1)) * x;", "FGradient(x, 3)")]
    [InlineData("public static double F(double x, int n) { double s = x; foreach (int i in new int[n]) { if (s > 1) { s = Math.Sin(s) * x; } } return s; }")]
    public async Task OfWhatIsNotFollowed_IsRefusedAtTheCall(string called, params string[] places)
    {
        GeneratorRun run = GeneratorHarness.Run(FrontEndHarness.SourceOf(called, "[Differentiable] public static double G(double x) => FGradient(x, 3) * x;"));
        ImmutableArray<Diagnostic> diagnostics = await GeneratorHarness.Analyze(run.Compilation);
        Assert.Equal(
            places.Select(place => $"DIFF0010 '{place}'"),
            diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => $"{diagnostic.Id} '{diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}'"));
    }

    [Fact]
    public void OfEachOther_GenerateNothing() => Assert.Empty(GeneratorHarness.Run(FrontEndHarness.SourceOf(
        "public static double F(double x) => GGradient(x) * x;",
        "[Differentiable] public static double G(double x) => FGradient(x) * x;")).Files);
}
