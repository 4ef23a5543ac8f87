using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>What the pipeline refuses although each construct can be read, at the exact expression.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("double F(double x) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x));", "DIFF0011 'BitConverter.DoubleToInt64Bits(x)'")]
    [InlineData("double F(float x) => x + BitConverter.SingleToInt32Bits(x) * 0.5;", "DIFF0011 'BitConverter.SingleToInt32Bits(x)'")]
    [InlineData("double F(double x) => x * System.Runtime.CompilerServices.Unsafe.BitCast<double, long>(x);", "DIFF0011 'System.Runtime.CompilerServices.Unsafe.BitCast<double, long>(x)'")]
    [InlineData("double F(double x) => 1 + MathNet.Numerics.SpecialFunctions.Erf(x * 2);", "DIFF0011 'MathNet.Numerics.SpecialFunctions.Erf(x * 2)'")]
    [InlineData("double F(double[] x) => MathNet.Numerics.Statistics.ArrayStatistics.Mean(x) + x[0];", "DIFF0011 'MathNet.Numerics.Statistics.ArrayStatistics.Mean(x)'")]
    [InlineData("double F(double x, int n) { return R(x, n)[0, 0]; static double[,] R(double a, int k) { var o = new double[1, 1]; o[0, 0] = a; if (k == 0) return o; var p = R(2 * a, k - 1); if (a > 1) o = p; return o; } }", "DIFF0003 'F'")]
    [InlineData("double F(double x, int n) { static double Nest(Func<double, double> g, int k) => k == 0 ? g(1) : Nest(v => g(v) * 2, k - 1); return x * Nest(Math.Sin, n); }", "DIFF0010 'Nest(v => g(v) * 2, k - 1)'")]
    [InlineData("double F(double x) => (double)(decimal)x;", "DIFF0012 '(double)(decimal)x'")]
    [InlineData("double F(double x, double y) => x;", "DIFF0014 'y'")]
    [InlineData("double F(double x) { double y = x * x; throw new NotImplementedException(); }", "DIFF0003 'F'")]
    [InlineData("double F(double x) { while (true) { x *= 2; } }", "DIFF0003 'F'")]
    [InlineData("double F(double x, double y) => x * (int)y;", "DIFF0014 'y'", "DIFF0017 '(int)y'")]
    public async Task LostDerivative_IsRefusedWhereItIsLost(string method, params string[] expected)
    {
        GeneratorRun run = GeneratorHarness.Run(FrontEndHarness.SourceOf("public static " + method));
        ImmutableArray<Diagnostic> diagnostics = await GeneratorHarness.Analyze(run.Compilation);
        Assert.Equal(expected, diagnostics.Select(diagnostic => $"{diagnostic.Id} '{diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}'"));
    }

    [Theory]
    [InlineData("(int)x * y")]
    [InlineData("Math.Floor(x) * y")]
    [InlineData("Math.Sign(x) * y")]
    [InlineData("(x > 0 ? 1 : 2) * y")]
    [InlineData("Math.ILogB(x) * y")]
    public void RoundingAndComparing_IsAllowed(string expression) =>
        Assert.Equal(0.0, Differentiated.Method($"public static double F(double x, double y) => {expression};").Gradients(1.5, 2.0)[0]);
}
