using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Transforms;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;
using static AutoDiff.Generator.Tests.Transforms.Derivative;

namespace AutoDiff.Generator.Tests.Transforms;

public class StartSumsTests
{
    [Fact]
    public void ZeroAndFirstTerm_BecomeOne() => PassText.Expect(
        Method(Of(new Declare(T, Zero(IrType.Double))), Of(new Accumulate(Read(T), Read(X))), Of(new Accumulate(Read(T), Read(X)))),
        StartSums.Run,
        """
        double t = x;
        t += x;
        return x;
        """);

    [Fact]
    public void TermThatReadsTheSum_KeepsItsZero() => PassText.Expect(
        Method(Of(new Declare(T, Zero(IrType.Double))), Of(new Accumulate(Read(T), Read(T) * Read(X)))),
        StartSums.Run,
        """
        double t = 0;
        t += t * x;
        return x;
        """);

    [Fact]
    public void TermInALoop_KeepsItsZero() => PassText.Expect(
        Method(Of(new Declare(T, Zero(IrType.Double))), Loop(Of(new Accumulate(Read(T), At(P))))),
        StartSums.Run,
        """
        double t = 0;
        for (int i = p.Length - 1; i >= 0; i--)
        {
            t += p[i];
        }
        return x;
        """);

    [Fact]
    public void SumOfTheSource_IsLeftAlone() => PassText.Expect(
        "static double F(double x) { double s = 0; s += x; return s; }",
        StartSums.Run,
        """
        double s = 0;
        s += x;
        return s;
        """);
}
