using AutoDiff.Generator.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Transforms;

public class NameCallsTests
{
    [Fact]
    public void RandomPrograms_BehaveTheSame() => SameBehavior.OfRandomPrograms(NameCalls.Run);

    [Fact]
    public void ResultThatTheDerivativeUses_IsNamed() => PassText.Expect(
        "static double F(double x, double a) => a * Math.Exp(-x);",
        NameCalls.Run,
        """
        double exp = Math.Exp(-x);
        return a * exp;
        """);

    [Fact]
    public void ResultThatIsAVariable_KeepsItsName() => PassText.Expect(
        "static double F(double x) { double e = Math.Exp(x); return e; }",
        NameCalls.Run,
        """
        double e = Math.Exp(x);
        return e;
        """);

    [Fact]
    public void ConstantTerm_Stays() => PassText.Expect(
        "static double F(double x, [NoGradient] double y) => x + Math.Exp(y);",
        NameCalls.Run,
        "return x + Math.Exp(y);");

    [Fact]
    public void ConstantFactor_IsNamed() => PassText.Expect(
        "static double F(double x, [NoGradient] double y) => x * Math.Exp(y);",
        NameCalls.Run,
        """
        double exp = Math.Exp(y);
        return x * exp;
        """);
}
