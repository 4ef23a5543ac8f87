using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.FrontEnd;

public class EvaluationOrderTests
{
    private const string Members = "static double Next(int i) { Console.WriteLine(i); return i; } static int Index() => 0;";

    [Theory]
    [InlineData("p[i++] = x;", "int previousI = i;\ni += 1;\np[previousI] = x;\n")]
    [InlineData("p[i] = i = 3;", "int previousI = i;\ni = 3;\np[previousI] = i;\n")]
    [InlineData("int j = i + i++ * i;", "int previousI#5 = i;\nint previousI#4 = i;\ni += 1;\nint j = previousI#5 + previousI#4 * i;\n")]
    [InlineData("p[Index()] += x;", "int index = C.Index();\np[index] += x;\n")]
    [InlineData("x += Next(1) * x;", "double next = C.Next(1);\nx = x + next * x;\n")]
    [InlineData("double y = p[0] + Next(2);", "double pElement = p[0];\ndouble next = C.Next(2);\ndouble y = pElement + next;\n")]
    [InlineData("double y = Next(1);", "double y = C.Next(1);\n")]
    public void SideEffects_RunWhereTheyStand(string statements, string expected) => Assert.Equal(expected, BodyBeforeReturn(statements));

    [Fact]
    public void SideEffectBehindAnd_RunsOnlyIfReached() => Assert.Equal(
        """
        bool condition = x > 0;
        if (condition)
        {
            int previousI = i;
            i += 1;
            condition = previousI > 2;
        }
        bool b = condition;

        """,
        BodyBeforeReturn("bool b = x > 0 && i++ > 2;"));

    [Fact]
    public void SideEffectInConditional_RunsInItsBranch() => Assert.Equal(
        """
        double y;
        if (x > 0)
        {
            x = 2;
            y = x;
        }
        else
        {
            y = 1;
        }

        """,
        BodyBeforeReturn("double y = x > 0 ? (x = 2) : 1;"));

    [Fact]
    public void NamedArguments_AreEvaluatedAsWritten_AndPassedInOrder()
    {
        string body = FrontEndHarness.Body(
            "static double F(double x, int i) => Sum(b: i++, a: i);", "static double Sum(double a, double b, double c = 3) => a + b + c;");
        Assert.Equal("int previousI = i;\ni += 1;\nreturn C.Sum(i, previousI, 3);\n", body);
    }

    private static string BodyBeforeReturn(string statements)
    {
        string body = FrontEndHarness.Body($"static double F(double x, Span<double> p, int i) {{ {statements} return x; }}", Members);
        return body[..body.IndexOf("return", System.StringComparison.Ordinal)];
    }
}
