using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>What authors are told about methods that are differentiated, at the exact expression.</summary>
public class HintTests
{
    [Theory]
    [InlineData("double F(double x) => Math.Round(x) + x;", "DIFF0017 'Math.Round(x)'")]
    [InlineData("double F(double x) => x * Math.Sign(x);", "DIFF0017 'Math.Sign(x)'")]
    [InlineData("double F(double x) { double y = 2 * (int)(x * 3); return y * x; }", "DIFF0017 '(int)(x * 3)'")]
    [InlineData("double F(ReadOnlySpan<double> x) => x[(int)x[0]];")]
    [InlineData("double F(double x) => Math.Floor(x) > 2 ? x : -x;")]
    [InlineData("double F(double x) => x * Math.Floor(Diff.StopGradient(x));")]
    [InlineData("double F(double x) => x * Diff.StopGradient(Math.Floor(x));")]
    [InlineData("double F(double x, [NoGradient] double y) => x * Math.Round(y);")]
    [InlineData("double F(double x) => Math.Sqrt(Math.Max(x, 0));", "DIFF0018 'Math.Sqrt(Math.Max(x, 0))'")]
    [InlineData("double F(double x) => 1 + Math.Log(x > 0 ? x : 0);", "DIFF0018 'Math.Log(x > 0 ? x : 0)'")]
    [InlineData("double F(double x) => 3 + x / (x > 0 ? x : 0);", "DIFF0018 'x / (x > 0 ? x : 0)'")]
    [InlineData("double F(double x) => Math.Sqrt(Math.Max(x, 1)) + x / 2;")]
    [InlineData("double F(double x) { for (int i = 0; i < 3; i++) { x = Math.Sin(x); } return x; }", "DIFF0019 'for'")]
    [InlineData("double F(double x) { while (x < 9) { x *= x; } return x; }", "DIFF0019 'x < 9'")]
    [InlineData("double F(ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < x.Length; i++) { s += x[i] * x[i]; } return s; }")]
    public async Task Hint_StandsAtItsExpression(string method, params string[] expected) => Assert.Equal(
        expected,
        (await Analyze(method)).Select(diagnostic => $"{diagnostic.Id} '{diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}'"));

    [Theory]
    [InlineData("double F(double x) => Math.Round(x) + x;", "The derivative of 'Round' by 'x' is zero wherever it exists: no gradient flows through here; say so with Diff.StopGradient if it is meant")]
    [InlineData("double F(double x) => (int)x * x;", "The derivative of the cast to 'int' by 'x' is zero wherever it exists: no gradient flows through here; say so with Diff.StopGradient if it is meant")]
    [InlineData("double F(double x) => Math.Sqrt(Math.Max(x, 0));", "The derivative of 'Math.Sqrt(Math.Max(x, 0))' is infinite or not a number: its argument can be exactly 0; add a small number, or handle zero in a branch of its own")]
    [InlineData("double F(double x) { for (int i = 0; i < 3; i++) { x = Math.Sin(x); } return x; }", "Each iteration of this loop records 8 bytes for the gradient of 'F': recordedX")]
    public async Task Message_SaysWhatHappens(string method, string message) =>
        Assert.Equal(message, Assert.Single(await Analyze(method)).GetMessage(CultureInfo.InvariantCulture));

    [Fact]
    public async Task Hint_DoesNotKeepTheMethodFromBeingGenerated()
    {
        GeneratorRun run = GeneratorHarness.Run(FrontEndHarness.SourceOf("public static double F(double x) => Math.Round(x) + x;"));
        Assert.Single(run.Files);
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await GeneratorHarness.Analyze(run.Compilation)).Severity);
    }

    private static Task<ImmutableArray<Diagnostic>> Analyze(string method) =>
        GeneratorHarness.Analyze(GeneratorHarness.Run(FrontEndHarness.SourceOf("public static " + method)).Compilation);
}
