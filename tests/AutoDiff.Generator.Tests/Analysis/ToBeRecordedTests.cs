using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Harness;
using AutoDiff.Generator.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Analysis;

/// <summary>Whether <c>a</c>, used where <c>s</c> is accumulated into, is there again in the reverse sweep.</summary>
public class ToBeRecordedTests
{
    [Theory]
    [InlineData("double a = x * 2;", "", true)]
    [InlineData("double a = x * 2;", "a = 3;", false)]
    [InlineData("", "double t = 0;", true)]
    public void FunctionsOwnVariable_IsThereUnlessOverwritten(string before, string after, bool isFree)
    {
        string a = before.Length == 0 ? "double a = x * 2;" : before;
        Assert.Equal(isFree, IsFree($"{a} s += a; {after}"));
    }

    [Theory]
    [InlineData("double a = p[i] * 2; s += a;", true)]
    [InlineData("double b = p[i]; double a = b + x; s += a;", true)]
    [InlineData("double a = Math.Exp(x); s += a;", false)]
    [InlineData("double a = x * 2; s += a; x = 3;", false)]
    [InlineData("double a = q[i] * 2; s += a; q[0] = 1;", false)]
    [InlineData("double a = q[i] * 2; s += a;", true)]
    public void LocalOfALoop_IsComputedAgainFromWhatSurvives(string body, bool isFree) =>
        Assert.Equal(isFree, IsFree($"for (int i = 0; i < n; i++) {{ {body} }}"));

    private static bool IsFree(string statements)
    {
        Function function = LowerExits.Run(FrontEndHarness.Accept(
            $"static double F(ReadOnlySpan<double> p, Span<double> q, double x, int n) {{ double s = 0; {statements} return s; }}").Primal);
        Roots roots = Roots.Of(function);
        Timeline timeline = new(function, roots);
        Step use = All(timeline.Root).Single(step => step.Statement is Accumulate { Target: Read });
        return new ToBeRecorded(timeline, roots).IsFree(new Read(function.Variables().First(variable => variable.Name == "a")), use.Before);
    }

    private static System.Collections.Generic.IEnumerable<Step> All(Frame frame) => frame.Steps.SelectMany(step => step.Blocks.SelectMany(All).Prepend(step));
}
