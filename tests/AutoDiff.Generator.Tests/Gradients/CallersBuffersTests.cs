using System;
using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>
/// Buffers that belong to the caller and are neither spans nor arrays of numbers. Each function has a twin over an array
/// of numbers, written by hand, whose gradients are checked with differences.
/// </summary>
public class CallersBuffersTests
{
    private static readonly double[] Numbers = [0.75, 1.25, 0.5, 1.5, 0.25, 0.625];

    /// <summary>How two numbers become an element, and what gives its numbers back.</summary>
    public static TheoryData<string, string> Elements { get; } = new()
    {
        { "public readonly record struct Pt(double X, double Y);", "new Pt(a, b)" },
        { "public record struct Pt(double X, double Y);", "new Pt(a, b)" },
        { "public sealed record Pt(double X, double Y);", "new Pt(a, b)" },
        { "public struct Pt { public double X; public double Y; }", "new Pt { X = a, Y = b }" },
        { "public struct Pt { public double X { get; set; } public double Y { get; init; } }", "new Pt { X = a, Y = b }" },
        { "public readonly struct Pt(double x, double y) { public double X { get; } = x; public readonly double Y = y; }", "new Pt(a, b)" },
        { "public readonly struct Pt { public Pt(double x, double y) { X = x; Y = y; } public double X { get; } public double Y { get; } }", "new Pt(a, b)" },
    };

    [Theory]
    [MemberData(nameof(Elements))]
    public Task StructsInASpan_HaveGradients(string type, string made) => Check(
        type,
        "ReadOnlySpan<Pt>",
        """
        double s = 0;
        for (int i = 0; i < ps.Length; i++)
        {
            Pt p = ps[i];
            Pt q = ps[(i + 1) % ps.Length];
            s += p.X * q.Y - q.X * p.Y * p.Y;
        }

        return s * s;
        """,
        "Pt[] ps = new Pt[flat.Length / 2]; for (int i = 0; i < ps.Length; i++) { double a = flat[2 * i], b = flat[2 * i + 1]; ps[i] = " + made + "; }",
        "Pt[] g = new Pt[ps.Length];",
        "for (int i = 0; i < g.Length; i++) { flatGradient[2 * i] = g[i].X; flatGradient[2 * i + 1] = g[i].Y; }");

    [Theory]
    [MemberData(nameof(Elements))]
    public Task StructsWrittenInPlace_HaveGradients(string type, string made) => Check(
        type,
        "Span<Pt>",
        """
        for (int i = 0; i + 1 < ps.Length; i++)
        {
            double a = ps[i].X * ps[i + 1].Y;
            double b = ps[i].Y + a;
            ps[i + 1] = MADE;
        }

        ps[..1].CopyTo(ps[1..]);
        double s = 0;
        foreach (Pt p in ps)
        {
            s += p.X * p.Y + p.X;
        }

        return s;
        """.Replace("MADE", made, StringComparison.Ordinal),
        "Pt[] ps = new Pt[flat.Length / 2]; for (int i = 0; i < ps.Length; i++) { double a = flat[2 * i], b = flat[2 * i + 1]; ps[i] = " + made + "; }",
        "Pt[] g = new Pt[ps.Length];",
        "for (int i = 0; i < g.Length; i++) { flatGradient[2 * i] = g[i].X; flatGradient[2 * i + 1] = g[i].Y; }");

    [Fact]
    public Task NestedStructs_HaveGradients() => Check(
        """
        public readonly record struct V(double X, double Y);
        public readonly struct Mixed(V at, int kind) { public V At { get; } = at; public int Kind { get; } = kind; }
        public struct Body { public V Position; public Mixed Other { get; set; } public double Mass; }
        """,
        "Body[]",
        """
        double s = 0;
        foreach (Body body in ps)
        {
            s += body.Mass * body.Position.X * body.Position.Y + body.Other.At.X * body.Other.At.X * body.Other.Kind;
        }

        return Math.Sin(s);
        """,
        "Body[] ps = [new Body { Position = new V(flat[0], flat[1]), Other = new Mixed(new V(flat[2], 1), 2), Mass = flat[3] }, new Body { Position = new V(flat[4], flat[5]), Mass = 0.5 }];",
        "Body[] g = new Body[2];",
        "flatGradient[0] = g[0].Position.X; flatGradient[1] = g[0].Position.Y; flatGradient[2] = g[0].Other.At.X; flatGradient[3] = g[0].Mass; flatGradient[4] = g[1].Position.X; flatGradient[5] = g[1].Position.Y;");

    [Fact]
    public Task ComplexNumbers_HaveGradients() => Check(
        "",
        "ReadOnlySpan<System.Numerics.Complex>",
        """
        System.Numerics.Complex[] squares = new System.Numerics.Complex[ps.Length];
        for (int i = 0; i < ps.Length; i++)
        {
            squares[i] = new System.Numerics.Complex(ps[i].Real * ps[i].Real - ps[i].Imaginary * ps[i].Imaginary, 2 * ps[i].Real * ps[i].Imaginary);
        }

        double s = 0;
        foreach (System.Numerics.Complex square in squares)
        {
            s += square.Real * square.Imaginary + square.Imaginary;
        }

        return s;
        """,
        "System.Numerics.Complex[] ps = [new(flat[0], flat[1]), new(flat[2], flat[3]), new(flat[4], flat[5])];",
        "System.Numerics.Complex[] g = new System.Numerics.Complex[3];",
        "for (int i = 0; i < 3; i++) { flatGradient[2 * i] = g[i].Real; flatGradient[2 * i + 1] = g[i].Imaginary; }");

    [Theory]
    [InlineData("double s = 0; for (int i = 0; i + 1 < ps.Count; i++) s += ps[i] * ps[i + 1]; return s;")]
    [InlineData("double s = 1; foreach (double p in ps) s += s * p; return s;")]
    [InlineData("List<double> qs = ps; return qs[0] * qs[^1] + ps.Count;")]
    [InlineData("return ps.Sum(p => p * p) * ps.Max() + ps.Select((p, i) => i * p).Average();")]
    [InlineData("double[] copy = ps.ToArray(); copy[0] *= copy[1]; return copy.Sum() * ps[0];")]
    [InlineData("double[] copy = new double[9]; ps.CopyTo(copy); return copy[0] * copy[3];")]
    [InlineData("return Inner(ps, 1) * ps[2]; static double Inner(List<double> list, int from) => list[from] * list[from + 1];")]
    public Task List_HasGradient(string body) => Check("", "List<double>", body, "List<double> ps = [.. flat];", "double[] g = new double[ps.Count];", "g.CopyTo(flatGradient);");

    [Fact]
    public Task ListOfStructs_HasGradient() => Check(
        "public readonly record struct Pt(double X, double Y);",
        "List<Pt>",
        "double s = 0; foreach (Pt p in ps) s += p.X * p.Y; return s * ps[1].X;",
        "List<Pt> ps = [new(flat[0], flat[1]), new(flat[2], flat[3]), new(flat[4], flat[5])];",
        "Pt[] g = new Pt[ps.Count];",
        "for (int i = 0; i < 3; i++) { flatGradient[2 * i] = g[i].X; flatGradient[2 * i + 1] = g[i].Y; }");

    [Theory]
    [InlineData("ReadOnlyMemory<double>", "double s = 0; for (int i = 0; i < ps.Length; i++) s += ps.Span[i] * ps.Span[0]; return s;")]
    [InlineData("ReadOnlyMemory<double>", "ReadOnlySpan<double> span = ps.Span; double s = 0; foreach (double x in span) s += x * x * span[1]; return s;")]
    [InlineData("ReadOnlyMemory<double>", "ReadOnlyMemory<double> rest = ps.Slice(1, 3); ps = ps[2..]; return rest.Span[0] * ps.Span[^1] + rest.Span[1..][1];")]
    [InlineData("Memory<double>", "Span<double> span = ps.Span; for (int i = 1; i < span.Length; i++) span[i] *= span[i - 1]; return span[^1] + ps.Span[2];")]
    [InlineData("Memory<double>", "return Inner(ps.Slice(1)) * ps.ToArray()[0]; static double Inner(ReadOnlyMemory<double> part) => part.IsEmpty ? 0 : part.Span[0] * part.Span[0];")]
    public Task Memory_HasGradient(string type, string body) => Check("", type, body, "double[] ps = [.. flat];", "double[] g = new double[ps.Length];", "g.CopyTo(flatGradient);");

    [Fact]
    public void IndexOutOfAList_ThrowsWhatTheListThrows()
    {
        GeneratorRun run = GeneratorHarness.Run(Source("", "List<double>", "return ps[ps.Count];", "List<double> ps = [.. flat];", "double[] g = new double[ps.Count];", ""));
        GradientWrapper wrapper = GradientWrapper.CreateForHandWritten(run.Compilation, "Demo.Functions", "Flat");
        Assert.Throws<ArgumentOutOfRangeException>(() => wrapper.Value([Numbers]));
        Assert.Throws<ArgumentOutOfRangeException>(() => wrapper.ValueAndGradient([Numbers], [new double[6]]));
    }

    private static async Task Check(string types, string parameter, string body, string made, string destination, string taken)
    {
        GeneratorRun run = GeneratorHarness.Run(Source(types, parameter, body, made, destination, taken));
        Assert.Equal("", string.Join("\n", (await GeneratorHarness.Analyze(run.Compilation)).Where(refusal => refusal.Severity >= DiagnosticSeverity.Warning)));
        new GradientTest(GradientWrapper.CreateForHandWritten(run.Compilation, "Demo.Functions", "Flat")).At(Numbers);
    }

    private static string Source(string types, string parameter, string body, string made, string destination, string taken) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using AutoDiff;

        namespace Demo;

        {{types}}

        public static partial class Functions
        {
            [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]
            public static double F({{parameter}} ps)
            {
                {{body}}
            }

            public static double Flat(double[] flat)
            {
                {{made}}
                return F(ps);
            }

            public static double FlatValueAndGradient(double[] flat, Span<double> flatGradient)
            {
                {{made}}
                {{destination}}
                double value = FValueAndGradient(ps, g);
                {{taken}}
                return value;
            }

            public static void FlatGradient(double[] flat, Span<double> flatGradient) => FlatValueAndGradient(flat, flatGradient);
        }
        """;
}
