using AutoDiff.Generator.Ir;
using Xunit;
using static AutoDiff.Generator.Tests.Emit.Shorthand;

namespace AutoDiff.Generator.Tests.Emit;

public class ExpressionEmitterTests
{
    private static readonly Variable A = Real("a");
    private static readonly Variable B = Real("b");
    private static readonly Variable C = Real("c");
    private static readonly Variable N = Int("n");
    private static readonly Variable F = Local("f", IrType.Single);
    private static readonly Variable Buffer = View("p");
    private static readonly Variable Items = Local("items", IrType.ArrayOf(IrType.Double));

    private static string Text(Expression expression) => Print(expression, A, B, C, N, F, Buffer, Items);

    [Fact]
    public void LeftAssociation_NeedsNoParentheses() => Assert.Equal("a - b - c", Text(Sub(Sub(Get(A), Get(B)), Get(C))));

    [Fact]
    public void RightAssociation_KeepsParentheses()
    {
        Assert.Equal("a - (b - c)", Text(Sub(Get(A), Sub(Get(B), Get(C)))));
        Assert.Equal("a + (b + c)", Text(Add(Get(A), Add(Get(B), Get(C)))));
        Assert.Equal("a * (b / c)", Text(Mul(Get(A), Div(Get(B), Get(C)))));
    }

    [Fact]
    public void LooserOperand_HasParentheses() => Assert.Equal("(a + b) * c", Text(Mul(Add(Get(A), Get(B)), Get(C))));

    [Fact]
    public void NegatedNegation_DoesNotBecomeDecrement()
    {
        Assert.Equal("-(-a)", Text(Neg(Neg(Get(A)))));
        Assert.Equal("a - -b", Text(Sub(Get(A), Neg(Get(B)))));
        Assert.Equal("-(a * b)", Text(Neg(Mul(Get(A), Get(B)))));
    }

    [Fact]
    public void IntegralLiteral_IsPlainNextToDouble()
    {
        Assert.Equal("2 * a", Text(Mul(Num(2), Get(A))));
        Assert.Equal("-2 * a", Text(Mul(Num(-2), Get(A))));
        Assert.Equal("1 - a", Text(Sub(Num(1), Get(A))));
    }

    [Fact]
    public void IntegralLiteral_NeverMakesIntegerDivision()
    {
        Assert.Equal("1.0 / n", Text(Div(Num(1), Implicit(IrType.Double, Get(N)))));
        Assert.Equal("n / 2.0", Text(Div(Implicit(IrType.Double, Get(N)), Num(2))));
        Assert.Equal("1.0 / 2 * a", Text(Mul(Div(Num(1), Num(2)), Get(A))));
    }

    [Fact]
    public void ImplicitConversion_PrintsNothingNextToDouble() => Assert.Equal("a / n", Text(Div(Get(A), Implicit(IrType.Double, Get(N)))));

    [Fact]
    public void ImplicitConversionsOnBothSides_OneIsWritten() => Assert.Equal(
        "(double)n / n", Text(Div(Implicit(IrType.Double, Get(N)), Implicit(IrType.Double, Get(N)))));

    [Fact]
    public void FloatsThatMeetAsDoubles_AreNotMultipliedAsFloats() => Assert.Equal(
        "(double)f * f", Text(Mul(Implicit(IrType.Double, Get(F)), Implicit(IrType.Double, Get(F)))));

    [Fact]
    public void ConversionThroughFloat_StillRoundsTwice() => Assert.Equal(
        "a * (float)n", Text(Mul(Get(A), Implicit(IrType.Double, Implicit(IrType.Single, Get(N))))));

    [Fact]
    public void NegatedConversion_IsNotNegatedAsInteger() => Assert.Equal("-(double)n", Text(Neg(Implicit(IrType.Double, Get(N)))));

    [Fact]
    public void NegatedZero_KeepsItsSign() => Assert.Equal("a * -0.0", Text(Mul(Get(A), Neg(Num(0)))));

    [Fact]
    public void ExplicitConversion_IsWritten() => Assert.Equal("(float)(a + b)", Text(Explicit(IrType.Single, Add(Get(A), Get(B)))));

    [Fact]
    public void Argument_KeepsItsTypeWhereOverloadsDiffer()
    {
        Assert.Equal("Math.Max(2.0, a)", Text(MathCall("Max", Num(2), Get(A))));
        Assert.Equal("Math.Abs((double)n)", Text(MathCall("Abs", Implicit(IrType.Double, Get(N)))));
    }

    [Fact]
    public void Argument_IsPlainWhereThereIsOneOverload() => Assert.Equal("Math.Pow(a, 2)", Text(MathCall("Pow", Get(A), Num(2))));

    [Fact]
    public void Conditional_HasTheTypeOfTheIr() => Assert.Equal(
        "n > 0 ? 1.0 : 0",
        Text(new Conditional(new Binary(BinaryOperator.Greater, Get(N), NumI(0)), Num(1), Num(0))));

    [Fact]
    public void Views_PrintAsMembers()
    {
        Assert.Equal("p[n]", Text(new Element(Get(Buffer), Get(N))));
        Assert.Equal("p.Slice(n, 2)", Text(new Slice(Get(Buffer), Get(N), NumI(2))));
        Assert.Equal("items.AsSpan(1)", Text(new Slice(Implicit(IrType.SpanOf(IrType.Double), Get(Items)), NumI(1), null)));
        Assert.Equal("items[0]", Text(new Element(Get(Items), NumI(0))));
    }

    [Fact]
    public void OpaqueText_GetsShortNamesButKeepsLiterals()
    {
        Opaque opaque = new(IrType.Double, ["global::System.Math.Truncate(", ") + f(\"global::System.Math\")"], [Add(Get(A), Get(B))]);
        Assert.Equal("Math.Truncate(a + b) + f(\"global::System.Math\")", Text(opaque));
    }

    [Fact]
    public void OpaqueOperand_HasParentheses() => Assert.Equal("(a ?? b) * c", Text(Mul(new Opaque(IrType.Double, ["a ?? b"], []), Get(C))));

    [Fact]
    public void OwnMembers_AreUnqualified() => Assert.Equal("Scale * a", Text(Mul(new Constant(IrType.Double, "global::Demo.Losses.Scale"), Get(A))));

    [Fact]
    public void VariableNamedAsType_TypeIsGlobal()
    {
        Variable math = Real("Math");
        Assert.Equal("global::System.Math.Exp(Math)", Print(MathCall("Exp", Get(math)), math));
    }

    [Fact]
    public void LongSum_DoesNotOverflowTheStack()
    {
        Expression sum = Get(A);
        for (int i = 0; i < 10_000; i++)
        {
            sum = Add(sum, Get(B));
        }

        Assert.EndsWith(" + b + b", Text(sum), System.StringComparison.Ordinal);
    }
}
