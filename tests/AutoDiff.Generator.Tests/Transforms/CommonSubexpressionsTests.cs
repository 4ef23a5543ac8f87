using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Transforms;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;
using static AutoDiff.Generator.Tests.Transforms.Derivative;

namespace AutoDiff.Generator.Tests.Transforms;

public class CommonSubexpressionsTests
{
    [Fact]
    public void RandomPrograms_BehaveTheSame() => SameBehavior.OfRandomPrograms(CommonSubexpressions.Run);

    [Fact]
    public void CallInTwoUpdates_IsMadeOnce() => PassText.Expect(
        Method(Of(new Accumulate(Read(XGradient), Cos(Read(X)) * Read(T))), Of(new Accumulate(Read(XGradient), Cos(Read(X)) * 2))),
        CommonSubexpressions.Run,
        """
        double cos = Math.Cos(x);
        xGradient += cos * t;
        xGradient += cos * 2;
        return x;
        """);

    [Fact]
    public void ValueThatChangesBetween_IsNotShared() => PassText.Expect(
        Method(Of(new Accumulate(Read(XGradient), Cos(Read(T)))), Of(new Assign(Read(T), Read(X))), Of(new Accumulate(Read(XGradient), Cos(Read(T))))),
        CommonSubexpressions.Run,
        """
        xGradient += Math.Cos(t);
        t = x;
        xGradient += Math.Cos(t);
        return x;
        """);

    [Fact]
    public void OperandOfAChoice_IsNotEvaluatedEarly() => PassText.Expect(
        Method(
            Of(new Accumulate(Read(XGradient), Choose(Greater(Read(X), 0), Log(Read(X)) * 2, 0))),
            Of(new Accumulate(Read(XGradient), Choose(Greater(Read(T), 0), Log(Read(X)) * 2, 1)))),
        CommonSubexpressions.Run,
        """
        xGradient += x > 0 ? Math.Log(x) * 2 : 0;
        xGradient += t > 0 ? Math.Log(x) * 2 : 1;
        return x;
        """);
}
