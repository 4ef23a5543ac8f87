using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using AutoDiff.CodeFixes;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

public class CodeFixTests
{
    [Theory]
    [InlineData("static class C { }", "static partial class C { }")]
    [InlineData("// Note.\nclass C { }", "// Note.\npartial class C { }")]
    [InlineData("public class A { partial struct B { record C { } } }", "public partial class A { partial struct B { partial record C { } } }")]
    public async Task MakePartial_MakesAllContainingTypesPartial(string source, string expected) =>
        Assert.Equal(expected, await Fix(new MakePartial(), Descriptors.TypeNotPartial, source, root =>
            root.DescendantNodes().OfType<TypeDeclarationSyntax>().Last().Identifier.GetLocation()));

    [Theory]
    [InlineData("static class N { static double k = 2; public static double G(double x) => k * x; }", "static partial class N { static double k = 2; public static double G(double x) => k * x; }")]
    [InlineData("class M { public static class N { static double K { get; } = 2; public static double G(double x) => N.K * x; } }", "partial class M { public static partial class N { static double K { get; } = 2; public static double G(double x) => N.K * x; } }")]
    public async Task MakePartial_OpensTheTypeOfAPrivateMember(string source, string expected)
    {
        string caller = "\npartial class C { [AutoDiff.Differentiable] static double F(double x) => " + (source.Contains("class M", System.StringComparison.Ordinal) ? "M.N" : "N") + ".G(x); }";
        Assert.Equal(expected + caller, await FixReported(new MakePartial(), source + caller));
        Assert.Empty(await GeneratorHarness.Analyze(GeneratorHarness.Run(expected + caller).Compilation));
    }

    [Theory]
    [InlineData(
        "partial class C { [Differentiable] static double F(IReadOnlyList<double> x, double y) { double s = 0; for (int i = 0; i < x.Count; i++) { s += x[i] * y; } return s; } }",
        "partial class C { [Differentiable] static double F(double[] x, double y) { double s = 0; for (int i = 0; i < x.Length; i++) { s += x[i] * y; } return s; } }")]
    [InlineData(
        "partial class C { [Differentiable] static float F(IList<float> x, float y) => x[0] * y; }",
        "partial class C { [Differentiable] static float F(float[] x, float y) => x[0] * y; }")]
    [InlineData(
        "class M { /* Value. */ public virtual double At(double x) => x * x; } partial class C { [Differentiable] static double F(double x, [NoGradient] M m) => m.At(x); }",
        "class M { /* Value. */ public double At(double x) => x * x; } partial class C { [Differentiable] static double F(double x, [NoGradient] M m) => m.At(x); }")]
    [InlineData(
        "abstract class M { public abstract double At(double x); } class N : M { public override double At(double x) => x * x; } partial class C { [Differentiable] static double F(double x, [NoGradient] N n) => n.At(x); }",
        "abstract class M { public abstract double At(double x); } class N : M { public sealed override double At(double x) => x * x; } partial class C { [Differentiable] static double F(double x, [NoGradient] N n) => n.At(x); }")]
    [InlineData(
        "static class E { public static int Twice(this string s, int n) => 2 * n * s.Length; } partial class C { [Differentiable] static double F(double x, string s) => x * $\"{s.Twice(3)}\".Length; }",
        "static class E { public static int Twice(this string s, int n) => 2 * n * s.Length; } partial class C { [Differentiable] static double F(double x, string s) => x * $\"{E.Twice(s, 3)}\".Length; }")]
    [InlineData(
        "static class N { [NoGradient] private static double K(double x) => x + 1; public static double G(double x) => K(x) * x; } partial class C { [Differentiable] static double F(double x) => N.G(x); }",
        "static class N { [NoGradient] internal static double K(double x) => x + 1; public static double G(double x) => K(x) * x; } partial class C { [Differentiable] static double F(double x) => N.G(x); }")]
    public async Task UseSupportedForm_WritesWhatIsNotRefused(string source, string expected)
    {
        const string Usings = "using System.Collections.Generic;\nusing System.Linq;\nusing AutoDiff;\n";
        Assert.Equal(Usings + expected, await FixReported(new UseSupportedForm(), Usings + source));
        Assert.Empty(await GeneratorHarness.Analyze(GeneratorHarness.Run(Usings + expected).Compilation));
    }

    [Theory]
    [InlineData("class M { public virtual double At(double x) => x * x; } class N : M { public override double At(double x) => x; } partial class C { [Differentiable] static double F(double x, [NoGradient] M m) => m.At(x); }")]
    [InlineData("abstract class M { public abstract double At(double x); } partial class C { [Differentiable] static double F(double x, [NoGradient] M m) => m.At(x); }")]
    public async Task UseSupportedForm_LeavesOverriddenMembersAlone(string source)
    {
        Diagnostic error = await Reported("using AutoDiff;\n" + source);
        Assert.Empty((await Offered(new UseSupportedForm(), error.Descriptor, "using AutoDiff;\n" + source, _ => error.Location)).Actions);
    }

    [Fact]
    public async Task MarkNoGradient_MarksTheParameter() => Assert.Equal(
        "using AutoDiff;\nclass C { static double F(double x, [NoGradient] double y) => x; }",
        await Fix(new MarkNoGradient(), Descriptors.UnusedParameter, "using AutoDiff;\nclass C { static double F(double x, double y) => x; }", root =>
            root.DescendantNodes().OfType<ParameterSyntax>().Last().Identifier.GetLocation()));

    [Theory]
    [InlineData("DIFF0011", "x * Unknown(2 * x)", "Unknown(2 * x)", "x * Diff.StopGradient(Unknown(2 * x))")]
    [InlineData("DIFF0012", "1 + (double)(decimal)x", "(double)(decimal)x", "1 + Diff.StopGradient((double)(decimal)x)")]
    [InlineData("DIFF0017", "x * Math.Round(x)", "Math.Round(x)", "x * Diff.StopGradient(Math.Round(x))")]
    [InlineData("DIFF0017", "x * (int)(x + 1)", "(int)(x + 1)", "x * (int)Diff.StopGradient(x + 1)")]
    public async Task WrapInStopGradient_MakesAConstant(string id, string body, string place, string expected)
    {
        static string Source(string body) => "using System;\nusing AutoDiff;\nclass C { static double F(double x) => " + body + "; static double Unknown(double x) => x; }";
        Assert.Equal(
            Source(expected),
            await Fix(new WrapInStopGradient(), Descriptors.Of(id), Source(body), root => Location.Create(root.SyntaxTree, new(root.ToString().IndexOf(place, System.StringComparison.Ordinal), place.Length))));
    }

    [Fact]
    public async Task WrapInStopGradient_SilencesWhatItFixes()
    {
        string source = FrontEndHarness.SourceOf("public static double F(double x) => x * Diff.StopGradient(Unknown(2 * x)) + Diff.StopGradient((double)(decimal)x) + Diff.StopGradient(Math.Round(x)) + (int)Diff.StopGradient(x);", "static double Unknown(double x) => x;");
        Assert.Empty(await GeneratorHarness.Analyze(GeneratorHarness.Run(source).Compilation));
    }

    [Fact]
    public async Task WriteRule_WritesTheRuleOfACallThatHasNone() => Assert.Equal(
        """
        using System;
        using AutoDiff;
        using MathNet.Numerics;
        static partial class C
        {
            [Differentiable] static double F(double x) => SpecialFunctions.Erf(x);

            [DerivativeOf(typeof(SpecialFunctions), nameof(SpecialFunctions.Erf))]
            private static double ErfDerivative(double x) => throw new NotImplementedException();
        }
        """.Replace("\r\n", "\n", System.StringComparison.Ordinal),
        await FixReported(new WriteRule(), """
        using System;
        using AutoDiff;
        using MathNet.Numerics;
        static partial class C
        {
            [Differentiable] static double F(double x) => SpecialFunctions.Erf(x);
        }
        """));

    [Fact]
    public async Task WriteRule_WritesTheRuleThatAnAttributeNames() => Assert.Equal(
        """
        using System;
        using AutoDiff;
        static partial class C
        {
            [CustomVjp("HVjp")]
            static double H(double x, double[] w) => x;

            private static void HVjp(double x, ReadOnlySpan<double> w, double cotangent, ref double xGradient, Span<double> wGradient) => throw new NotImplementedException();
        }
        """,
        await FixReported(new WriteRule(), """
        using System;
        using AutoDiff;
        static partial class C
        {
            [CustomVjp("HVjp")]
            static double H(double x, double[] w) => x;
        }
        """));

    /// <summary>Fixes the only error that the analyzers report.</summary>
    private static async Task<string> FixReported(CodeFixProvider provider, string source)
    {
        Diagnostic error = await Reported(source);
        return await Fix(provider, error.Descriptor, source, root => Location.Create(root.SyntaxTree, error.Location.SourceSpan), error.Properties);
    }

    private static async Task<Diagnostic> Reported(string source) => Assert.Single(await GeneratorHarness.Analyze(GeneratorHarness.Run(source).Compilation));

    private static async Task<string> Fix(
        CodeFixProvider provider, DiagnosticDescriptor descriptor, string source, System.Func<SyntaxNode, Location> place, ImmutableDictionary<string, string?>? properties = null)
    {
        (Document document, List<CodeAction> actions) = await Offered(provider, descriptor, source, place, properties);
        ApplyChangesOperation operation = (await Assert.Single(actions).GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        Document changed = operation.ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync()).ToString().Replace("\r\n", "\n", System.StringComparison.Ordinal);
    }

    private static async Task<(Document Document, List<CodeAction> Actions)> Offered(
        CodeFixProvider provider, DiagnosticDescriptor descriptor, string source, System.Func<SyntaxNode, Location> place, ImmutableDictionary<string, string?>? properties = null)
    {
        AdhocWorkspace workspace = new();
        Document document = workspace.AddProject("Consumer", LanguageNames.CSharp)
            .WithCompilationOptions(CompilerInput.Options)
            .AddMetadataReferences(CompilerInput.References)
            .AddDocument("Source.cs", source);
        Location location = Location.Create((await document.GetSyntaxTreeAsync())!, place((await document.GetSyntaxRootAsync())!).SourceSpan);
        List<CodeAction> actions = [];
        CodeFixContext context = new(document, Diagnostic.Create(descriptor, location, properties), (action, _) => actions.Add(action), CancellationToken.None);
        await provider.RegisterCodeFixesAsync(context);
        return (document, actions);
    }
}
