using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
    [InlineData("static readonly double[] Table = [1, 2]; public static double G(double x) => x * Table[1];", "DIFF0020")]
    [InlineData("static double s = 2; public static double G(double x) => x * s;", "DIFF0020")]
    [InlineData("class T { public static int N = 3; } public static double G(double x) => x * T.N;", "DIFF0010")]
    [InlineData("enum E { A, B } static E Of(double x) => x > 0 ? E.A : E.B; public static double G(double x) => Of(x) == E.A ? x : -x;", "DIFF0010")]
    [InlineData("enum E { A, B } static double By(double x, E e) => e switch { E.A => x, _ => -x }; public static double G(double x) => By(x, E.B);", "DIFF0010")]
    public async Task MemberOfAnotherTypeThatCannotBeNamed_IsRefused(string members, string id)
    {
        ImmutableArray<Diagnostic> diagnostics = await Refusals("static class H { " + members + " } public static partial class C { [Differentiable] public static double F(double x) => H.G(x); }");
        Assert.Equal(id, diagnostics.Select(diagnostic => diagnostic.Id).Distinct().Single());
    }

    [Fact]
    public async Task MemberOfAFilesOwnType_IsRefused() => Assert.Equal("DIFF0010", Assert.Single(await Refusals(
        "file static class H { static double[] t = [1]; public static double G(double x) => x * t[0]; } public static partial class C { [Differentiable] public static double F(double x) => H.G(x); }")).Id);

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
        Assert.NotEmpty(diagnostics);
        Assert.All(diagnostics, diagnostic => Assert.Equal("DIFF0010", diagnostic.Id));
    }

    [Theory]
    [InlineData("static double S(double x) => Math.Sqrt(x) + 1 / x; public static double G(double x) { if (x < 1) return S(x + 3) - Math.Log(x); if (x < 2) return S(x + 2); return S(x); }", "H.G(a) + H.G(a * a) - H.G(a + 2)")]
    [InlineData("static double S(double x) => x * x; static double R(double x) { double y = S(x + 1); return y * S(x); } public static double G(double x) => R(x) - R(x * 2);", "(H.G(a) + H.G(3 * a)) / 100")]
    public void VariablesOfOneNameInSeveralBodies_AreKeptApart(string members, string expression)
    {
        using LoadedAssembly assembly = GeneratorHarness.CompileAndLoad(
            Start + "static class H { " + members + " } public static partial class C { [Differentiable] public static double F(double a) => " + expression + "; }");
        Func<double, double> value = assembly.Method<Func<double, double>>("Demo.C", "F");
        (double found, double gradient) = assembly.Method<Func<double, (double, double)>>("Demo.C", "FValueAndGradient")(0.6);
        Assert.Equal(value(0.6), found);
        Assert.Equal((value(0.6 + 1e-5) - value(0.6 - 1e-5)) / 2e-5, gradient, 1e-6);
    }

    [Fact]
    public void ViewInsideARecursiveMethod_CompilesAndIsRight()
    {
        const string Recursive = """
            public static partial class C
            {
                static double G(Span<double> a)
                {
                    if (a.Length < 2) return a[0] * a[0];
                    double sum = 0;
                    for (int i = 0; i < 2; i++)
                    {
                        Span<double> half = a.Slice(i * (a.Length / 2), a.Length / 2);
                        half[0] = half[0] * half[0];
                        sum += G(half) * half[0];
                    }
                    return sum;
                }
                [Differentiable] public static double F(Span<double> x) => G(x);
                public static double Value(double[] x) => F((double[])x.Clone());
                public static double[] Gradient(double[] x) { double[] g = new double[x.Length]; FGradient((double[])x.Clone(), g); return g; }
            }
            """;
        using LoadedAssembly assembly = GeneratorHarness.CompileAndLoad(Start + Recursive);
        Func<double[], double> value = assembly.Method<Func<double[], double>>("Demo.C", "Value");
        double[] x = [0.7, 0.9, 1.1, 0.8];
        double[] gradient = assembly.Method<Func<double[], double[]>>("Demo.C", "Gradient")(x);
        for (int i = 0; i < x.Length; i++)
        {
            double[] above = [.. x];
            double[] below = [.. x];
            above[i] += 1e-5;
            below[i] -= 1e-5;
            Assert.Equal((value(above) - value(below)) / 2e-5, gradient[i], 1e-6);
        }
    }

    [Fact]
    public async Task ParameterWithFieldsThatCannotBeNamed_IsRefused()
    {
        ImmutableArray<Diagnostic> diagnostics = await Refusals(
            "public readonly struct P(double a) { private readonly double _a = a; public double Get() => _a; } public static partial class C { [Differentiable(Derivatives.Vjp)] public static double F(P[] p) => p[0].Get(); }");
        Assert.Contains(diagnostics, diagnostic => diagnostic.Id == "DIFF0007" && diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture).Contains("P._a", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("static double G(System.Collections.IEnumerable d) => System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Cast<double>(d))[0]; [Differentiable] public static double F(double[] x) => G(x);")]
    [InlineData("static int G(object o, double y) => o.GetHashCode(); [Differentiable] public static double F(double x) => G(x, x) * x;")]
    public async Task NumbersThatBecomeAnObject_AreRefused(string members)
    {
        ImmutableArray<Diagnostic> diagnostics = await Refusals("public static partial class C { " + members + " }");
        Assert.Contains(Assert.Single(diagnostics).Id, new[] { "DIFF0011", "DIFF0012" });
    }

    /// <summary>An editor refers to the sources of other projects, which a build knows as an assembly.</summary>
    [Fact]
    public async Task MethodOfAnotherProject_IsRefusedInAnEditorToo()
    {
        CSharpCompilation library = CompilerInput.Compilation("public static class Library { public static double Square(double x) => x * x; }").WithAssemblyName("Library");
        CSharpCompilation consumer = CompilerInput.Compilation(Start + "public static partial class C { [Differentiable] public static double F(double x) => Library.Square(x); }")
            .AddReferences(library.ToMetadataReference());
        ImmutableArray<Diagnostic> diagnostics = await GeneratorHarness.Analyze(consumer, [new DifferentiableAnalyzer()]);
        Assert.Equal("DIFF0011", Assert.Single(diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Id);
    }

    private static Task<ImmutableArray<Diagnostic>> Refusals(string types) => GeneratorHarness.Analyze(GeneratorHarness.Run(Start + types).Compilation);
}
