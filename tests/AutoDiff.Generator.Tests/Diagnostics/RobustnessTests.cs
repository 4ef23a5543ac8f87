using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>Sources as they look while being typed: nothing may make the generator or the analyzer throw.</summary>
public class RobustnessTests
{
    private const string Source = """
        using System;
        using AutoDiff;
        namespace Demo;
        public static partial class C<T> where T : struct
        {
            private const double Epsilon = 1e-9;

            [Differentiable(WithRespectTo = ["w"], Name = "Loss")]
            public static double F(ReadOnlySpan<double> w, double[] y, in double s, int n = 3)
            {
                ArgumentNullException.ThrowIfNull(y);
                Span<double> p = stackalloc double[4] { 1, 2, s, Epsilon };
                double[] q = [1, s];
                double sum = 0, k = n > 2 ? Math.Exp(s) : w[^1];
                for (int i = 0; i < w.Length; i++)
                {
                    if (w[i] < 0) continue;
                    sum += w[i] * y[i++ % 2];
                }

                foreach (double v in w[1..]) { sum -= v; if (sum > 3) break; }
                while (sum-- > 1) { p[0] = q[1] = sum; }
                do { sum *= 0.5; } while (sum > 1);
                if (y.Length == 0) throw new ArgumentException($"no {nameof(y)} {n}", nameof(y));
                w.CopyTo(p);
                return sum + k + p[0] + TensorOps.LogSumExp<double>(w);
            }
        }
        """;

    private static readonly SyntaxToken[] Tokens = [.. CSharpSyntaxTree.ParseText(Source).GetRoot().DescendantTokens()];

    [Fact]
    public async Task TokenDeleted_NeverThrows()
    {
        foreach (SyntaxToken token in Tokens.Where((_, index) => index % 3 == 0))
        {
            await Try(Source.Remove(token.SpanStart, token.Span.Length));
        }
    }

    [Fact]
    public async Task TokenDoubled_NeverThrows()
    {
        foreach (SyntaxToken token in Tokens.Where((_, index) => index % 7 == 0))
        {
            await Try(Source.Insert(token.Span.End, " " + token.Text));
        }
    }

    [Fact]
    public async Task Truncated_NeverThrows()
    {
        for (int length = 0; length < Source.Length; length += 41)
        {
            await Try(Source[..length]);
        }
    }

    private static async Task Try(string source)
    {
        CSharpCompilation compilation = CompilerInput.Compilation(source);
        GeneratorDriver driver = GeneratorHarness.CreateDriver(new DifferentiableGenerator()).RunGenerators(compilation);
        Assert.All(driver.GetRunResult().Results, result => Assert.Null(result.Exception));
        ImmutableArray<Diagnostic> diagnostics = await GeneratorHarness.Analyze(compilation, [new DifferentiableAnalyzer()]);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id is "AD0001" or "DIFF0099");
    }
}
