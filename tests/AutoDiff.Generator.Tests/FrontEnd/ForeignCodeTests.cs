using System;
using System.Collections.Immutable;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.FrontEnd;

/// <summary>What marking every method of foreign libraries has shown.</summary>
public class ForeignCodeTests
{
    private const string Start = "using System;\nusing System.Runtime.InteropServices;\nusing AutoDiff;\nnamespace Demo;\n";

    [Theory]
    [InlineData("readonly struct P(double a) { readonly double _a = 2 * a; public double Get() => _a * _a; }", "new P(x).Get()")]
    [InlineData("struct P { public double A = 3; public double B; public P(double b) { B = b; } }", "new P(x).A * new P(x).B")]
    [InlineData("struct P { public double A = 3; public double B; public P(double b) { B = b; } public P(double b, double c) : this(b * c) { A = c; } }", "new P(x, 2).A * new P(x, 2).B")]
    [InlineData("record P(double A) { public double B { get; } = A * A; }", "new P(x).B + new P(x).A")]
    [InlineData("readonly struct P(double a, double b) { readonly double _a = a; public double Sum() => _a + (b * b); }", "new P(x, x).Sum()")]
    public void InitializersOfMembers_AreFollowed(string type, string expression)
    {
        using LoadedAssembly assembly = GeneratorHarness.CompileAndLoad(
            Start + type + "\npublic static partial class C { [Differentiable] public static double F(double x) => " + expression + "; }");
        Func<double, double> value = assembly.Method<Func<double, double>>("Demo.C", "F");
        (double found, double gradient) = assembly.Method<Func<double, (double, double)>>("Demo.C", "FValueAndGradient")(1.5);
        Assert.Equal(value(1.5), found);
        Assert.Equal((value(1.5 + 1e-5) - value(1.5 - 1e-5)) / 2e-5, gradient, 1e-8);
    }

    [Fact]
    public async Task FieldsThatLieOverEachOther_AreRefused()
    {
        ImmutableArray<Diagnostic> diagnostics = await Refusals(
            """
            [StructLayout(LayoutKind.Explicit)] struct Bits { [FieldOffset(0)] public float Number; [FieldOffset(0)] public int Pattern; }
            public static partial class C
            {
                static int BitsOf(float x) { Bits bits = default; bits.Number = x; return bits.Pattern; }
                [Differentiable] public static float F(float x) => BitsOf(x) * x;
            }
            """);
        Assert.NotEmpty(diagnostics);
    }

    [Theory]
    [InlineData("static readonly double[] Table = [1, 2]; public static double G(double x) => x * Table[1];")]
    [InlineData("static double s = 2; public static double G(double x) => x * s;")]
    [InlineData("class T { public static int N = 3; } public static double G(double x) => x * T.N;")]
    public async Task MemberOfAnotherTypeThatCannotBeNamed_IsRefused(string members)
    {
        ImmutableArray<Diagnostic> diagnostics = await Refusals("static class H { " + members + " } public static partial class C { [Differentiable] public static double F(double x) => H.G(x); }");
        Assert.Equal("DIFF0010", Assert.Single(diagnostics).Id);
    }

    [Theory]
    [InlineData("const double K = 2; public static double G(double x) => x * K;")]
    [InlineData("const int N = 2; static double Power(int n) => n * 1.5; public static double G(double x) => x * Power(N);")]
    public void PrivateConstantsAndMethodsOfAnotherType_AreFollowed(string members) =>
        Assert.NotEmpty(GeneratorHarness.CompileAndLoad(Start + "static class H { " + members + " } public static partial class C { [Differentiable] public static double F(double x) => H.G(x); }").Type("Demo.C").GetMethods());

    [Fact]
    public async Task RecursiveMethodOfAnotherTypeThatIsCalledForANumber_IsRefused()
    {
        ImmutableArray<Diagnostic> diagnostics = await Refusals(
            "static class H { static double P(double n) => n <= 0 ? 1 : 2 * P(n - 1); public static double G(double x) => x * P(3); } public static partial class C { [Differentiable] public static double F(double x) => H.G(x); }");
        Assert.Equal("DIFF0010", Assert.Single(diagnostics).Id);
    }

    [Fact]
    public async Task ParameterWithFieldsThatCannotBeNamed_IsRefused()
    {
        ImmutableArray<Diagnostic> diagnostics = await Refusals(
            "public readonly struct P(double a) { private readonly double _a = a; public double Get() => _a; } public static partial class C { [Differentiable(Derivatives.Vjp)] public static double F(P[] p) => p[0].Get(); }");
        Assert.Equal("DIFF0007", Assert.Single(diagnostics).Id);
    }

    [Theory]
    [InlineData("static double G(System.Collections.Generic.IEnumerable<double> d) => System.Linq.Enumerable.ToArray(d)[0]; [Differentiable] public static double F(double[] x) => G(x);")]
    [InlineData("static int G(object o, double y) => o.GetHashCode(); [Differentiable] public static double F(double x) => G(x, x) * x;")]
    public async Task NumbersThatBecomeAnObject_AreRefused(string members)
    {
        ImmutableArray<Diagnostic> diagnostics = await Refusals("public static partial class C { " + members + " }");
        Assert.Contains(Assert.Single(diagnostics).Id, new[] { "DIFF0011", "DIFF0012" });
    }

    private static Task<ImmutableArray<Diagnostic>> Refusals(string types) => GeneratorHarness.Analyze(GeneratorHarness.Run(Start + types).Compilation);
}
