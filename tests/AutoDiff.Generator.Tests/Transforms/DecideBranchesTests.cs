using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Harness;
using AutoDiff.Generator.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Transforms;

public class DecideBranchesTests
{
    [Fact]
    public void RandomPrograms_BehaveTheSame() => SameBehavior.OfRandomPrograms(DecideBranches.Run);

    [Fact]
    public void BranchThatIsNeverTaken_Goes() => PassText.Expect(
        "public static double F(double x) { if (3 > 4 || false) x = 1; else x = 2; while (false) x = 3; return x; }",
        DecideBranches.Run,
        """
        x = 2;
        return x;
        """);

    [Fact]
    public void ConditionThatDependsOnAVariable_Stays()
    {
        Function function = FrontEndHarness.Accept("public static double F(double x, int n) { while (true) { x *= 2; if (n > 3) return x; n++; } }").Primal;
        Assert.Equal(Printer.Print(function), Printer.Print(DecideBranches.Run(function)));
    }

    [Fact]
    public void WhatMayThrowBeforeTheDecision_IsEvaluated() => PassText.Expect(
        "public static double F(double x, int n) { if (1 / n > 0 && false) x = 1; if (n > 0 && false) x = 2; return x; }",
        DecideBranches.Run,
        """
        1 / n > 0 && false;
        return x;
        """);
}
