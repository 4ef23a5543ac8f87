using System.Linq;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using Xunit;
using static AutoDiff.Generator.Tests.Emit.Shorthand;

namespace AutoDiff.Generator.Tests.Emit;

public class DescribeTests
{
    private static readonly Variable X = Real("x");
    private static readonly Variable Y = Real("y");
    private static readonly Variable N = Int("n");
    private static readonly Variable P = Local("p", IrType.ReadOnlySpanOf(IrType.Double));

    [Fact]
    public void Products_GatherPowersAndNumbers() => Assert.Equal("6 x^2 y", Value(Mul(Mul(Num(2), Get(X)), Mul(Mul(Get(Y), Num(3)), Get(X)))));

    [Fact]
    public void Sums_CollectLikeTerms() => Assert.Equal("3 x - y", Value(Sub(Add(Get(X), Mul(Num(2), Get(X))), Get(Y))));

    [Fact]
    public void Quotients_HaveOneBar() => Assert.Equal("x / (2 y)", Value(Div(Get(X), Mul(Num(2), Get(Y)))));

    [Fact]
    public void DifferenceOfEqualTerms_IsZero() => Assert.Equal("0", Value(Sub(Get(X), Get(X))));

    [Fact]
    public void QuotientOfEqualTerms_IsNotOne() => Assert.Equal("x / x", Value(Div(Get(X), Get(X))));

    [Fact]
    public void DecimalNumbers_AreNotMultipliedOut() => Assert.Equal("3 * 0.1 * x", Value(Mul(Mul(Num(0.1), Num(3)), Get(X))));

    [Fact]
    public void Functions_HaveTheirMathematicalNames() => Assert.Equal("exp(x)^2 + log(y)", Value(Add(Mul(Exp(X), Exp(X)), MathCall("Log", Get(Y)))));

    [Fact]
    public void IntegerDivision_HasNoFormula() => Assert.Null(Value(Implicit(IrType.Double, Div(Get(N), NumI(2)))));

    [Fact]
    public void Truncation_HasNoFormula() => Assert.Null(Value(Implicit(IrType.Double, Explicit(IrType.Int32, Get(X)))));

    [Fact]
    public void Branch_HasNoFormula() => Assert.Null(Value(
        Get(X), new If(new Binary(BinaryOperator.Greater, Get(X), Num(0)), Do(new Assign(Get(X), Num(1))), Block.Empty)));

    [Fact]
    public void Reduction_IsASum()
    {
        Variable sum = Real("sum");
        Variable i = Int("i");
        For loop = Loop(i, new Length(Get(P)), new Accumulate(Get(sum), Mul(Get(X), new Element(Get(P), Get(i)))));
        Assert.Equal("1 + sum_i x p[i]", Value(Get(sum), new Declare(sum, Num(1)), loop));
        Assert.Equal("sum_(i<n) x p[i]", Value(Get(sum), new Declare(sum, Num(0)), loop with { Bound = Get(N) }));
    }

    [Fact]
    public void ProductOfReductions_KeepsThemApart()
    {
        Variable a = Real("a");
        Variable b = Real("b");
        Variable i = Int("i");
        Statement[] before =
        [
            new Declare(a, Num(0)),
            new Declare(b, Num(0)),
            Loop(i, new Length(Get(P)), new Accumulate(Get(a), new Element(Get(P), Get(i))), new Accumulate(Get(b), Get(X))),
        ];
        Assert.Equal("(sum_i p[i]) sum_i x", Value(Mul(Get(a), Get(b)), before));
        Assert.Equal("y / (sum_i x)", Value(Div(Get(Y), Get(b)), before));
        Assert.Equal("(sum_i p[i]) + sum_i x", Value(Add(Get(a), Get(b)), before));
    }

    [Fact]
    public void Recurrence_HasNoFormula()
    {
        Variable sum = Real("sum");
        Variable i = Int("i");
        For loop = Loop(i, new Length(Get(P)), new Accumulate(Get(sum), Mul(Get(sum), new Element(Get(P), Get(i)))));
        Assert.Null(Value(Get(sum), new Declare(sum, Num(1)), loop));
    }

    [Fact]
    public void ElementOfAnOverwrittenBuffer_HasNoFormula() => Assert.Null(Value(
        new Element(Get(P), NumI(0)), new Assign(new Element(Get(P), NumI(0)), Num(2))));

    private static Call Exp(Variable variable) => MathCall("Exp", Get(variable));

    private static string? Value(Expression result, params Statement[] before)
    {
        Function primal = Method(IrType.Double, [Active(X), Active(Y), Inactive(N), Inactive(P)], [.. before, new Return(result)]);
        DifferentiableMethod method = new(Place("F()"), primal, []);
        DerivativeMember member = Member(primal, "F", [X], [], new While(new Constant(IrType.Bool, "true"), Block.Empty));
        return Describe.Of(method, member, ParameterFacts.Of(method, member)).SingleOrDefault()?.Text;
    }
}
