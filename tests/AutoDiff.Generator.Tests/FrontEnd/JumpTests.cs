using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.FrontEnd;

public class JumpTests
{
    [Theory]
    [InlineData("{ double s = x; if (n > 0) goto end; s *= 2; end: return s; }", """
        double s = x;
        until break
        {
            if (n > 0)
            {
                break;
            }
            s = s * 2;
        }
        return s;
        """)]
    [InlineData("{ again: x *= 2; if (x < n) goto again; return x; }", """
        while (true)
        {
            x = x * 2;
            if (x < n)
            {
                continue;
            }
            break;
        }
        return x;
        """)]
    public void Labels_BecomeRegions(string body, string expected) =>
        Assert.Equal(expected.Replace("\r", "", System.StringComparison.Ordinal) + "\n", FrontEndHarness.Body("static double F(double x, int n) " + body));
}
