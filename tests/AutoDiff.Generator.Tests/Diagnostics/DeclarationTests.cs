using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>Each diagnostic about a declaration: its message and the exact place.</summary>
public class DeclarationTests
{
    [Theory]
    [InlineData("class C { [Differentiable] static double F(double x) => x; }", "DIFF0001", "C",
        "Type 'C' must be partial, because the derivative of 'F' is generated into it: add 'partial'")]
    [InlineData("class Outer { partial class C { [Differentiable] static double F(double x) => x; } }", "DIFF0001", "Outer",
        "Type 'Outer' must be partial, because the derivative of 'F' is generated into it: add 'partial'")]
    [InlineData("static class N { static double[] t = [1]; public static double G(double x) => t[0] * x; } partial class C { [Differentiable] static double F(double x) => N.G(x); }", "DIFF0020", "t",
        "'N.t' is private, and the derivative that reads it is generated into another type: make 'N' partial, and it is given an internal accessor")]
    [InlineData("class M { double k; public double G(double x) => this.k * x; } partial class C { [Differentiable] static double F(double x, M m) => m.G(x); }", "DIFF0020", "this.k",
        "'M.k' is private, and the derivative that reads it is generated into another type: make 'M' partial, and it is given an internal accessor")]
    [InlineData("partial class N { private class P { } static P p; public static double G(double x) => p is null ? x : 0; } partial class C { [Differentiable] static double F(double x) => N.G(x); }", "DIFF0010", "p",
        "A member that only its own type can name cannot be differentiated: its code becomes a part of another type's derivative, which cannot name it; make the member internal, or move the annotated method into its type")]
    [InlineData("partial class N { static double k; static double kOfN; public static double G(double x) => k * x; } partial class C { [Differentiable] static double F(double x) => N.G(x); }", "DIFF0010", "k",
        "A member that only its own type can name cannot be differentiated: its code becomes a part of another type's derivative, which cannot name it; make the member internal, or move the annotated method into its type")]
    [InlineData("file partial class C { [Differentiable] static double F(double x) => x; }", "DIFF0002", "C",
        "Type 'C' cannot hold generated derivatives: it is local to its file, and generated members stand in another file")]
    [InlineData("partial interface C { [Differentiable] static double F(double x) => x; }", "DIFF0002", "C",
        "Type 'C' cannot hold generated derivatives: interface members are not supported yet; move the method to a class")]
    [InlineData("partial class C { [Differentiable] static T F<T>(double x, T y) => y; }", "DIFF0004", "T",
        "'F' returns 'T', which has no gradient: return float or double")]
    [InlineData("partial class C { [Differentiable] internal static partial double F(double x); internal static partial double F(double x) => x; }", "DIFF0003", "F",
        "'F' cannot be differentiated because it is a declaration without a body: annotate the part that has the body")]
    [InlineData("partial class C { [Differentiable] static int F(double x) => 1; }", "DIFF0004", "int",
        "'F' returns 'int', which has no gradient: an integer does not change smoothly: compute it in float or double")]
    [InlineData("partial class C { [Differentiable] static double F(int n) => n; }", "DIFF0005", "F",
        "'F' has no parameter to differentiate with respect to: give it a parameter of float or double, or a span or array of these, that is not marked [NoGradient]")]
    [InlineData("partial class C { [Differentiable(WithRespectTo = [\"z\"])] static double F(double x) => x; }", "DIFF0006", "Differentiable(WithRespectTo = [\"z\"])",
        "[Differentiable] does not fit 'F': it has no parameter 'z'")]
    [InlineData("partial class C { [Differentiable(Derivatives.None)] static double F(double x) => x; }", "DIFF0006", "Differentiable(Derivatives.None)",
        "[Differentiable] does not fit 'F': it asks for no derivative")]
    [InlineData("partial class C { [Differentiable(Name = \"1\")] static double F(double x) => x; }", "DIFF0006", "Differentiable(Name = \"1\")",
        "[Differentiable] does not fit 'F': '1' is not a name")]
    [InlineData("struct S(double k, double c) { public readonly double K = c; public readonly double C = k; } partial class C { [Differentiable] static double F(S s) => s.K; }", "DIFF0007", "s",
        "Parameter 's' cannot be followed because a gradient of its type cannot be written: give the type a constructor that stores a parameter for each member, in their order, and does nothing else, or members that can be set; or mark the parameter [NoGradient]")]
    [InlineData("struct S { public readonly double K; public readonly double C; public S(double k, double c) { K = k; } } partial class C { [Differentiable] static double F(S s) => s.K; }", "DIFF0007", "s",
        "Parameter 's' cannot be followed because a gradient of its type cannot be written: give the type a constructor that stores a parameter for each member, in their order, and does nothing else, or members that can be set; or mark the parameter [NoGradient]")]
    [InlineData("partial class C { [Differentiable] static T F<T>(T x) where T : System.Numerics.INumber<T> => x * x; }", "DIFF0003", "F",
        "'F' cannot be differentiated because it is generic in 'T', which may stand for an integer: constrain 'T' to IFloatingPointIeee754<T>")]
    [InlineData("struct S { public readonly double K; public S(float k) { K = k; } } partial class C { [Differentiable] static double F(S s) => s.K; }", "DIFF0007", "s",
        "Parameter 's' cannot be followed because a gradient of its type cannot be written: give the type a constructor that stores a parameter for each member, in their order, and does nothing else, or members that can be set; or mark the parameter [NoGradient]")]
    [InlineData("partial class C { [Differentiable(Derivatives.Vjp)] static double[] F(double[] x) { try { return x; } finally { x[0] *= 2; } } }", "DIFF0003", "F",
        "'F' cannot be differentiated because it is one that writes to an array after it was returned, in 'finally': write to it before")]
    [InlineData("struct S(double k) { public double Twice => 2 * k; } partial class C { [Differentiable] static double F(S s) => s.Twice; }", "DIFF0007", "s",
        "Parameter 's' cannot be followed because 'k', a parameter of its constructor, cannot be named here: keep it in a property, move the method into its type, or pass its numbers")]
    [InlineData("class B(double v) { public double V = v; } class R { public B A; public R(double x) { A = new B(x); ref double r = ref A.V; A = new B(1); r = 5 * x; } } partial class C { [Differentiable] static double F(double x) => new R(x).A.V; }", "DIFF0012", "new R(x).A.V",
        "The derivative of 'x' would be lost in 'new R(…).A.V': compute in float or double with operators, Math and AutoDiff primitives, or treat it as a constant with Diff.StopGradient")]
    [InlineData("record R(double A) { public double B { get; init; } = A; } partial class C { [Differentiable] static double F(double x) => new R(x) == new R(1) ? x : 2 * x; }", "DIFF0012", "new R(x) == new R(1)",
        "The derivative of 'x' would be lost in 'new R(…) == new R(1)': compute in float or double with operators, Math and AutoDiff primitives, or treat it as a constant with Diff.StopGradient")]
    [InlineData("partial class C { [Differentiable] static double F(double x, double? m) => x; }", "DIFF0007", "m",
        "Parameter 'm' cannot be followed because gradients by values of type double? are not supported yet: pass a span or an array of float or double, or mark the parameter [NoGradient]")]
    [InlineData("partial class C { [Differentiable] static double F(double x, [NoGradient] ref double[] y) => x * y[0]; }", "DIFF0007", "y",
        "Parameter 'y' cannot be followed because it is passed by reference: pass it by value or by 'in', and return the result")]
    [InlineData("partial class C { [Differentiable(Derivatives.Vjp | Derivatives.Hvp | Derivatives.Hessian)] static double F(double x) => x; }", "DIFF0008", "Differentiable(Derivatives.Vjp | Derivatives.Hvp | Derivatives.Hessian)",
        "Derivatives.Hvp, Hessian is not implemented yet: ask for Derivatives.Gradient, Vjp or Jvp")]
    [InlineData("partial class C { [Differentiable] static void F(double x, out double y) => y = x; }", "DIFF0004", "void",
        "'F' returns 'void', which has no gradient: return the number to differentiate, or ask for Derivatives.Vjp")]
    [InlineData("partial class C { [Differentiable] static double[] F(double x) => [x]; }", "DIFF0004", "double[]",
        "'F' returns 'double[]', which has no gradient: return one number, such as an element or a sum, or ask for Derivatives.Vjp")]
    [InlineData("partial class C { [Differentiable(Derivatives.Vjp)] static double[] F(double x) => x > 0 ? [x] : null; }", "DIFF0004", "F",
        "'F' returns 'null', which has no gradient: return an array, if need be an empty one")]
    [InlineData("partial class C { [Differentiable(Derivatives.Vjp)] static System.Span<double> F(System.Span<double> x) => x; }", "DIFF0004", "System.Span<double>",
        "'F' returns 'System.Span<double>', which has no gradient: return an array of float or double, or write to a parameter")]
    [InlineData("partial class C { [Differentiable(Derivatives.Vjp)] static void F(double x, [NoGradient] double[] y) => y[0] = x; }", "DIFF0004", "void",
        "'F' returns 'void', which has no gradient: return a number, or write to a parameter that is not marked [NoGradient]")]
    [InlineData("partial class C { [Differentiable(Derivatives.Jvp)] static int F(double x) => 1; }", "DIFF0004", "int",
        "'F' returns 'int', which has no gradient: an integer does not change smoothly: compute it in float or double")]
    [InlineData("partial class C { [Differentiable(Derivatives.Vjp)] static void F(out double y) => y = 1; }", "DIFF0005", "F",
        "'F' has no parameter to differentiate with respect to: give it a parameter of float or double, or a span or array of these, that is not marked [NoGradient]")]
    [InlineData("partial class C { [Differentiable(Derivatives.Vjp, WithRespectTo = [\"y\"])] static double F(double x, out double y) => y = x; }", "DIFF0006", "Differentiable(Derivatives.Vjp, WithRespectTo = [\"y\"])",
        "[Differentiable] does not fit 'F': parameter 'y' is a result: what it held before the call does not matter")]
    [InlineData("partial class C { [Differentiable(Derivatives.Vjp)] static double F(double x, int resultGradient) => x; }", "DIFF0009", "F",
        "The generated 'resultGradient' would collide with the parameter of that name: rename one of them, or set Name on [Differentiable]")]
    [InlineData("partial class C { [Differentiable(Derivatives.Vjp)] static double F(double result) => result; }", "DIFF0009", "F",
        "The generated 'resultGradient' would collide with the parameter of that name: rename one of them, or set Name on [Differentiable]")]
    [InlineData("struct M { public double[] W; } partial class C { [Differentiable] static double F(M m, int mGradient) => m.W[mGradient]; }", "DIFF0009", "F",
        "The generated 'mGradient' would collide with the parameter of that name: rename one of them, or set Name on [Differentiable]")]
    [InlineData("struct M { public double[] W; } partial class C { [Differentiable] static double F(M m) => m.W[0]; static double FGradient(M m, M g) => 0; }", "DIFF0009", "F",
        "The generated 'FGradient' would collide with the method 'FGradient(M, M)': rename one of them, or set Name on [Differentiable]")]
    [InlineData("struct M { public double[] W; public double K; } partial class C { [Differentiable] static double F(M m) => m.W[0] * m.K; static double FGradient(M m, ref M g) => 0; }", "DIFF0009", "F",
        "The generated 'FGradient' would collide with the method 'FGradient(M, M)': rename one of them, or set Name on [Differentiable]")]
    [InlineData("partial class C { [Differentiable(Derivatives.Jvp)] static double F(double x) => x; static double FJvp(double x, double t) => t; }", "DIFF0009", "F",
        "The generated 'FJvp' would collide with the method 'FJvp(double, double)': rename one of them, or set Name on [Differentiable]")]
    [InlineData("partial class C { [Differentiable(Derivatives.Vjp)] static double F(double x) => x; static double FVjp(double x, double w, ref double g) => x; }", "DIFF0009", "F",
        "The generated 'FVjp' would collide with the method 'FVjp(double, double, double)': rename one of them, or set Name on [Differentiable]")]
    [InlineData("partial class C { [Differentiable] static double F(double x) => x; static double FGradient(double x) => x; }", "DIFF0009", "F",
        "The generated 'FGradient' would collide with the method 'FGradient(double)': rename one of them, or set Name on [Differentiable]")]
    [InlineData("partial class C { [Differentiable] static double F(double x) => x; int FValueAndGradient; }", "DIFF0009", "F",
        "The generated 'FValueAndGradient' would collide with the member 'FValueAndGradient': rename one of them, or set Name on [Differentiable]")]
    [InlineData("partial class C { [Differentiable] static double F(double[] x, int xGradient) => x[0]; }", "DIFF0009", "F",
        "The generated 'xGradient' would collide with the parameter of that name: rename one of them, or set Name on [Differentiable]")]
    public async Task Declaration_IsRefusedWhereItStands(string source, string id, string place, string message)
    {
        Compilation compilation = CompilerInput.Compilation("using AutoDiff;\n" + source);
        Diagnostic diagnostic = Assert.Single(await GeneratorHarness.Analyze(compilation, [new DifferentiableAnalyzer()]));
        Microsoft.CodeAnalysis.Text.TextSpan span = diagnostic.Location.SourceSpan;
        string found = ("using AutoDiff;\n" + source).Substring(span.Start, span.Length);
        Assert.Equal((id, place, message), (diagnostic.Id, found, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("[Differentiable] static double F(double x) => x; [Differentiable] static double FValueAnd(double x) => x;", 2)]
    [InlineData("[Differentiable] static double F(double x) => x; [Differentiable(Name = \"F\")] static double G(double x) => x;", 4)]
    [InlineData("[Differentiable] static double F(double x) => x; [Differentiable] static double F(float x) => x;", 0)]
    [InlineData("[Differentiable] [Differentiable(Name = \"G\")] static double F(double x) => x;", 0)]
    [InlineData("[Differentiable] static double F(double x) => x; static void FGradient(double[] x) { }", 0)]
    [InlineData("[Differentiable(Derivatives.Jvp)] static double F(double x) => x; static void FGradient(double x) { } static void FVjp(double x) { }", 0)]
    [InlineData("[Differentiable(Derivatives.Jvp)] static double F(double x) => x; [Differentiable(Derivatives.Jvp, Name = \"F\")] static double G(double x) => x;", 2)]
    [InlineData("[Differentiable(Derivatives.Vjp)] static double F(double x) => x; [Differentiable(Derivatives.Jvp, Name = \"F\")] static double G(double x) => x;", 0)]
    public async Task GeneratedNames_AreComparedAcrossMethods(string members, int collisions)
    {
        Compilation compilation = CompilerInput.Compilation("using AutoDiff;\npartial class C { " + members + " }");
        int found = (await GeneratorHarness.Analyze(compilation, [new DifferentiableAnalyzer()])).Count(diagnostic => diagnostic.Id == "DIFF0009");
        Assert.Equal(collisions, found);
    }

    [Fact]
    public async Task MissingMembers_AreNeverSilent()
    {
        Compilation compilation = CompilerInput.Compilation("using AutoDiff;\npartial class C { [Differentiable] static double F(double x) => x; }");
        Diagnostic diagnostic = Assert.Single(await GeneratorHarness.Analyze(compilation, [new DifferentiableAnalyzer()]));
        Assert.Equal("DIFF0000", diagnostic.Id);
    }

    [Theory]
    [InlineData("int P { [Differentiable] get => 1; }")]
    [InlineData("[Differentiable] C() { }")]
    [InlineData("void M() { [Differentiable] double G(double x) => x; G(1); }")]
    [InlineData("[Differentiable] public static C operator +(C a, C b) => a;")]
    public async Task AnythingButAMethod_IsRefused(string member)
    {
        Compilation compilation = CompilerInput.Compilation("using AutoDiff;\npartial class C { " + member + " }");
        Assert.Contains(await GeneratorHarness.Analyze(compilation, [new DifferentiableAnalyzer()]), diagnostic => diagnostic.Id == "DIFF0003");
    }

    [Fact]
    public async Task OldLanguageVersion_IsOneErrorAndNoOutput()
    {
        CSharpParseOptions options = CompilerInput.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp11);
        SyntaxTree tree = CSharpSyntaxTree.ParseText(
            "using AutoDiff;\npartial class C { [Differentiable] static double F(double x) => x; [Differentiable] static double G(double x) => x; }", options);
        CSharpCompilation compilation = CompilerInput.Compilation().AddSyntaxTrees(tree);
        Diagnostic diagnostic = Assert.Single(await GeneratorHarness.Analyze(compilation, [new DifferentiableAnalyzer()]));
        Assert.Equal("DIFF0015", diagnostic.Id);
        Assert.Empty(GeneratorHarness.CreateDriver(new DifferentiableGenerator()).WithUpdatedParseOptions(options).RunGenerators(compilation).GetRunResult().GeneratedTrees);
    }
}
