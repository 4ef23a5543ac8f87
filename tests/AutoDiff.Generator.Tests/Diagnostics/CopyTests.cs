using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>What changes a copy that C# makes, or a box that two variables share, is refused.</summary>
public class CopyTests
{
    private const string Types = """
        interface IPart { double At(double x); }
        readonly struct Held { readonly Counter c; public double At(double[] p) => p[c.Next()]; }
        struct Counter : IPart { int n; public int Next() => n++ & 1; public readonly double Twice(double[] p) => p[Next()] * p[Next()]; public double At(double x) => x * n++; public int Count => n; }
        sealed class Line : IPart { public double At(double x) => 2 * x; }
        sealed class Wave : IPart { public double At(double x) => Math.Sin(x); }
        static double Of(in Counter c, double[] p) => p[c.Next()] * p[c.Next()];
        static double Seen(in Counter c, double[] p) => p[c.Count] * p[0];
        static double Replaced(IPart f, double x) { (f, x) = (new Wave(), x); return f.At(x); }
        static double Changed(IPart f, double x) { if (x < 0) { f = new Wave(); } return f.At(x); }
        """;

    [Theory]
    [InlineData("double F(double[] p) { Counter c = default; return Of(in c, p); }", "DIFF0010 'c.Next()'", "DIFF0010 'c.Next()'")]
    [InlineData("double F(double[] p) { Counter c = default; return c.Twice(p); }", "DIFF0010 'Next()'", "DIFF0010 'Next()'")]
    [InlineData("double F(double[] p, [NoGradient] Counter[] cs) { double s = 0; foreach (Counter c in cs) { s += p[c.Next()]; } return s; }", "DIFF0010 'c.Next()'")]
    [InlineData("double F(double x) { IPart c = new Counter(); IPart d = c; return c.At(x) * d.At(x); }", "DIFF0012 'c.At(x)'", "DIFF0012 'd.At(x)'")]
    [InlineData("double F(double x) => Changed(new Line(), x);", "DIFF0012 'f.At(x)'")]
    [InlineData("double F(double x) => Replaced(new Line(), x);", "DIFF0012 'f.At(x)'")]
    [InlineData("double F(double x) { IPart f = new Line(); ref IPart g = ref f; g = new Wave(); return f.At(x); }", "DIFF0012 'f.At(x)'")]
    [InlineData("double F(double[] p) => new Held().At(p);", "DIFF0010 'c'")]
    [InlineData("double F(double[] p) { Counter c = default; return Seen(in c, p); }")]
    public async Task ThatChanges_IsRefused(string method, params string[] expected) => Assert.Equal(
        expected,
        (await GeneratorHarness.Analyze(GeneratorHarness.Run(FrontEndHarness.SourceOf("static " + method, Types)).Compilation))
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{diagnostic.Id} '{diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}'"));
}
