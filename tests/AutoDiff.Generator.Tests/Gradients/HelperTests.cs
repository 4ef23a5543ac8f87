using System;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>What a helper throws, and in which order its arguments are evaluated, is kept where its body takes the call's place.</summary>
public class HelperTests
{
    [Fact]
    public void GuardOfAHelper_ThrowsFromTheGradient()
    {
        Differentiated method = Differentiated.Method(
            "public static double F(double x) => 2 * Root(x) * x;",
            """
            private static double Root(double value)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(value);
                return Math.Sqrt(value);
            }
            """);
        Assert.Equal("value", Throws<ArgumentOutOfRangeException>(method, [-1.0], [0.0]).ParamName);
        method.AgreesWithDifferencesAt(2.0);
    }

    [Fact]
    public void IndexOutsideInAHelperWhoseResultIsUnused_Throws() =>
        Throws<IndexOutOfRangeException>(
            Differentiated.Method(
                """
                public static double F(ReadOnlySpan<double> p, double x)
                {
                    double unused = Third(p);
                    return x * x;
                }
                """,
                "private static double Third(ReadOnlySpan<double> p) => p[2];"),
            [new double[2], 2.0],
            [new double[2], 0.0]);

    [Fact]
    public void ThrowInARecursiveMethod_Throws_AndStacksAreUsedAgain()
    {
        Differentiated method = Differentiated.Method(
            "public static double F(ReadOnlySpan<double> p, int n) => Chain(p, n, 1);",
            "private static double Chain(ReadOnlySpan<double> p, int n, double s) => n == 0 ? s : Math.Sin(Chain(p, n - 1, s)) * p[n - 1];");
        double[] p = [0.5, 1.5, 1.25];
        for (int k = 0; k < 3; k++)
        {
            Throws<IndexOutOfRangeException>(method, [p, 4], [new double[3]]);
            method.AgreesWithDifferencesAt(p, 3);
        }
    }

    [Fact]
    public void ArgumentsWithEffects_AreEvaluatedAsWritten()
    {
        Differentiated method = Differentiated.Method(
            """
            public static double F(double x, double y)
            {
                int i = 1;
                double first = Weighted(x = x * i++, y += i, i += 3);
                double second = Weighted(n: i++, b: x += i, a: y * i);
                return first * second + x * y * i;
            }
            """,
            "private static double Weighted(double a, double b, int n) => a * n + b * b;");
        method.AgreesWithDifferencesAt(1.25, 0.75);
    }

    [Fact]
    public void ArgumentReadBeforeALaterOneChangesIt_KeepsItsValue() =>
        Differentiated.Method(
            "public static double F(double x, double y) => Difference(x, x = x * y) * x;",
            "private static double Difference(double a, double b) => a * a - b;").AgreesWithDifferencesAt(1.25, 0.75);

    [Fact]
    public void EffectsOfAHelper_RunOnce()
    {
        Differentiated method = Differentiated.Method(
            """
            public static double F(Span<double> p, double x)
            {
                Append(p, x);
                Append(p, p[0]);
                return p[0] * p[1];
            }
            """,
            "private static void Append(Span<double> p, double x) { p[0] = p[0] * x; p[1] += p[0]; }");
        method.AgreesWithDifferencesAt(new[] { 1.5, 0.25 }, 0.75);
    }

    [Fact]
    public void RefArgumentThatIsAnElement_IsThatElement() =>
        Differentiated.Method(
            """
            public static double F(Span<double> p, int i)
            {
                Bump(ref p[i++], p[i]);
                Bump(ref p[i], p[0]);
                return p[0] * p[1] * p[2];
            }
            """,
            "private static void Bump(ref double cell, double by) { cell = cell * by + cell; }").AgreesWithDifferencesAt(new[] { 1.5, 0.25, 0.5 }, 0);

    private static T Throws<T>(Differentiated method, object[] arguments, object[] destinations)
        where T : Exception
    {
        Assert.Throws<T>(() => { method.Value(arguments); });
        Assert.Throws<T>(() => method.CallGradient(arguments, destinations));
        return Assert.Throws<T>(() => method.CallValueAndGradient(arguments, destinations));
    }
}
