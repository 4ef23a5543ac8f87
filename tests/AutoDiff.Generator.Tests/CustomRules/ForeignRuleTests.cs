using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests.CustomRules;

/// <summary>Rules for methods of somebody else.</summary>
public class ForeignRuleTests
{
    private const string Library = """
        namespace Lib;
        public static class Special
        {
            public static double Cube(double x) => x * x * x;
            public static float Cube(float x) => x * x * x;
            public static double Cube(double x, double scale) => x * x * x * scale;
            public static double Horner(double z, params double[] c)
            {
                double y = 0;
                for (int i = c.Length - 1; i >= 0; i--) y = y * z + c[i];
                return y;
            }
        }
        """;

    private const string Rules = """
        using System;
        using AutoDiff;
        using Lib;
        namespace Rules
        {
            public static class SpecialRules
            {
                [DerivativeOf(typeof(Special), nameof(Special.Cube))]
                public static double OfCube(double x) => 3 * x * x;
                [DerivativeOf(typeof(Special), nameof(Special.Cube))]
                public static float OfCube(float x) => 3 * x * x;
                [VjpOf(typeof(Special), nameof(Special.Cube))]
                public static void CubeVjp(double x, double scale, double cotangent, ref double xGradient, ref double scaleGradient)
                {
                    xGradient += cotangent * 3 * x * x * scale;
                    scaleGradient += cotangent * x * x * x;
                }
                [VjpOf(typeof(Special), nameof(Special.Horner))]
                public static void HornerVjp(double z, ReadOnlySpan<double> c, double cotangent, ref double zGradient, Span<double> cGradient)
                {
                    double power = 1, slope = 0;
                    for (int i = 0; i < c.Length; i++)
                    {
                        if (!cGradient.IsEmpty) cGradient[i] += cotangent * power;
                        if (i + 1 < c.Length) slope += (i + 1) * power * c[i + 1];
                        power *= z;
                    }
                    zGradient += cotangent * slope;
                }
            }
        }
        """;

    [Theory]
    [InlineData("Special.Cube(x)")]
    [InlineData("Special.Cube(x, 2) * x")]
    [InlineData("x * Special.Cube(2, x)")]
    [InlineData("Special.Cube(scale: x, x: x * x)")]
    [InlineData("Special.Horner(x, 1, 2, 3) + x")]
    public void Rule_IsFoundInTheCompilation(string expression) =>
        GradientTest.Check(GeneratorHarness.Run(Library, Rules, Using(expression)).Compilation, "Demo.C", "F", 0.7);

    [Fact]
    public void Rule_IsFoundForArrays() =>
        GradientTest.Check(GeneratorHarness.Run(Library, Rules, Using("Special.Horner(x, c) * c[0]", "double x, double[] c")).Compilation, "Demo.C", "F", 0.7, new[] { 0.3, 0.5, 1.5 });

    [Fact]
    public void Overload_IsSelectedByTheSignatureOfTheRule()
    {
        string text = GeneratorHarness.Run(Library, Rules, Using("Special.Cube(x) * Special.Cube(x, 2) * Special.Cube(y)", "double x, float y")).Files.Single(file => file.Key.StartsWith("Demo", StringComparison.Ordinal)).Value;
        Assert.Contains("OfCube(x)", text, StringComparison.Ordinal);
        Assert.Contains("CubeVjp(x, 2", text, StringComparison.Ordinal);
        Assert.Contains("OfCube(y)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_TravelWithALibrary()
    {
        CSharpCompilation compilation = CompilerInput.Compilation(Using("Special.Cube(x) * Special.Horner(x, 1, 2)"))
            .AddReferences(Compiled("Lib", [Library]), Compiled("Rules", [Rules], Compiled("Lib", [Library])));
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.CreateGenerator(), compilation);
        string text = Assert.Single(run.Files).Value;
        Assert.Contains("SpecialRules.OfCube(x)", text, StringComparison.Ordinal);
        Assert.Empty(run.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void Library_NamesItsPublicRules()
    {
        string hidden = "static class Hidden { [AutoDiff.DerivativeOf(typeof(Lib.Special), \"Cube\")] public static double D(double x) => 0; }";
        GeneratorRun run = GeneratorHarness.Run(Library, Rules, hidden);
        Assert.Equal("[assembly: global::AutoDiff.CompilerServices.DerivativeRules(typeof(global::Rules.SpecialRules))]", run.File.Split('\n')[^2]);
    }

    [Fact]
    public async Task HiddenRule_IsNotUsed()
    {
        GeneratorRun run = GeneratorHarness.Run(Library, Rules.Replace("public static", "private static", StringComparison.Ordinal), Using("Special.Cube(x)"));
        Assert.Contains("DIFF0011", (await GeneratorHarness.Analyze(run.Compilation)).Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void Rule_OverridesTheTable()
    {
        string rules = "public static class R { [AutoDiff.DerivativeOf(typeof(System.Math), \"Round\")] public static double StraightThrough(double a) => 1; }";
        GeneratorRun run = GeneratorHarness.Run(Library, rules, Using("Math.Round(x) * 3"));
        Assert.Contains("StraightThrough(x)", run.Files.Single(file => file.Key.StartsWith("Demo", StringComparison.Ordinal)).Value, StringComparison.Ordinal);
    }

    private static string Using(string expression, string parameters = "double x") =>
        $$"""
        using System;
        using AutoDiff;
        using Lib;
        namespace Demo;
        static partial class C
        {
            [Differentiable]
            public static double F({{parameters}}) => {{expression}};
        }
        """;

    private static PortableExecutableReference Compiled(string name, string[] sources, params MetadataReference[] references)
    {
        GeneratorRun run = GeneratorHarness.Run(GeneratorHarness.CreateGenerator(), CompilerInput.Compilation(sources).WithAssemblyName(name).AddReferences(references));
        using MemoryStream stream = new();
        Assert.Empty(run.Compilation.Emit(stream).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
