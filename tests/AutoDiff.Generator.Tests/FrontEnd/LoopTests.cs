using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.FrontEnd;

public class LoopTests
{
    [Theory]
    [InlineData("for (int i = 0; i < a.Length; i++) s += a[i];", "for (int i = 0; i < a.Length; i++)")]
    [InlineData("for (int i = 0; a.Length > i; ++i) s += a[i];", "for (int i = 0; i < a.Length; i++)")]
    [InlineData("for (int i = a.Length - 1; i >= 0; i--) s += a[i];", "for (int i = a.Length - 1; i >= 0; i--)")]
    [InlineData("for (int i = 0; i <= n; i += 2) s += i;", "for (int i = 0; i <= n; i += 2)")]
    [InlineData("for (int i = n; i > 0; i = i - 3) s += i;", "for (int i = n; i > 0; i -= 3)")]
    [InlineData("for (int i = 0; i != a.Length; i++) s += a[i];", "for (int i = 0; i < a.Length; i++)")]
    [InlineData("for (int i = 0; i < k[n]; i++) s += a[i];", "for (int i = 0; i < k[n]; i++)")]
    [InlineData("for (int i = 0; i < a.Length; i++) { if (s > 3) break; if (s > 2) continue; s += 1; }", "for (int i = 0; i < a.Length; i++)")]
    public void CountedLoop_IsFor(string loop, string header) => Assert.Contains(header, Body(loop), System.StringComparison.Ordinal);

    [Theory]
    [InlineData("for (int i = 0; i < n; i++) n--;")]
    [InlineData("for (int i = 0; i < n; i++) i++;")]
    [InlineData("for (int i = 0; i < n; i--) s += 1;")]
    [InlineData("for (int i = 0; i != n; i++) s += 1;")]
    [InlineData("for (int i = 0; i < k[n]; i++) k[n] = 2;")]
    [InlineData("for (int i = 0; i < a.Length; i++) a = a[1..];")]
    [InlineData("for (int i = 0; i < a.Length && s > 0; i++) s -= 1;")]
    [InlineData("for (long i = 0; i < n; i++) s += 1;")]
    [InlineData("for (int i = 0; i < n; i += n) s += 1;")]
    [InlineData("for (int i = 1; i < n; i *= 2) s += 1;")]
    [InlineData("for (int i = 0; i < Limit(n); i++) s += 1;")]
    public void OtherLoop_IsWhile(string loop)
    {
        string body = Body(loop);
        Assert.DoesNotContain("for (", body, System.StringComparison.Ordinal);
        Assert.Contains("while (", body, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Continue_StillRunsTheStep() => Assert.Contains(
        """
        while (i < n && s > 0)
        {
            if (s > 2)
            {
                i += 1;
                continue;
            }
            s += 1;
            i += 1;
        }
        """,
        Body("for (int i = 0; i < n && s > 0; i++) { if (s > 2) continue; s += 1; }"),
        System.StringComparison.Ordinal);

    [Fact]
    public void ContinueOfAnInnerLoop_DoesNotRunTheOuterStep() => Assert.Contains(
        """
            while (s > 1)
            {
                continue;
            }
            i += 1;
        """,
        Body("for (int i = 0; i < n && s > 0; i++) { while (s > 1) continue; }"),
        System.StringComparison.Ordinal);

    [Fact]
    public void DoWhile_TestsBeforeContinueToo() => Assert.Contains(
        """
        while (true)
        {
            s += -1;
            if (s > 5)
            {
                if (!(s > 0))
                {
                    break;
                }
                continue;
            }
            if (!(s > 0))
            {
                break;
            }
        }
        """,
        Body("do { s -= 1; if (s > 5) continue; } while (s > 0);"),
        System.StringComparison.Ordinal);

    [Fact]
    public void ConditionWithSideEffect_RunsInsideTheLoop() => Assert.Contains(
        """
        while (true)
        {
            int previousN = n;
            n += -1;
            if (!(previousN > 0))
            {
                break;
            }
            s += 1;
        }
        """,
        Body("while (n-- > 0) s += 1;"),
        System.StringComparison.Ordinal);

    [Fact]
    public void ForEach_CountsThroughItsCollection() => Assert.Contains(
        """
        for (int xIndex = 0; xIndex < a.Length; xIndex++)
        {
            double x = a[xIndex];
            s += x;
        }
        """,
        Body("foreach (double x in a) s += x;"),
        System.StringComparison.Ordinal);

    [Fact]
    public void ForEach_KeepsACollectionThatItsBodyReplaces() => Assert.Contains(
        "Span<double> aItems = a;\nfor (int xIndex = 0; xIndex < aItems.Length; xIndex++)",
        Body("foreach (double x in a) { s += x; a = a[1..]; }"),
        System.StringComparison.Ordinal);

    private static string Body(string loop) =>
        FrontEndHarness.Body($"static double F(Span<double> a, Span<int> k, int n) {{ double s = 0; {loop} return s; }}", "static int Limit(int n) => n;");
}
