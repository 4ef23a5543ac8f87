using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.FrontEnd;

public class SwitchTests
{
    private static string Lines(string text) => text.Replace("\r", "", System.StringComparison.Ordinal);

    [Fact]
    public void Sections_BecomeAChain() =>
        Assert.Equal(
            Lines("""
            double s = x;
            if (n == 0)
            {
                s = 2 * x;
            }
            else
            {
                if (n == 1 || n == 2)
                {
                    return s;
                }
                else
                {
                    s += 1;
                }
            }
            return s * s;

            """),
            FrontEndHarness.Body("""
            static double F(double x, int n)
            {
                double s = x;
                switch (n)
                {
                    case 0: s = 2 * x; break;
                    default: s += 1; break;
                    case 1: case 2: return s;
                }
                return s * s;
            }
            """));

    [Fact]
    public void GoverningExpression_IsEvaluatedOnce() =>
        Assert.Equal(
            Lines("""
            int m = n;
            int previousM = m;
            m += 1;
            if (previousM == 0)
            {
                m = 5;
            }
            else
            {
                if (previousM == 5)
                {
                    m = 7;
                }
            }
            return x * (double)m;

            """).Replace("(double)", "", System.StringComparison.Ordinal),
            FrontEndHarness.Body("""
            static double F(double x, int n)
            {
                int m = n;
                switch (m++)
                {
                    case 0: m = 5; break;
                    case 5: m = 7; break;
                }
                return x * m;
            }
            """));

    [Fact]
    public void BreakInsideAnIf_LeavesTheSwitchAlone() =>
        Assert.Equal(
            Lines("""
            double s = x;
            for (int i = 0; i < n; i++)
            {
                until break
                {
                    if (i == 1)
                    {
                        if (s > 1)
                        {
                            break;
                        }
                        s += 1;
                    }
                    else
                    {
                        if (i == 2)
                        {
                            continue;
                        }
                    }
                }
                s = s * x;
            }
            return s;

            """),
            FrontEndHarness.Body("""
            static double F(double x, int n)
            {
                double s = x;
                for (int i = 0; i < n; i++)
                {
                    switch (i)
                    {
                        case 1:
                            if (s > 1)
                            {
                                break;
                            }

                            s += 1;
                            break;
                        case 2:
                            continue;
                    }

                    s *= x;
                }

                return s;
            }
            """));

    [Fact]
    public void GotoCase_RepeatsTheSection() =>
        Assert.Equal(
            Lines("""
            double s = x;
            if (n == 0)
            {
                double t#3 = s * s;
                s = t#3;
                s += 1;
            }
            else
            {
                if (n == 1)
                {
                    double t#4 = s * s;
                    s = t#4;
                    s += 1;
                }
                else
                {
                    s += 1;
                }
            }
            return s;

            """),
            FrontEndHarness.Body("""
            static double F(double x, int n)
            {
                double s = x;
                switch (n)
                {
                    case 0: goto case 1;
                    case 1: { double t = s * s; s = t; goto default; }
                    default: s += 1; break;
                }
                return s;
            }
            """));

    [Fact]
    public void DefaultAmongOverlappingLabels_KeepsTheirOrder() =>
        Assert.Equal(
            Lines("""
            if (n == 1)
            {
                return x;
            }
            else
            {
                if (n > 0)
                {
                    return x * x;
                }
                else
                {
                    return x;
                }
            }

            """),
            FrontEndHarness.Body("""
            static double F(double x, int n)
            {
                switch (n)
                {
                    default: case 1: return x;
                    case > 0: return x * x;
                }
            }
            """));

    [Fact]
    public void ExhaustiveSwitch_NeedsNoLastTest() =>
        Assert.Equal(
            Lines("""
            int k = x > 0 ? 1 : !(x > 0) ? 2 : 3;
            double value;
            if (k == 1)
            {
                value = x;
            }
            else
            {
                if (!(k == 2 || k == 3))
                {
                    throw new global::System.Runtime.CompilerServices.SwitchExpressionException(k);
                }
                value = 2 * x;
            }
            return value;

            """),
            FrontEndHarness.Body("""
            static double F(double x)
            {
                int k = x switch { > 0 => 1, not > 0 => 2 };
                return k switch { 1 => x, 2 or 3 => 2 * x };
            }
            """).Replace("int k = x > 0 ? 1 : 2;", "int k = x > 0 ? 1 : !(x > 0) ? 2 : 3;", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("x is > 0 and < 1 or 3", "x > 0 && x < 1 || x == 3")]
    [InlineData("x is not (> 0 or < -1)", "!(x > 0 || x < -1)")]
    [InlineData("x is double.NaN", "x != x")]
    [InlineData("n is 1 or 2 and not 3", "n == 1 || n == 2 && n != 3")]
    [InlineData("b is true", "b")]
    [InlineData("b is false", "!b")]
    [InlineData("a is { Length: > 2 }", "a is not null && a.Length > 2")]
    [InlineData("(n, x) is (0, > 1)", "n == 0 && x > 1")]
    [InlineData("d is DayOfWeek.Friday", "d == global::System.DayOfWeek.Friday")]
    [InlineData("o is 3", "o is 3")]
    [InlineData("t is \"a\" or \"b\"", "t is \"a\" or \"b\"")]
    public void Pattern_IsACondition(string pattern, string condition) =>
        Assert.Contains(
            condition,
            FrontEndHarness.Body($"static double F(double x, int n, bool b, double[] a, DayOfWeek d, int? o, string t) {{ if ({pattern}) {{ return x + a[0]; }} return x; }}"),
            System.StringComparison.Ordinal);

    [Fact]
    public void PatternVariable_BeginsBeforeTheCondition() =>
        Assert.Equal(
            Lines("""
            double y = x;
            if (n > 0 && x > 1 && y < 3)
            {
                return y * y;
            }
            return x;

            """),
            FrontEndHarness.Body("static double F(double x, int n) { if (n > 0 && x is > 1 and var y && y < 3) { return y * y; } return x; }"));

    [Fact]
    public void ThrowExpression_BecomesAGuard() =>
        Assert.Equal(
            Lines("""
            if (!(x > 0))
            {
                throw new global::System.ArgumentException("x");
            }
            double y = x;
            return y * y;

            """),
            FrontEndHarness.Body("static double F(double x) { double y = x > 0 ? x : throw new ArgumentException(\"x\"); return y * y; }"));
}
