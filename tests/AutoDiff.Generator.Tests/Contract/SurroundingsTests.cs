using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests.Contract;

/// <summary>Whatever stands around a method, its generated file compiles without a warning.</summary>
public class SurroundingsTests
{
    [Theory]
    [InlineData("partial class C { static int H<T>(int n) => n; [Differentiable] static double F(double x) => H<int>(3) * H<double>(2) * x; }")]
    [InlineData("partial class C { [Differentiable] static double F(double x, [NoGradient] (int A, string B) t, List<(int, int)> l) => x * t.A; }")]
    [InlineData("partial class B { [Differentiable] public static double F(double x) => x; } partial class C : B { [Differentiable] public static new double F(double x) => x * x; }")]
    [InlineData("partial class @event { partial class @when { [Differentiable] static double F(double x) => x; } }")]
    [InlineData("partial class C { [Obsolete] static int Old() => 2; [Obsolete, Differentiable] static double F(double x) => Old() * x; }")]
    [InlineData("partial class C { public static partial double F(double x); [Differentiable] public static partial double F(double x) => x; }")]
    [InlineData("partial class C {\n[Obsolete] static int Old() => 2;\n#pragma warning disable CS0612 // why\n[Differentiable] static double F(double x) => Old() * x;\n#pragma warning restore\n}")]
    [InlineData("partial class C {\n[Differentiable] static double F(double x, int n) {\n#pragma warning disable 675\nulong u = (ulong)(uint)n | (ulong)n;\n#pragma warning restore 675\nreturn u * x; } }")]
    [InlineData("class Span<T> { } class ReadOnlySpan<T> { } partial class C { [Differentiable] static double F(System.Span<double> x, System.ReadOnlySpan<int> i) => x[i[0]]; }")]
    [InlineData("partial class C { [Differentiable] static double F(double[] x) { if (x == null) throw new ArgumentNullException(nameof(x)); if (x is null) return 0; return x[0]; } }")]
    [InlineData("namespace Random { } partial class C { [Differentiable] static double F(System.Random r, double x) => x * r.Next(); }")]
    public async Task GeneratedFile_HasNoWarnings(string types)
    {
        CSharpCompilation compilation = GeneratorHarness.Run("using System;\nusing System.Collections.Generic;\nusing AutoDiff;\nnamespace Demo {\n" + types + "\n}").Compilation;
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.Empty(await GeneratorHarness.Analyze(compilation));
    }

    [Fact]
    public void GuardsThatAskMore_RunBeforeDestinationsAreChecked()
    {
        LoadedAssembly assembly = GeneratorHarness.CompileAndLoad(
            """
            using System;
            using AutoDiff;
            public static partial class C
            {
                [Differentiable]
                public static double F(double[] x, string name, int n)
                {
                    if (string.IsNullOrEmpty(name)) throw new InvalidOperationException("name");
                    int rows = x.Length / 2;
                    if (x is null || rows != n) throw new InvalidOperationException("rows");
                    return x[0] * n;
                }

                public static string Message(string name, int n)
                {
                    try { FGradient(new double[2], name, n, new double[1]); return ""; }
                    catch (Exception exception) { return exception.Message.Split(' ')[0]; }
                }
            }
            """);
        System.Reflection.MethodInfo message = assembly.Type("C").GetMethod("Message")!;
        Assert.Equal("name", message.Invoke(null, ["", 1]));
        Assert.Equal("rows", message.Invoke(null, ["a", 2]));
        Assert.NotEqual("rows", message.Invoke(null, ["a", 1]));
    }
}
