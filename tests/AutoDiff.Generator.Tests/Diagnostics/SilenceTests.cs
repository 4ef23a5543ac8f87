using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Gradients;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>Correct or refused, never silent: an annotated method has its members, or an error says at which place why not.</summary>
public class SilenceTests
{
    /// <summary>The whole list would take minutes; each run takes other tokens of other methods.</summary>
    private const int TokenStride = 601;

    [Fact]
    public async Task FunctionsOfTheGradientList_HaveNoErrors()
    {
        // Some of them only compare a parameter, which is worth the warning that they get.
        ImmutableArray<Diagnostic> diagnostics = await GeneratorHarness.Analyze(CompiledFunctions.InDouble.Compilation);
        Assert.Empty(diagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info && diagnostic.Id != RefusalIds.UnusedParameter).Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public async Task FunctionsWithATokenDeleted_AreNeverSilent()
    {
        int first = 0;
        foreach (string source in EmbeddedSources.Gradients.Files)
        {
            SyntaxToken[] tokens = Tokens(source);
            for (int i = first++ % TokenStride; i < tokens.Length; i += TokenStride)
            {
                await RequireMembersOrError(source.Remove(tokens[i].SpanStart, tokens[i].Span.Length));
            }
        }
    }

    [Fact]
    public async Task FunctionsWithATokenOfAnother_AreNeverSilent()
    {
        Random random = new(7);
        foreach (string source in EmbeddedSources.Gradients.Files)
        {
            SyntaxToken[] tokens = Tokens(source);
            for (int k = 0; k < 2; k++)
            {
                SyntaxToken token = tokens[random.Next(tokens.Length)];
                string other = tokens[random.Next(tokens.Length)].Text;
                await RequireMembersOrError(source.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, other));
            }
        }
    }

    [Fact]
    public async Task TruncatedFunctions_AreNeverSilent()
    {
        foreach (string source in EmbeddedSources.Gradients.Files)
        {
            for (int part = 1; part < 3; part++)
            {
                await RequireMembersOrError(source[..(source.Length * part / 3)]);
            }
        }
    }

    [Theory]
    [InlineData("double F(double x) { goto end; end: return x; }")]
    [InlineData("double F(double x, int n) { switch (n) { case 0: goto end; case 1: x = 2; end: x++; break; } return x; }")]
    [InlineData("double F(double x, int n) { switch (n) { case 1: return x; default: return 2 * x; } }")]
    [InlineData("double F(double x, int n) => n switch { 1 => x, _ => 2 * x };")]
    [InlineData("double F(double x) { try { return x; } finally { } }")]
    [InlineData("double F(double x) { try { return x; } catch (Exception) { return 0; } }")]
    [InlineData("double F(double x) { Func<double, double> f = y => y * x; return f(x); }")]
    [InlineData("double F(double x) { double G(double y) => y * x; return G(x); }")]
    [InlineData("double F(double x) { var (a, b) = (x, x * x); return a * b; }")]
    [InlineData("double F((double A, double B) x) => x.A * x.B;")]
    [InlineData("double F(ref double x) => x;")]
    [InlineData("double F(double x) { ref double y = ref x; y *= 2; return x; }")]
    [InlineData("double F(double[,] x) => x[0, 0];")]
    [InlineData("double F(double[][] x) => x[0][0];")]
    [InlineData("double F(System.Collections.Generic.List<double> x) { double s = 0; foreach (double v in x) { s += v; } return s; }")]
    [InlineData("double F(double x) => (double)(decimal)x;")]
    [InlineData("double F(double x) => (double)(Half)x;")]
    [InlineData("double F(double x) => double.Parse(x.ToString());")]
    [InlineData("double F(double x) => Unknown(x);")]
    [InlineData("double F(double x) { Field = x; return Field; }")]
    [InlineData("double F(double x) { lock (Lock) { return x; } }")]
    [InlineData("double F(double x) { checked { return x; } }")]
    [InlineData("double F(double x) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x));")]
    [InlineData("double F(double? x) => x ?? 0;")]
    [InlineData("double F(object x) => (double)x;")]
    [InlineData("dynamic F(double x) => x;")]
    [InlineData("double F(dynamic x) => x;")]
    [InlineData("async System.Threading.Tasks.Task<double> F(double x) { await System.Threading.Tasks.Task.Yield(); return x; }")]
    [InlineData("System.Collections.Generic.IEnumerable<double> F(double x) { yield return x; }")]
    [InlineData("T F<T>(T x) where T : System.Numerics.IFloatingPointIeee754<T> => x * x;")]
    [InlineData("int F(double x) => (int)x;")]
    [InlineData("void F(double x) { }")]
    [InlineData("double F(int n) => n;")]
    [InlineData("double F() => 1;")]
    [InlineData("double[] F(double x) => [x];")]
    [InlineData("double F(double x, out double y) { y = x; return x; }")]
    [InlineData("unsafe double F(double* x) => *x;")]
    [InlineData("double F(Span<double> x) { foreach (ref double v in x) { v *= 2; } return x[0]; }")]
    [InlineData("double F(ReadOnlySpan<double> x, bool b) { ReadOnlySpan<double> v = b ? x : x[1..]; return v[0]; }")]
    [InlineData("double F(ReadOnlySpan<double> x, ReadOnlySpan<double> y) { ReadOnlySpan<double> v = x; if (x.Length > 2) { v = y; } return v[0]; }")]
    [InlineData("double F(Span<double> x) { x.Reverse(); return x[0]; }")]
    [InlineData("double F(Span<double> x) { x.Sort(); return x[0]; }")]
    [InlineData("double F(ReadOnlySpan<double> x) => System.Numerics.Tensors.TensorPrimitives.Sum(x);")]
    [InlineData("double F(double[] x) => System.Linq.Enumerable.Sum(x);")]
    [InlineData("double F(double x) { using var s = new System.IO.MemoryStream(); return x; }")]
    [InlineData("double F(double x) => new Vector(x, x).X;")]
    [InlineData("double F(System.Numerics.Complex x) => x.Real;")]
    [InlineData("double F(double x) => x is > 0 and < 1 ? x : 2 * x;")]
    [InlineData("double F(double x) => x > 0 ? throw new Exception() : x;")]
    [InlineData("double F(double x) { string s = $\"{x}\"; return s.Length; }")]
    [InlineData("double F(double x) { double[] a = [x, x]; double[] b = [.. a]; return b[0]; }")]
    [InlineData("double F(double x) { object o = x; return (double)o; }")]
    [InlineData("double F(double x) { Span<double> s = new Span<double>(ref x); return s[0]; }")]
    [InlineData("double F(Span<double> x) => System.Runtime.InteropServices.MemoryMarshal.Cast<double, float>(x)[0];")]
    [InlineData("double F(double x) => Math.SinCos(x).Sin;")]
    [InlineData("double F(double x) => Math.BitDecrement(x) + Math.ILogB(x);")]
    [InlineData("double F(double x, Index i, ReadOnlySpan<double> p) => x * p[i];")]
    [InlineData("double F(double x) { System.Diagnostics.Debug.Assert(x > 0); return x; }")]
    [InlineData("double F(double x) => F(x - 1) * x;")]
    [InlineData("double F(double x) => 3;")]
    public async Task UnsupportedConstruct_IsRefusedOrRight(string method)
    {
        const string Members = """
            private static double Field;
            private static readonly object Lock = new();
            private static double Unknown(double x) => x;
            private readonly record struct Vector(double X, double Y);
            """;
        await RequireMembersOrError(FrontEndHarness.SourceOf("public static " + method, Members));
    }

    private static SyntaxToken[] Tokens(string source) => [.. CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens()];

    private static async Task RequireMembersOrError(string source)
    {
        GeneratorRun run = GeneratorHarness.Run(source);
        Assert.All(run.Driver.GetRunResult().Results, result => Assert.Null(result.Exception));
        ImmutableArray<Diagnostic> diagnostics = await GeneratorHarness.Analyze(run.Compilation);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id is "AD0001" or "DIFF0099");
        Diagnostic[] errors = [.. run.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error)];
        bool compiles = errors.Length == 0;
        MethodDeclarationSyntax[] annotated = [.. Annotated(run.Compilation)];

        // What an annotated method calls may be what does not compile.
        bool isElsewhere = errors.Any(error => !annotated.Any(method => IsIn(method, error.Location)));
        HashSet<string> damaged = [.. annotated.Where(method => errors.Any(error => IsIn(method, error.Location))).Select(method => method.Identifier.ValueText)];
        foreach (MethodDeclarationSyntax method in annotated)
        {
            bool isRefused = isElsewhere || method.DescendantTokens().Any(token => token != method.Identifier && damaged.Contains(token.ValueText)) || diagnostics.Concat(errors).Any(diagnostic =>
                diagnostic.DefaultSeverity == DiagnosticSeverity.Error
                && IsIn(method, diagnostic.Location)
                && (diagnostic.Id != RefusalIds.NothingGenerated || !compiles));
            bool exists = run.Compilation.GetSymbolsWithName(StemOf(method) + "ValueAndGradient", SymbolFilter.Member).Any();
            Assert.True(isRefused || exists, $"Neither members nor an error:\n{method}\n{string.Join('\n', diagnostics)}");
        }

        // What is generated for good code compiles; for bad code the errors are the author's.
        if (compiles)
        {
            Assert.DoesNotContain(
                run.Compilation.GetDiagnostics(),
                diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
        }
    }

    private static IEnumerable<MethodDeclarationSyntax> Annotated(CSharpCompilation compilation) => compilation.SyntaxTrees
        .Where(tree => !tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
        .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        .Where(method => compilation.GetSemanticModel(method.SyntaxTree).GetDeclaredSymbol(method)?.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == "AutoDiff.DifferentiableAttribute") == true);

    private static string StemOf(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes)
            .SelectMany(attribute => attribute.ArgumentList?.Arguments ?? default)
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.Text == "Name")?.Expression is LiteralExpressionSyntax name
            ? name.Token.ValueText
            : method.Identifier.ValueText;

    /// <summary>In the method, or at a type around it.</summary>
    private static bool IsIn(MethodDeclarationSyntax method, Location location) =>
        location.SourceTree == method.SyntaxTree
        && (method.FullSpan.Contains(location.SourceSpan)
            || method.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => type.Identifier.Span == location.SourceSpan));
}
