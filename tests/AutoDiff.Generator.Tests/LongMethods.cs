using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiff.Generator.Tests;

/// <summary>Methods as tools write them: one expression of many terms, or many statements.</summary>
internal static class LongMethods
{
    private static readonly Dictionary<string, Func<int, string>> Shapes = new(StringComparer.Ordinal)
    {
        ["Sum"] = n => Scalar("return x" + Repeat(n, i => (i % 3) switch { 0 => " + a * x", 1 => " - b * x", _ => $" + x * {i}.5" }) + ";"),
        ["SumOfCalls"] = n => Scalar("return x" + Repeat(n, i => i % 2 == 0 ? $" + a * Math.Sin(x * {i})" : " - Math.Exp(b * x)") + ";"),
        ["SumOfElements"] = n => Buffer("return a" + Repeat(n, i => $" + a * p[{i}]") + ";"),
        ["Product"] = n => Scalar("return x" + Repeat(n, i => i % 2 == 0 ? " * a" : " / b") + ";"),
        ["Conditions"] = n => Scalar("if (x > 0" + Repeat(n, i => $" && a != {i}") + ") { return x * a; } return x * b;"),
        ["Locals"] = n => Scalar("double t0 = x;" + Repeat(n, i => $"double t{i + 1} = t{i} * a + b;\n") + $"return t{n};"),
        ["Accumulation"] = n => Scalar("double s = x;" + Repeat(n, i => $"s += Math.Sin(x * {i}) * a;\n") + "return s * b;"),
        ["Assignments"] = n => Scalar("double s = x;" + Repeat(n, _ => "s = s * a + Math.Cos(s) * b;\n") + "return s;"),
        ["Stores"] = n => Buffer(Repeat(n, i => $"p[{i + 1}] = p[{i}] * p[{i + 1}] + a;\n") + "return p[0];"),
        ["Branches"] = n => Scalar("double s = x;" + Repeat(n / 2, i => $"if (s > {i}) s = s * a;\n") + "return s * b;"),
        ["Loops"] = n => Buffer("double s = 0;" + Repeat(n / 2, _ => "for (int i = 0; i < p.Length; i++) s += p[i] * a * s;\n") + "return s;"),
        ["Body"] = n => Buffer("double s = 0; for (int i = 0; i < p.Length; i++) {" + Repeat(n, _ => "s = s * p[i] + a;\n") + "} return s;"),
        ["BodyOfLocals"] = n => Buffer("double s = 0; for (int i = 0; i < p.Length; i++) { double t0 = p[i];" + Repeat(n, i => $"double t{i + 1} = t{i} * a + {i};\n") + $"s += t{n} * t{n}; }} return s;"),
        ["Guards"] = n => Scalar(Repeat(n / 2, i => $"if (x > {i}) throw new ArgumentException();\n") + "return x * a * b;"),
    };

    public static IEnumerable<string> Names => Shapes.Keys;

    /// <summary>A file with one method of about <paramref name="length"/> terms or statements.</summary>
    public static string Source(string name, int length) => $$"""
        using System;
        using AutoDiff;
        namespace Demo;
        public static partial class C
        {
            [Differentiable]
            {{Shapes[name](length)}}
        }
        """;

    private static string Scalar(string body) => $"public static double F(double x, double a, double b) {{ {body} }}";

    private static string Buffer(string body) => $"public static double F(Span<double> p, double a) {{ {body} }}";

    private static string Repeat(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));
}
