using System.Linq;
using System.Reflection;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Rules;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;

namespace AutoDiff.Generator.Tests.Ir;

public class FormulaTests
{
    [Theory]
    [InlineData("double")]
    [InlineData("float")]
    public void BuiltCalls_EqualCallsReadFromSource(string type)
    {
        Expression x = Read(new Variable("x", type == "float" ? IrType.Single : IrType.Double, 0));
        foreach (Expression built in new[] { Abs(x), Sqrt(x), Exp(x), Log(x), Pow(x, x), Sin(x), Cos(x), Sinh(x), Cosh(x), CopySign(x, x), SinPi(x), CosPi(x), ScaleB(x, Literal(IrType.Int32, 1)) })
        {
            Method method = Assert.IsType<Call>(built).Method;
            MethodInfo info = ScalarFunctions.All.Single(candidate =>
                candidate.DeclaringType!.Name == method.Container.Name
                && candidate.Name == method.Name
                && ScalarFunctions.ToMethod(candidate).Parameters.Select(parameter => parameter.Type).SequenceEqual(method.Parameters.Select(parameter => parameter.Type)));
            Assert.Equal(ScalarFunctions.ToMethod(info), method);
        }
    }

    [Fact]
    public void Opposites_KeepFloatingPointComparisons()
    {
        Expression x = Read(new Variable("x", IrType.Double, 0));
        Expression n = Read(new Variable("n", IrType.Int32, 1));
        Assert.Equal("!(x < 0)", Printer.Print(Opposite(Less(x, 0))));
        Assert.Equal("n >= 0", Printer.Print(Opposite(Less(n, 0))));
        Assert.Equal("x != 0", Printer.Print(Opposite(Equal(x, 0))));
        Assert.Equal("x < 0", Printer.Print(Opposite(Not(Less(x, 0)))));
    }
}
