using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>What keeps <c>this</c> from being an input, at the attribute or where the body does it.</summary>
public class IncludeThisTests
{
    private const string Attribute = "Differentiable(IncludeThis = true)";

    [Theory]
    [InlineData("partial struct C { public double K; [A] public static double F(double x) => x; }",
        "it is static, and there is no 'this' to include; pass the object as a parameter")]
    [InlineData("partial class C { public int N; [A] public double F(double x) => x * N; }",
        "'C' has no field or property of float or double that is not marked [NoGradient]")]
    [InlineData("partial class C { public System.Collections.Generic.List<double> W = [1]; public double K; [A] public double F(double x) => x * W[0] * K; }",
        "the gradient cannot hold 'W' of type System.Collections.Generic.List<double>; mark it [NoGradient], or pass it as a parameter")]
    [InlineData("partial class C { public System.Memory<double> W; public double K; [A] public double F(double x) => x * K; }",
        "the gradient cannot hold 'W' of type System.Memory<double>; mark it [NoGradient], or pass it as a parameter")]
    [InlineData("partial class C(double[] w) { public double K; [A] public double F(double x) => x * w[0] * K; }",
        "no other object can read 'w', a parameter of the constructor, from a gradient, a shadow or a tangent; keep it in a field or property")]
    [InlineData("partial struct C { public double? N; public double K; [A] public double F(double x) => x * K; }",
        "the gradient cannot hold 'N' of type double?; mark it [NoGradient], or pass it as a parameter")]
    [InlineData("partial class C { public double K { get; } [A] public double F(double x) => x * K; }",
        "a gradient of type 'C' cannot be written; make its numbers settable, with init say, or give it a constructor with a parameter for each field that only stores them")]
    [InlineData("partial class C { public double K { get; } public C(double k) { K = 2 * k; } [A] public double F(double x) => x * K; }",
        "a gradient of type 'C' cannot be written; make its numbers settable, with init say, or give it a constructor with a parameter for each field that only stores them")]
    [InlineData("partial class C { public double K { get; set; } public C(int n) { } [A] public double F(double x) => x * K; }",
        "a gradient of type 'C' cannot be written; make its numbers settable, with init say, or give it a constructor with a parameter for each field that only stores them")]
    [InlineData("abstract partial class C { public double K; [A] public double F(double x) => x * K; }",
        "a gradient of type 'C' cannot be written; make its numbers settable, with init say, or give it a constructor with a parameter for each field that only stores them")]
    [InlineData("class B { public double L; } partial class C : B { public double K; [A] public double F(double x) => x * K * L; }",
        "not all fields of 'C' can be followed; keep the numbers in fields of its own that share no memory, or pass them as parameters")]
    [InlineData("ref partial struct C { public double K; [A] public double F(double x) => x * K; }",
        "a gradient of the ref struct 'C' cannot be returned; make it a struct, or pass its numbers as parameters")]
    public async Task Request_IsRefusedAtTheAttribute(string source, string reason)
    {
        (string found, Diagnostic diagnostic) = Assert.Single(await Found(source.Replace("[A]", $"[{Attribute}]", System.StringComparison.Ordinal)));
        Assert.Equal((Attribute, "DIFF0006", $"[Differentiable] does not fit 'F': {reason}"), (found, diagnostic.Id, Message(diagnostic)));
    }

    [Fact]
    public async Task ShadowThatCannotBeRead_IsRefused()
    {
        (string found, Diagnostic diagnostic) = Assert.Single(await Found("partial class C(double k) { [Differentiable(Derivatives.Vjp, IncludeThis = true)] public double F(double x) => x * k; }"));
        Assert.Equal(
            ("Differentiable(Derivatives.Vjp, IncludeThis = true)", "[Differentiable] does not fit 'F': no other object can read 'k', a parameter of the constructor, from a gradient, a shadow or a tangent; keep it in a field or property"),
            (found, Message(diagnostic)));
    }

    [Theory]
    [InlineData("public double F(double x) { K = x; return K; }", "K", "DIFF0010")]
    [InlineData("public double F(double x) { this.N++; return K * x; }", "this.N", "DIFF0010")]
    [InlineData("double Set() { K = 3; return K; } public double F(double x) => Set() * x;", "K = 3;", "DIFF0010")]
    [InlineData("void Set(ref double k) => k = 3; public double F(double x) { Set(ref K); return K * x; }", "K", "DIFF0010")]
    [InlineData("public double F(double x) { this = default; return K * x; }", "this = default;", "DIFF0010")]
    [InlineData("public double F(double x) { ref double k = ref K; k = x; return K * x; }", "K", "DIFF0010")]
    [InlineData("public double F(double K) => K;", "F", "DIFF0014")]
    [InlineData("public double F(double x, int thisGradient) => K * x * thisGradient;", null, null)]
    [InlineData("public double F(double[] x, int thisGradient) => K * x[0] * thisGradient;", "F", "DIFF0009")]
    public async Task WhatAStructDoesToItself_IsRefused(string members, string? place, string? id) =>
        await Refused("partial struct C { public double K; public int N; [" + Attribute + "] " + members + " }", place, id);

    [Theory]
    [InlineData("public double F(double x) { K = x; return K; }", "K", "DIFF0010")]
    [InlineData("void Set() { K = 3; } public double F(double x) { Set(); return K * x; }", "K", "DIFF0010")]
    [InlineData("static double Of(C c) => c.K; public double F(double x) => Of(this) * x;", "this", "DIFF0010")]
    [InlineData("public double F(double x) { C other = this; return other.K * x; }", "this", "DIFF0010")]
    [InlineData("public virtual double L => K; public double F(double x) => L * x;", "L", "DIFF0010")]
    [InlineData("public virtual double L { get; set; } public double F(double x) => L * x;", "L", "DIFF0010")]
    [InlineData("public virtual double G(double x) => K * x; public double F(double x) => G(x);", "G", "DIFF0010")]
    [InlineData("public double F(double x) => x * K * GetHashCode();", "GetHashCode()", "DIFF0010")]
    [InlineData("[NoGradient] double[] w = [1]; static void Put(double[] w, double v) => w[0] = v; public double F(double x) { Put(w, x); return w[0] * K; }", "w[0] = v", "DIFF0010")]
    [InlineData("[NoGradient] double[] w = [1]; void Put(double v) => w[0] = v; public double F(double x) { Put(x); return w[0] * K; }", "w[0] = v", "DIFF0010")]
    [InlineData("[NoGradient] double[] w = [1]; static double Put(double[] w, double v) { w[0] = 2; return v; } public double F(double x) => Put(w, x) * K;", null, null)]
    [InlineData("[NoGradient] public double L => K * K; public double F(double x) => x * L * K;", null, null)]
    [InlineData("[NoGradient] double Draw(double s) => K * s; public double F(double x) => x * Draw(2) * K;", null, null)]
    public async Task WhatAClassDoesWithItself_IsRefused(string members, string? place, string? id) =>
        await Refused("partial class C { public double K; [" + Attribute + "] " + members + " }", place, id);

    [Theory]
    [InlineData("readonly partial struct C(double k) { public double L => k; [A] public double F(double k) => L * k; }", "k", "DIFF0007")]
    [InlineData("partial class C(double k) { [Differentiable] public double F(double x) { k = x; return k; } }", "k", "DIFF0010")]
    [InlineData("partial class C(double k) { [Differentiable] public double F(double x) => k * x; }", null, null)]
    [InlineData("partial class C(double k) { double G(double x) => k * x; [Differentiable] public double F(double x) => G(x); }", "k", "DIFF0010")]
    public async Task ConstructorsParameter_IsReadOrRefused(string source, string? place, string? id) =>
        await Refused(source.Replace("[A]", $"[{Attribute}]", System.StringComparison.Ordinal), place, id);

    private static async Task Refused(string source, string? place, string? id)
    {
        (string Text, Diagnostic Diagnostic)[] found = await Found(source.Replace($"[{Attribute}] ", "", System.StringComparison.Ordinal).Replace("public double F", source.Contains(Attribute, System.StringComparison.Ordinal) ? $"[{Attribute}] public double F" : "public double F", System.StringComparison.Ordinal));
        Assert.Equal(place is null ? [] : [(place, id!)], found.Select(pair => (pair.Text, pair.Diagnostic.Id)));
    }

    private static async Task<(string Text, Diagnostic Diagnostic)[]> Found(string source)
    {
        string text = "using AutoDiff;\n" + source;
        GeneratorRun run = GeneratorHarness.Run(text);
        ImmutableArray<Diagnostic> diagnostics = await GeneratorHarness.Analyze(run.Compilation);
        return [.. diagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info && diagnostic.Id.StartsWith("DIFF", System.StringComparison.Ordinal)).Select(diagnostic => (text.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length), diagnostic))];
    }

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
