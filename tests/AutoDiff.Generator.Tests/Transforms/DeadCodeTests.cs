using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Transforms;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;
using static AutoDiff.Generator.Tests.Transforms.Derivative;

namespace AutoDiff.Generator.Tests.Transforms;

public class DeadCodeTests
{
    [Fact]
    public void RandomPrograms_BehaveTheSame() => SameBehavior.OfRandomPrograms(DeadCode.Run);

    [Fact]
    public void UnusedLocal_Goes() => PassText.Expect(
        "static double F(double x) { double unused = Math.Sin(x); int n = 3; return x; }",
        DeadCode.Run,
        "return x;");

    [Fact]
    public void ReadThatMayThrow_Stays() => PassText.Expect(
        "static double F(ReadOnlySpan<double> p, double x) { double unused = p[5]; int d = 3 / p.Length; return x; }",
        DeadCode.Run,
        """
        double unused = p[5];
        int d = 3 / p.Length;
        return x;
        """);

    [Fact]
    public void EmptyBranch_Goes() => PassText.Expect(
        "static double F(double x) { if (x > 0) { double y = x; } return x; }",
        DeadCode.Run,
        "return x;");

    [Fact]
    public void LastZeroing_Goes() => PassText.Expect(
        Method(
            Of(new Assign(Read(XGradient), Zero(IrType.Double))),
            new Declare(T, Read(X)),
            Of(new Accumulate(Read(XGradient), Read(T))),
            Of(new Assign(Read(T), Zero(IrType.Double)))),
        DeadCode.Run,
        """
        xGradient = 0;
        double t = x;
        xGradient += t;
        return x;
        """);
}
