using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Transforms;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;
using static AutoDiff.Generator.Tests.Transforms.Derivative;

namespace AutoDiff.Generator.Tests.Transforms;

public class WriteOnceTests
{
    private static readonly Statement Cleared = Of(new Fill(Read(PGradient), Zero(IrType.Double)));

    [Fact]
    public void LoopOverEveryElement_AssignsInsteadOfClearing() => PassText.Expect(
        Method(Cleared, Loop(Of(new Accumulate(At(PGradient), Read(X))))),
        Run,
        """
        for (int i = p.Length - 1; i >= 0; i--)
        {
            pGradient[i] = x;
        }
        return x;
        """);

    [Fact]
    public void LoopOverAPart_ClearsFirst() => ExpectUnchanged(
        Method(Cleared, Loop(Of(new Accumulate(At(PGradient), Read(X)))) with { From = Literal(IrType.Int32, 3) }));

    [Fact]
    public void LoopThatStepsOver_ClearsFirst() => ExpectUnchanged(
        Method(Cleared, Loop(Of(new Accumulate(At(PGradient), Read(X)))) with { Step = -2 }));

    [Fact]
    public void LoopThatMayEndEarly_ClearsFirst() => ExpectUnchanged(
        Method(Cleared, Loop(Of(new Accumulate(At(PGradient), Read(X)))) with { Exit = new Variable("done", IrType.Bool, 20) }));

    [Fact]
    public void BranchInTheLoop_ClearsFirst() => ExpectUnchanged(
        Method(Cleared, Loop(new If(Greater(Read(X), 0), new Block([Of(new Accumulate(At(PGradient), Read(X)))]), Block.Empty))));

    [Fact]
    public void UpdateThatReadsItsElement_ClearsFirst() => ExpectUnchanged(
        Method(Cleared, Loop(Of(new Accumulate(At(PGradient), At(PGradient) * Read(X))))));

    [Fact]
    public void OtherElementUsedInTheLoop_ClearsFirst() => ExpectUnchanged(
        Method(Cleared, Loop(
            Of(new Accumulate(At(PGradient), Read(X))),
            Of(new Accumulate(new Element(Read(PGradient), Zero(IrType.Int32)), Read(X))))));

    [Fact]
    public void BufferUsedBeforeTheLoop_ClearsFirst() => ExpectUnchanged(
        Method(Cleared, Of(new Accumulate(new Element(Read(PGradient), Zero(IrType.Int32)), Read(X))), Loop(Of(new Accumulate(At(PGradient), Read(X))))));

    private static void ExpectUnchanged(Function function) => Assert.Equal(Printer.Print(function), Printer.Print(Run(function)));

    private static Function Run(Function function) =>
        WriteOnce.Run(new DerivativeMember(new Request("F", [P], Vectorize: true), DerivativeKind.Gradient, function, [new Companion(PGradient, P, CompanionRole.Overwritten)])).Function;
}
