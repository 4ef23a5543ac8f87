using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;

namespace AutoDiff.Generator.Tests.Differentiation;

public class CountTests
{
    private static readonly Expression N = Read(new Variable("n", IrType.Int32, 0));

    [Fact]
    public void ConstantsThatCancel_AreLeftOut()
    {
        Assert.Equal("n", Printer.Print(Count.Plus(N - 1, 1)));
        Assert.Equal("n", Printer.Print(Count.Plus(N + 2, -2)));
        Assert.Equal("n - 1", Printer.Print(Count.Plus(N + 1, -2)));
        Assert.Equal("7", Printer.Print(Count.Minus(Literal(IrType.Int32, 9), Literal(IrType.Int32, 2))));
        Assert.Equal("n", Printer.Print(Count.Times(Literal(IrType.Int32, 1), N)));
    }
}
