using System.Globalization;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>Long methods that are called from several places stay methods, or generated files would grow with the number of ways through them.</summary>
public class OutliningTests
{
    private const string Last = "private static double L0(double x, double y) => x * y + 1;";

    [Fact]
    public void TwoCallsInEachOfTwelveMethods_AreTwelvePairs()
    {
        string members = string.Join("\n", Enumerable.Range(1, 12).Select(Level));
        Differentiated method = Differentiated.Method("public static double F(double x, double y) => L12(x, y) * x;", members + Last);
        method.AgreesWithDifferencesAt(0.75, 1.25);
        Assert.True(method.Text.Length < 80_000, method.Text.Length.ToString(CultureInfo.InvariantCulture));
        Assert.Contains("L11Forward(", method.Text, System.StringComparison.Ordinal);
        Assert.Contains("L11Reverse(", method.Text, System.StringComparison.Ordinal);
    }

    [Fact]
    public void InPlaceMethods_RunOnceAndAreUndoneOnce()
    {
        string members = string.Join("\n", Enumerable.Range(1, 6).Select(LevelInPlace));
        Differentiated method = Differentiated.Method(
            "public static double F(ReadOnlySpan<double> p, double x) { Span<double> q = stackalloc double[p.Length]; p.CopyTo(q); L6(q, x); return q[0] * q[1] + q[2]; }",
            members + "private static void L0(Span<double> q, double x) { q[0] = q[0] * x + q[1]; }");
        method.AgreesWithDifferencesAt(new[] { 0.75, 0.25, 0.5 }, 0.5);
        Assert.Contains("L5Reverse(", method.Text, System.StringComparison.Ordinal);
    }

    /// <summary>In place they would be more than the generator takes.</summary>
    [Fact]
    public void MethodsThatReturnGrids_ArePairsWhereTheyAreTooLong()
    {
        string members = string.Join("\n", Enumerable.Range(1, 11).Select(LevelOfGrids));
        Differentiated method = Differentiated.Method(
            "public static double F(double x, double y) { double[,] m = new double[2, 1]; m[0, 0] = x; m[1, 0] = y; return L11(m, x)[1, 0] * x; }",
            members + "private static double[,] L0(double[,] m, double x) { double[,] r = new double[2, 1]; r[0, 0] = m[1, 0] * x; r[1, 0] = m[0, 0] + 1; return r; }");
        method.AgreesWithDifferencesAt(0.75, 1.25);
        Assert.Contains("L10Reverse(", method.Text, System.StringComparison.Ordinal);
    }

    /// <summary>A pair cannot be given one buffer twice; a body in place can.</summary>
    [Fact]
    public void WhatAPairCannotDo_IsPutInPlace() =>
        Differentiated.Method(CallerOfMix("Mix(q, q, x); Mix(q, q, 0.5);"), Mix("Span<double> a, ReadOnlySpan<double> b", "b[2]")).AgreesWithDifferencesAt(new[] { 0.75, 0.25, 0.5 }, 0.5);

    /// <summary>A sequence is the array that is passed for it, in a pair and in place.</summary>
    [Fact]
    public void ArrayAsASequence_IsFollowed() => Differentiated.Method(
        CallerOfMix("double[] r = q.ToArray(); Mix(q, r, x); Mix(q, r, 0.5);"),
        Mix("Span<double> a, System.Collections.Generic.IEnumerable<double> c", "System.Linq.Enumerable.Sum(c)")).AgreesWithDifferencesAt(new[] { 0.75, 0.25, 0.5 }, 0.5);

    [Fact]
    public void BufferThatBecomesAnObject_IsRefused()
    {
        GeneratorRun run = GeneratorHarness.Run(FrontEndHarness.SourceOf(
            CallerOfMix("double[] r = q.ToArray(); Mix(q, r, x); Mix(q, r, 0.5);"),
            Mix("Span<double> a, object c", "(double)((double[])c)[0]")));
        Assert.Empty(run.Files);
    }

    /// <summary>What takes a lambda cannot stay a call.</summary>
    [Fact]
    public void TooManyBodiesInPlace_AreRefused()
    {
        string members = string.Join("\n", Enumerable.Range(1, 15).Select(level => $"private static double L{level}(double x, double y, Func<double, double> f) => L{level - 1}(x, y, f) * L{level - 1}(y, x, f);"));
        DifferentiableMethod method = FrontEndHarness.Accept(
            "public static double F(double x, double y) => L15(x, y, v => v * x);",
            members + "private static double L0(double x, double y, Func<double, double> f) => f(x) * y + 1;");

        Refusal refusal = Assert.Single(Compiler.Compile(method).Refusals);

        Assert.Equal(RefusalIds.UnsupportedMethod, refusal.Id);
        Assert.Contains("too long", refusal.Arguments[1], System.StringComparison.Ordinal);
    }

    private static string LevelOfGrids(int level) => $$"""
        private static double[,] L{{level}}(double[,] m, double x)
        {
            double[,] first = L{{level - 1}}(m, x);
            double[,] second = L{{level - 1}}(first, 0.5);
            double[,] r = new double[2, 1];
            r[0, 0] = 0.1 * first[0, 0];
            {{string.Concat(Enumerable.Repeat("r[0, 0] += 0.01 * second[1, 0] * first[1, 0];\nr[1, 0] += 0.02 * second[0, 0];\n", 6))}}
            return r;
        }

        """;

    private static string CallerOfMix(string calls) =>
        $"public static double F(ReadOnlySpan<double> p, double x) {{ Span<double> q = stackalloc double[p.Length]; p.CopyTo(q); L6(q, x); {calls} return q[0] * q[1] + q[2]; }}";

    private static string Mix(string parameters, string read) => string.Join("\n", Enumerable.Range(1, 6).Select(LevelInPlace)) + $$"""
        private static void L0(Span<double> q, double x) { q[0] = q[0] * x + q[1]; }
        private static void Mix({{parameters}}, double x)
        {
            double first = Math.Sin(a[0]) * x;
            double second = Math.Cos(a[1]) * x;
            double third = first * second;
            double fourth = third + first * x;
            double fifth = fourth * {{read}};
            double sixth = fifth + fourth;
            double seventh = sixth * third;
            double eighth = seventh + second;
            a[0] = eighth * a[1];
            a[1] = a[0] * a[2];
            a[2] += first * {{read}};
            a[0] += fifth * fourth;
            a[1] += sixth * seventh;
        }
        """;

    /// <summary>The derivative of a result that nobody reads is not taken, also where it is infinite.</summary>
    [Fact]
    public void ResultThatIsThrownAway_HasNoDerivative()
    {
        string members = string.Join("\n", Enumerable.Range(1, 6).Select(LevelWithRoot));
        Differentiated method = Differentiated.Method("public static double F(double x, double y) => L6(x, y, out _) * x;", members + "private static double L0(double x, double y, out double root) { root = x; return x * y + 1; }");
        method.AgreesWithDifferencesAt(0.75, 1.25);
    }

    private static string LevelWithRoot(int level) => $$"""
        private static double L{{level}}(double x, double y, out double root)
        {
            double a = Math.Sin(x) * y;
            double b = Math.Cos(y) + a;
            double c = a * b;
            double d = c + a * x;
            double e = d * d * 0.1;
            double f = e + b;
            double g = f * 0.25;
            double h = g + c * 0.5;
            root = Math.Sqrt(-1 - h * h);
            return 0.3 * L{{level - 1}}(h, y, out _) + 0.2 * L{{level - 1}}(y, g * 0.5, out _);
        }
        """;

    private static string Level(int level) => $$"""
        private static double L{{level}}(double x, double y)
        {
            double a = Math.Sin(x) * y;
            double b = Math.Cos(y) + a;
            double c = a * b;
            double d = c + a * x;
            double e = d * d * 0.1;
            double f = e + b;
            double g = f * 0.25;
            double h = g + c * 0.5;
            if (h > 1)
            {
                h *= 0.5;
            }

            return 0.3 * L{{level - 1}}(h, y) + 0.2 * L{{level - 1}}(y, g * 0.5);
        }
        """;

    private static string LevelInPlace(int level) => $$"""
        private static void L{{level}}(Span<double> q, double x)
        {
            double a = Math.Sin(q[0]) * x;
            double b = Math.Cos(q[1]) + a;
            double c = a * b;
            double d = c + a * q[2];
            double e = d * 0.1;
            double f = e + b;
            double g = f * 0.25;
            q[0] += g * 0.5;
            L{{level - 1}}(q, g);
            q[1] = q[1] * 0.5 + q[0] * c;
            L{{level - 1}}(q, q[1] * 0.1);
            q[2] *= e;
            q[2] += a;
        }
        """;
}
