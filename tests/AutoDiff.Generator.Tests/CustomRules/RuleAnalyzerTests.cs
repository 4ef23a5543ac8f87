using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.CustomRules;

/// <summary>Rules that do not fit are reported at their attribute, with the signature that would.</summary>
public class RuleAnalyzerTests
{
    [Theory]
    [InlineData(
        "[CustomDerivative(nameof(D))] static double H(double x) => x; static float D(double x) => 1;",
        "CustomDerivative(nameof(D))",
        "The rule 'D' does not fit 'C.H(double)': it has to be 'static double D(double x)'")]
    [InlineData(
        "[CustomDerivative(\"Missing\")] static double H(double x) => x;",
        "CustomDerivative(\"Missing\")",
        "The rule 'Missing' does not fit 'C.H(double)': there is no such method, which has to be 'static double Missing(double x)'")]
    [InlineData(
        "[CustomDerivative(nameof(D))] static double H(double x, double y) => x; static double D(double x, double y) => 1;",
        "CustomDerivative(nameof(D))",
        "The rule 'D' does not fit 'C.H(double, double)': say with WithRespectTo which of its numbers the derivative is by")]
    [InlineData(
        "[CustomVjp(nameof(V))] static double H(double x, double[] w) => x; static void V(double x, double[] w, double cotangent, ref double xGradient, Span<double> wGradient) { }",
        "CustomVjp(nameof(V))",
        "The rule 'V' does not fit 'C.H(double, double[])': it has to be 'static void V(double x, System.ReadOnlySpan<double> w, double cotangent, ref double xGradient, System.Span<double> wGradient)'")]
    [InlineData(
        "[CustomVjp(nameof(V))] double H(double x) => x; static void V(double x, double cotangent, ref double xGradient) { }",
        "CustomVjp(nameof(V))",
        "The rule 'V' does not fit 'C.H(double)': it is not static")]
    [InlineData(
        "[CustomVjp(nameof(W), nameof(V))] static double H(double x) => x; static (double Value, float[] Residuals) W(double x) => default; static void V(double r, double g, ref double xGradient) { }",
        "CustomVjp(nameof(W), nameof(V))",
        "The rule 'W' does not fit 'C.H(double)': it has to be 'static (double Value, double Residuals) W(double x)'")]
    [InlineData(
        "[CustomVjp(nameof(W), nameof(V))] static double H(double x) => x; static (double Value, (double, float) Residuals) W(double x) => default; static void V(double r, double g, ref double xGradient) { }",
        "CustomVjp(nameof(W), nameof(V))",
        "The rule 'V' does not fit 'C.H(double)': it has to be 'static void V((double, float) residuals, double cotangent, ref double xGradient)'")]
    [InlineData(
        "[CustomJvp(nameof(J))] static double H(double x, ReadOnlySpan<double> w) => x; static double J(double x, ReadOnlySpan<double> w, double a, ReadOnlySpan<double> b) => 1;",
        "CustomJvp(nameof(J))",
        "The rule 'J' does not fit 'C.H(double, System.ReadOnlySpan<double>)': it has to be 'static (double Value, double Tangent) J(double x, System.ReadOnlySpan<double> w, double xTangent, System.ReadOnlySpan<double> wTangent)'")]
    [InlineData(
        "[DerivativeOf(typeof(Math), \"Missing\")] static double D(double x) => 1;",
        "DerivativeOf(typeof(Math), \"Missing\")",
        "The rule 'D' does not fit 'System.Math.Missing': there is no such method")]
    [InlineData(
        "[VjpOf(typeof(Math), \"Pow\")] static void D(double x, double p, ref double xGradient, ref double pGradient) { }",
        "VjpOf(typeof(Math), \"Pow\")",
        "The rule 'D' does not fit 'System.Math.Pow(double, double)': it has to be 'static void D(double x, double y, double cotangent, ref double xGradient, ref double yGradient)'")]
    [InlineData(
        "[DerivativeOf(typeof(double), \"CompareTo\")] static double D(double x) => 1;",
        "DerivativeOf(typeof(double), \"CompareTo\")",
        "The rule 'D' does not fit 'double.CompareTo(double)': it is not static")]
    public async Task Misfit_IsReported(string members, string place, string message)
    {
        Diagnostic found = Assert.Single(await Analyze(members));
        string text = (await found.Location.SourceTree!.GetTextAsync()).ToString(found.Location.SourceSpan);
        Assert.Equal(
            ("DIFF0016", place, message),
            (found.Id, text, found.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("[CustomDerivative(nameof(D))] static double H(double x) => x; static double D(double x, double result) => 1;")]
    [InlineData("[CustomVjp(nameof(V))] static double H(double x, [NoGradient] double y) => x; static int V(double x, double y, double g, ref double xGradient) => 0;")]
    [InlineData("[CustomVjp(nameof(V))] static double H(double x, double y) => x; static int V(double x, [NoGradient] double y, double g, ref double xGradient) => 0;")]
    [InlineData("[CustomJvp(nameof(J))] static void H(Span<double> x) { } static void J(Span<double> x, Span<double> xTangent) { }")]
    [InlineData("[CustomVjp(nameof(V))] static T H<T>(T x) => x; static void V<T>(T x, T g, ref T xGradient) { }")]
    [InlineData("[VjpOf(typeof(Math), \"Max\")] static void V(float x, float y, float result, float g, ref float a, ref float b) { }")]
    public async Task FittingRule_IsAccepted(string members) => Assert.Empty(await Analyze(members));

    private static Task<ImmutableArray<Diagnostic>> Analyze(string members)
    {
        string source = "using System; using AutoDiff; partial class C { " + members + " }";
        return GeneratorHarness.Analyze(CompilerInput.Compilation(source));
    }
}
