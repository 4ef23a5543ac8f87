using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Transforms;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;
using static AutoDiff.Generator.Tests.Transforms.Derivative;

namespace AutoDiff.Generator.Tests.Transforms;

public class InlineLoadsTests
{
    private static readonly Variable Recorded = new("recorded", IrType.SpanOf(IrType.Double), 10);

    private static readonly Statement Rented = new Declare(Recorded, new NewBuffer(Recorded.Type, new Length(Read(P)), BufferStorage.Workspace));

    [Fact]
    public void ValueUsedOnce_IsReadWhereItIsUsed() => PassText.Expect(
        Method(Rented, Loop(new Declare(T, At(Recorded)), Of(new Accumulate(Read(XGradient), Read(T) * Read(X))))),
        InlineLoads.Run,
        """
        Span<double> recorded = workspace.Take<double>(p.Length);
        for (int i = p.Length - 1; i >= 0; i--)
        {
            xGradient += recorded[i] * x;
        }
        return x;
        """);

    [Fact]
    public void ValueUsedTwice_KeepsItsName() => PassText.Expect(
        Method(Rented, Loop(new Declare(T, At(Recorded)), Of(new Accumulate(Read(XGradient), Read(T) * Read(T))))),
        InlineLoads.Run,
        """
        Span<double> recorded = workspace.Take<double>(p.Length);
        for (int i = p.Length - 1; i >= 0; i--)
        {
            double t = recorded[i];
            xGradient += t * t;
        }
        return x;
        """);
}
