using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Analysis;

public class RootsTests
{
    [Theory]
    [InlineData("Span<double> v = p;", "p", false)]
    [InlineData("Span<double> v = p[1..];", "p", false)]
    [InlineData("Span<double> w = p[1..]; Span<double> v = w.Slice(2, 1);", "p", false)]
    [InlineData("double[] q = new double[3]; Span<double> v = q;", "q", false)]
    [InlineData("Span<double> v = stackalloc double[3];", "v", false)]
    [InlineData("Span<double> v = p; v = v[1..];", "p", true)]
    [InlineData("Span<double> v = x > 0 ? p[1..] : p;", "p", false)]
    public void View_HasTheBufferItLooksInto(string statements, string root, bool isReassigned)
    {
        Function function = Primal(statements);
        Roots roots = Roots.Of(function);
        Variable view = function.Variables().Last(variable => variable.Name == "v");
        Assert.Equal(root, roots.Of(new Read(view))!.Name);
        Assert.Equal(isReassigned, roots.IsReassigned(view));
    }

    [Theory]
    [InlineData("ReadOnlySpan<double> v = p; if (x > 0) { v = r; }")]
    [InlineData("ReadOnlySpan<double> v = x > 0 ? p : r;")]
    [InlineData("ReadOnlySpan<double> v = p; ReadOnlySpan<double> w = r; for (int k = 0; k < 3; k++) { ReadOnlySpan<double> t = v; v = w; w = t; }")]
    public void ViewOfEitherBuffer_HasBothRoots(string statements)
    {
        Function function = Primal(statements);
        Variable view = function.Variables().First(variable => variable.Name == "v");
        Assert.Equal(["p", "r"], Roots.Of(function).AllOf(new Read(view)).Select(root => root.Name).Order());
        Assert.Null(Roots.Of(function).Of(new Read(view)));
    }

    [Theory]
    [InlineData("ReadOnlySpan<double> v = x > 0 ? p : r;", true)]
    [InlineData("ReadOnlySpan<double> v = x > 0 ? p : r[1..];", false)]
    [InlineData("ReadOnlySpan<double> v = default; v = r;", false)]
    public void ViewOfWholeBuffers_IsKnownAsSuch(string statements, bool isWhole)
    {
        Function function = Primal(statements);
        Assert.Equal(isWhole, Roots.Of(function).IsWhole(function.Variables().First(variable => variable.Name == "v")));
    }

    private static Function Primal(string statements) =>
        FrontEndHarness.Accept($"static double F(Span<double> p, ReadOnlySpan<double> r, double x) {{ {statements} return v[0] * x; }}").Primal;
}
