using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.FrontEnd;

public class AssignmentTests
{
    [Theory]
    [InlineData("x += 2;", "x += 2;\n")]
    [InlineData("x -= n;", "x += -n;\n")]
    [InlineData("x *= 2;", "x = x * 2;\n")]
    [InlineData("x += x;", "x = x + x;\n")]
    [InlineData("x -= x * 2;", "x = x - x * 2;\n")]
    [InlineData("float f = 1f; f += x;", "float f = 1f;\nf = (float)(f + x);\n")]
    [InlineData("float f = 1f; f -= 2f;", "float f = 1f;\nf += -2f;\n")]
    [InlineData("byte b = 1; b += 2; b++;", "byte b = 1;\nb = (byte)(b + 2);\nb = (byte)(b + 1);\n")]
    [InlineData("uint u = 1; u -= 2u;", "uint u = 1;\nu = u - 2u;\n")]
    [InlineData("long l = 1; l <<= n; l >>>= 1;", "long l = 1;\nl = l << n;\nl = l >>> 1;\n")]
    [InlineData("double y, z; y = z = x;", "double y;\ndouble z;\nz = x;\ny = z;\n")]
    [InlineData("_ = x * 2;", "x * 2;\n")]
    [InlineData("++x; x--;", "x += 1;\nx += -1;\n")]
    public void Assignment_KeepsItsMeaning(string statements, string expected) =>
        Assert.Equal(expected, BodyBeforeReturn($"static double F(double x, int n) {{ {statements} return x; }}"));

    [Theory]
    [InlineData("p[i] += p[j] * x;", "p[i] = p[i] + p[j] * x;\n")]
    [InlineData("p[i] += q[j] * x;", "p[i] += q[j] * x;\n")]
    [InlineData("var s = p[1..]; s[0] += p[j];", "Span<double> s = p.Slice(1);\ns[0] = s[0] + p[j];\n")]
    [InlineData("p[i] -= TensorOps.LogSumExp<double>(p);", "p[i] = p[i] - TensorOps.LogSumExp(p);\n")]
    public void Accumulation_ThatMayReadItsTarget_IsSpelledOut(string statements, string expected) =>
        Assert.Equal(expected, BodyBeforeReturn($"static double F(double x, Span<double> p, Span<double> q, int i, int j) {{ {statements} return x; }}"));

    [Fact]
    public void ViewJoinedLater_CountsAsOverlapping()
    {
        string body = FrontEndHarness.Body("""
            static double F(Span<double> p)
            {
                Span<double> s = stackalloc double[4];
                for (int i = 0; i < 2; i++)
                {
                    s[0] += p[1];
                    s = p;
                }

                return s[0];
            }
            """);
        Assert.Contains("s[0] = s[0] + p[1];", body, System.StringComparison.Ordinal);
    }

    private static string BodyBeforeReturn(string method)
    {
        string body = FrontEndHarness.Body(method);
        return body[..body.IndexOf("return", System.StringComparison.Ordinal)];
    }
}
