using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Transforms;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;
using static AutoDiff.Generator.Tests.Transforms.Derivative;

namespace AutoDiff.Generator.Tests.Transforms;

public class PropagateConstantsTests
{
    [Fact]
    public void GradientThatIsANumber_IsPutInItsPlace() => PassText.Expect(
        Method(Of(new Declare(T, One(IrType.Double))), Of(new Assign(Read(XGradient), Read(T) * Read(X)))),
        PropagateConstants.Run,
        """
        xGradient = 1 * x;
        return x;
        """);

    [Fact]
    public void GradientThatChanges_Stays() => PassText.Expect(
        Method(Of(new Declare(T, One(IrType.Double))), Of(new Accumulate(Read(T), Read(X))), Of(new Assign(Read(XGradient), Read(T)))),
        PropagateConstants.Run,
        """
        double t = 1;
        t += x;
        xGradient = t;
        return x;
        """);

    [Fact]
    public void NumberOfTheSource_KeepsItsName() => PassText.Expect(
        "static double F(double x) { double two = 2; return x * two; }",
        PropagateConstants.Run,
        """
        double two = 2;
        return x * two;
        """);
}
