using AutoDiff.Generator.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Transforms;

public class SplitLifetimesTests
{
    [Fact]
    public void RandomPrograms_BehaveTheSame() => SameBehavior.OfRandomPrograms(SplitLifetimes.Run);

    [Fact]
    public void EveryValueOfALocal_GetsItsName() => PassText.Expect(
        "static double F(double x) { double a = x; a = a * a; a = Math.Sin(a); return a; }",
        SplitLifetimes.Run,
        """
        double a = x;
        double a2 = a * a;
        double a3 = Math.Sin(a2);
        return a3;
        """);

    [Fact]
    public void AssignmentInABranch_KeepsTheVariable() => PassText.Expect(
        "static double F(double x) { double a = x; if (x > 0) { a = a * a; } return a; }",
        SplitLifetimes.Run,
        """
        double a = x;
        if (x > 0)
        {
            a = a * a;
        }
        return a;
        """);

    [Fact]
    public void AssignmentInALoop_KeepsTheVariable() => PassText.Expect(
        "static double F(double x, int n) { double a = x; a = a + 1; for (int i = 0; i < n; i++) { a = a * x; } return a; }",
        SplitLifetimes.Run,
        """
        double a = x;
        double a2 = a + 1;
        for (int i = 0; i < n; i++)
        {
            a2 = a2 * x;
        }
        return a2;
        """);
}
