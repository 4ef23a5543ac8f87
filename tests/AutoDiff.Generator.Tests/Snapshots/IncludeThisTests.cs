using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Snapshots;

/// <summary>Gradients by the fields and properties of <c>this</c>.</summary>
public class IncludeThisTests
{
    [Fact]
    public Task Struct() => Verify(
        """
        using AutoDiff;

        namespace Demo;

        public readonly partial record struct Well(double Depth, double Width)
        {
            private double Curvature => Depth / (Width * Width);

            [Differentiable(Derivatives.Gradient | Derivatives.Vjp, IncludeThis = true)]
            public double Potential(double x) => 0.5 * Curvature * x * x;
        }
        """);

    [Fact]
    public Task ObjectOfBuffers() => Verify(
        """
        using System;
        using AutoDiff;

        namespace Demo;

        public sealed partial class Neuron(int inputs)
        {
            public double[] Weights { get; } = new double[inputs];

            public double Bias { get; set; }

            [Differentiable(IncludeThis = true)]
            public double Respond(ReadOnlySpan<double> x)
            {
                double s = Bias;
                for (int i = 0; i < x.Length; i++)
                {
                    s += Weights[i] * x[i];
                }

                return Math.Tanh(s);
            }
        }
        """);

    [Fact]
    public Task Class() => Verify(
        """
        using System;
        using AutoDiff;

        namespace Demo;

        public sealed partial class Oscillator
        {
            private double gain = 1;

            public double Frequency { get; set; }

            public int Steps { get; init; }

            [Differentiable(IncludeThis = true)]
            public double Error(ReadOnlySpan<double> measured)
            {
                double sum = 0;
                for (int i = 0; i < Steps; i++)
                {
                    double difference = gain * Math.Sin(Frequency * i) - measured[i];
                    sum += difference * difference;
                }

                return sum;
            }
        }
        """);

    private static async Task Verify(string source, [CallerFilePath] string sourceFile = "", [CallerMemberName] string test = "")
    {
        GeneratorRun run = GeneratorHarness.Run(source);
        Assert.Empty(run.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.DoesNotContain(await GeneratorHarness.Analyze(run.Compilation), diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error);
        await Snapshot.Verify(run.File, "cs", sourceFile, test);
    }
}
