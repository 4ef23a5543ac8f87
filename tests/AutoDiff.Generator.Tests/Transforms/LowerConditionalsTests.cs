using AutoDiff.Generator.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Transforms;

public class LowerConditionalsTests
{
    [Fact]
    public void RandomPrograms_BehaveTheSame() => SameBehavior.OfRandomPrograms(LowerConditionals.Run);

    [Fact]
    public void ActiveChoice_BecomesABranch() => PassText.Expect(
        "static double F(double x) { double y = 2 * (x > 0 ? Math.Log(x) : 0); return y; }",
        LowerConditionals.Run,
        """
        double choice;
        if (x > 0)
        {
            choice = Math.Log(x);
        }
        else
        {
            choice = 0;
        }
        double y = 2 * choice;
        return y;
        """);

    [Fact]
    public void ChoiceOfAVariable_IsMadeInPlace() => PassText.Expect(
        "static double F(double x) { double y = x > 0 ? x : -x; return y; }",
        LowerConditionals.Run,
        """
        double y;
        if (x > 0)
        {
            y = x;
        }
        else
        {
            y = -x;
        }
        return y;
        """);

    [Fact]
    public void InactiveChoice_Stays() => PassText.Expect(
        "static double F(double x, int n) => x * (n > 2 ? 3 : 4);",
        LowerConditionals.Run,
        "return x * (n > 2 ? 3 : 4);");
}
