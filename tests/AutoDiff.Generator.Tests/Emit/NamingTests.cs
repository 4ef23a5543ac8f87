using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using Xunit;
using static AutoDiff.Generator.Tests.Emit.Shorthand;

namespace AutoDiff.Generator.Tests.Emit;

public class NamingTests
{
    private static readonly Variable X = Real("x");
    private static readonly Variable N = Int("n");

    [Fact]
    public void SiblingLoops_ReuseTheirCounterName()
    {
        Variable first = Int("i");
        Variable second = Int("i");
        Naming naming = Naming.Of(Method(IrType.Void, [Inactive(N)], Loop(first, Get(N)), Loop(second, Get(N))));
        Assert.Equal(("i", "i"), (naming[first], naming[second]));
    }

    [Fact]
    public void NestedLoops_GetDifferentNames()
    {
        Variable outer = Int("i");
        Variable inner = Int("i");
        Naming naming = Naming.Of(Method(IrType.Void, [Inactive(N)], Loop(outer, Get(N), Loop(inner, Get(N)))));
        Assert.Equal(("i", "i2"), (naming[outer], naming[inner]));
    }

    [Fact]
    public void NestedLocal_AvoidsWhatItsSurroundingsDeclareLater()
    {
        Variable nested = Real("t");
        Variable later = Real("t");
        Naming naming = Naming.Of(Method(
            IrType.Void, [Inactive(N)], Loop(Int("i"), Get(N), new Declare(nested, Num(0))), new Declare(later, Num(0))));
        Assert.Equal(("t2", "t"), (naming[nested], naming[later]));
    }

    [Fact]
    public void Local_AvoidsParameters()
    {
        Variable local = Real("x");
        Naming naming = Naming.Of(Method(IrType.Void, [Inactive(X)], new Declare(local, Num(0))));
        Assert.Equal("x2", naming[local]);
    }

    [Fact]
    public void Digit_IsNotGluedToADigit()
    {
        Variable parameter = Real("x1");
        Variable local = Real("x1");
        Naming naming = Naming.Of(Method(IrType.Void, [Inactive(parameter)], new Declare(local, Num(0))));
        Assert.Equal("x1_2", naming[local]);
    }

    [Fact]
    public void Keyword_IsEscaped()
    {
        Variable keyword = Real("event");
        Naming naming = Naming.Of(Method(IrType.Void, [Inactive(keyword)]));
        Assert.Equal(("@event", "event"), (naming[keyword], naming.Plain(keyword)));
    }

    [Theory]
    [InlineData("x,y", "X,Y")]
    [InlineData("x,X", "x,X")]
    [InlineData("rest", "rest")]
    [InlineData("Rest,y", "RestGradient,Y")]
    [InlineData("item1,y", "item1,Y")]
    [InlineData("event,y", "Event,Y")]
    [InlineData("_x,y", "_x,Y")]
    public void TupleNames_ArePascalUnlessRejected(string parameters, string names)
    {
        Variable[] variables = System.Array.ConvertAll(parameters.Split(','), Real);
        Assert.Equal(names.Split(','), TupleNames.Of(new(variables)));
    }
}
