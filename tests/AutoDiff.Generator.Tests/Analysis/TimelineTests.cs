using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Harness;
using AutoDiff.Generator.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Analysis;

/// <summary>The point in question is the statement that accumulates into <c>s</c>, the variable is <c>a</c>.</summary>
public class TimelineTests
{
    [Theory]
    [InlineData("double a = x; s += a;", false)]
    [InlineData("double a = x; a = 2; s += a;", false)]
    [InlineData("double a = x; s += a; a = 2;", true)]
    [InlineData("double a = x; for (int i = 0; i < n; i++) { a = a * x; s += a; }", true)]
    [InlineData("for (int i = 0; i < n; i++) { double a = x; s += a; }", false)]
    [InlineData("for (int i = 0; i < n; i++) { double a = x; s += a; a = 3; }", true)]
    [InlineData("double a = x; if (n > 0) { s += a; } else { a = 2; }", false)]
    [InlineData("double a = x; if (n > 0) { s += a; } a = 2;", true)]
    [InlineData("double a = x; for (int i = 0; i < n; i++) { if (i > 2) { s += a; } else { a = 2; } }", true)]
    public void Variable_IsOverwrittenBetweenUseAndReturn(string statements, bool isOverwritten)
    {
        Function function = LowerExits.Run(FrontEndHarness.Accept($"static double F(double x, int n) {{ double s = 0; {statements} return s; }}").Primal);
        Timeline timeline = new(function, Roots.Of(function));
        Step use = All(timeline.Root).Single(step => step.Statement is Accumulate);
        Assert.Equal(isOverwritten, timeline.IsOverwritten(function.Variables().First(variable => variable.Name == "a"), use.Before));
    }

    [Theory]
    [InlineData("s += p[0];", false)]
    [InlineData("p[1] = x; s += p[0];", false)]
    [InlineData("s += p[0]; p[1] = x;", true)]
    [InlineData("s += p[0]; p[1..].Clear();", true)]
    [InlineData("s += p[0]; TensorOps.Relu<double>(p, p);", true)]
    [InlineData("for (int i = 0; i < n; i++) { p[i] = x; s += p[0]; }", true)]
    public void Contents_AreOverwrittenBetweenUseAndReturn(string statements, bool isOverwritten)
    {
        Function function = LowerExits.Run(FrontEndHarness.Accept($"static double F(Span<double> p, double x, int n) {{ double s = 0; {statements} return s; }}").Primal);
        Timeline timeline = new(function, Roots.Of(function));
        Step use = All(timeline.Root).Single(step => step.Statement is Accumulate);
        Assert.Equal(isOverwritten, timeline.AreContentsOverwritten(function.Parameters[0].Variable, use.Before));
    }

    private static System.Collections.Generic.IEnumerable<Step> All(Frame frame) => frame.Steps.SelectMany(step => step.Blocks.SelectMany(All).Prepend(step));
}
