using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Harness;
using AutoDiff.Generator.Tests.Interpreter;
using AutoDiff.Generator.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Transforms;

public class InlineTests
{
    [Fact]
    public void Expression_TakesThePlaceOfItsCall() => Expect(
        "static double F(double x, double y) => Square(x + y) * y;",
        "static double Square(double x) => x * x;",
        """
        double x#3 = x#0 + y;
        double square = x#3 * x#3;
        return square * y;
        """);

    [Fact]
    public void VariableThatTheBodyKeeps_StandsForTheParameter() => Expect(
        "static double F(double x) { double y = Twice(x); return y; }",
        "static double Twice(double a) { double b = a + a; return b; }",
        """
        double y = x + x;
        return y;
        """);

    [Fact]
    public void ParameterThatTheBodyAssigns_IsAVariableOfItsOwn() => Expect(
        "static double F(double x) { double y = Halved(x); return y * x; }",
        "static double Halved(double a) { a *= 0.5; return a; }",
        """
        double a = x;
        a = a * 0.5;
        double y = a;
        return y * x;
        """);

    [Fact]
    public void RefArgument_IsTheVariableItself() => Expect(
        "static double F(double x) { Halve(ref x); return x; }",
        "static void Halve(ref double a) => a *= 0.5;",
        """
        x = x * 0.5;
        return x;
        """);

    [Fact]
    public void EarlyExit_DoesNotLeaveTheCaller() => Expect(
        "static double F(double x) { double y = Above(x); return y * x; }",
        "static double Above(double a) { if (a > 1) { return a; } return 1; }",
        """
        double y;
        if (x > 1)
        {
            y = x;
        }
        else
        {
            y = 1;
        }
        return y * x;
        """);

    [Fact]
    public void NumberInACondition_KeepsItsName() => Expect(
        "static double F(double x) { double y = Power(x, 2); return y; }",
        "static double Power(double a, int n) { double r = 1; for (int i = 0; i < n; i++) { r *= a; } return n > 0 ? r : a; }",
        """
        int n = 2;
        double r = 1;
        for (int i = 0; i < n; i++)
        {
            r = r * x;
        }
        double y = n > 0 ? r : x;
        return y;
        """);

    [Fact]
    public void MethodThatCallsItself_StaysACall() => Expect(
        "static double F(double x, int n) { double y = Chain(x, n); return y; }",
        "static double Chain(double a, int n) => n == 0 ? a : Chain(a * a, n - 1);",
        """
        double y = C.Chain(x, n);
        return y;
        """);

    [Fact]
    public void CallWithoutDerivative_StaysACall() => Expect(
        "static double F(double x, int n) { double y = Whole(n) * x; return y; }",
        "static double Whole(int n) => n * n;",
        """
        double whole = C.Whole(n);
        double y = whole * x;
        return y;
        """);

    [Theory]
    [InlineData("return Square(x + 1) * Square(p[0]);")]
    [InlineData("Scale(p, x); Scale(p.Slice(1), x); return p[0] + p[2];")]
    [InlineData("AddReversed(p, p); return p[0] * p[1];")]
    [InlineData("double y = x; Split(y, out double a, ref y); Split(a, out y, ref a); return a * y;")]
    [InlineData("double s = 0; for (int i = 0; i < n; i++) { s += Early(x * i, n) * Square(s); } return s;")]
    [InlineData("return n > 1 ? Square(x) : Early(x, n);")]
    [InlineData("return Early(Early(x, n) * 0.5, n + 1);")]
    [InlineData("double s = 0; double Add(double t) { s += t; return t * s; } return Add(x) * Add(x * x);")]
    [InlineData("int i = 0; return Weighted(x = x * ++i, x += i, i += 2) + x;")]
    [InlineData("return First(p, n);")]
    public void InlinedMethods_BehaveTheSame(string statements)
    {
        const string Members = """
            static double Square(double x) => x * x;
            static void Scale(Span<double> p, double s) { for (int i = 0; i < p.Length; i++) { p[i] *= s; s += 1; } }
            static void AddReversed(Span<double> a, ReadOnlySpan<double> b) { for (int i = 0; i < a.Length; i++) { a[i] += b[a.Length - 1 - i]; } }
            static void Split(double x, out double a, ref double b) { a = x * x; b = b * x + a; }
            static double Early(double x, int n) { if (x > 1) { return x; } for (int i = 0; i < n; i++) { if (x * i > 0.5) { return x * 3; } x += 0.25; } return x; }
            static double Weighted(double a, double b, int n) => a * n + b;
            static double First(ReadOnlySpan<double> p, int n) { if (n > 3) { return p[n]; } return p[0]; }
            """;
        DifferentiableMethod method = FrontEndHarness.Accept($"static double F(Span<double> p, double x, int n) {{ {statements} }}", Members);
        (Function inlined, IReadOnlyList<Refusal> refusals) = Inline.Run(method.Primal, method.Helpers, []);
        Assert.Empty(refusals);
        Assert.DoesNotContain(inlined.Body.SelfAndDescendants().SelectMany(statement => statement.Expressions()), expression => expression is Call { Method.Body: not null });
        foreach (int count in new[] { 0, 1, 3, 4 })
        {
            Assert.Equal(Run(method.Primal, method.Helpers, count), Run(inlined, [], count));
        }
    }

    /// <summary>Of methods that call each other often, all of the text would be made only to be thrown away.</summary>
    [Fact]
    public void RefusedMethod_IsRefusedOnceAndNotPutInPlace()
    {
        DifferentiableMethod method = FrontEndHarness.Accept(
            "static double F(double x) => Twice(x) + Catching(x);",
            """
            static double Twice(double x) => Catching(x) + Catching(x * x);
            static double Catching(double x) { try { x *= Half(0.5); } catch { } return x; }
            static double Half(double x) => x / 2;
            """);

        (Function inlined, IReadOnlyList<Refusal> refusals) = Inline.Run(method.Primal, method.Helpers, []);

        Assert.Equal("catch", Assert.Single(refusals).Arguments[0]);
        Assert.All(
            inlined.Body.SelfAndDescendants().SelectMany(statement => statement.Expressions()).SelectMany(expression => expression.SelfAndDescendants()).OfType<Call>(),
            call => Assert.Equal("Catching", call.Method.Name));
        Assert.Contains(Compiler.Compile(method).Refusals, refusal => refusal.Id == RefusalIds.UnsupportedConstruct);
    }

    private static string Run(Function function, IEnumerable<Helper> helpers, int count)
    {
        double[] buffer = [1.5, -0.25, 3, 0.5];
        string end;
        try
        {
            end = $"{Machine.RunWithHelpers(function, helpers, buffer, 0.75, count).Value:R}";
        }
        catch (IndexOutOfRangeException exception)
        {
            end = exception.GetType().Name;
        }

        return $"{end}: {string.Join(", ", buffer.Select(item => $"{item:R}"))}";
    }

    private static void Expect(string method, string members, string expected)
    {
        DifferentiableMethod read = FrontEndHarness.Accept(method, members);
        Function inlined = Inline.Run(read.Primal, read.Helpers, []).Function;
        Verifier.Verify(inlined, IrStage.Source);
        Assert.Equal(expected + "\n", Printer.Print(inlined.Body));
    }
}
