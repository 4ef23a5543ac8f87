using System;
using System.Collections.Generic;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;

namespace AutoDiff.Generator.Tests.Ir;

public class VerifierTests
{
    private static readonly Variable X = new("x", IrType.Double, 0);
    private static readonly Variable N = new("n", IrType.Int32, 1);
    private static readonly Variable P = new("p", IrType.ReadOnlySpanOf(IrType.Double), 2);
    private static readonly Variable Q = new("q", IrType.SpanOf(IrType.Double), 3);
    private static readonly Variable I = new("i", IrType.Int32, 4);
    private static readonly Variable T = new("t", IrType.Double, 5);
    private static readonly Variable Flag = new("flag", IrType.Bool, 6);

    [Fact]
    public void LegalCode_HasNoViolations() => Assert.Empty(Violations(
        IrStage.Lowered,
        new Declare(T, null),
        new If(Less(Read(N), 0), new Block([new Assign(Read(T), One(IrType.Double))]), new Block([new Assign(Read(T), Read(X))])),
        new Declare(Flag, False),
        Loop(new Accumulate(new Element(Read(Q), Read(I)), Read(T))) with { Exit = Flag },
        new Return(Read(T))));

    [Fact]
    public void UndeclaredVariable_IsFound() => Finds("'t' is used but not declared", new Evaluate(Read(T)));

    [Fact]
    public void VariableOutsideItsScope_IsFound() => Finds(
        "'t' is used outside its scope",
        new If(Less(Read(N), 0), new Block([new Declare(T, Read(X))]), Block.Empty),
        new Evaluate(Read(T)));

    [Fact]
    public void CounterAfterItsLoop_IsFound() => Finds("'i' is used outside its scope", Loop(), new Evaluate(Read(I)));

    [Fact]
    public void SecondDeclaration_IsFound() => Finds("'t' is declared twice", new Declare(T, Read(X)), new Declare(T, Read(X)));

    [Fact]
    public void SharedId_IsFound() => Finds("'u' and 't' share the id 5", new Declare(T, Read(X)), new Declare(T with { Name = "u" }, Read(X)));

    [Fact]
    public void ReadBeforeAssignment_IsFound() => Finds(
        "'t' may be read before it is assigned",
        new Declare(T, null),
        Loop(new Assign(Read(T), Read(X))),
        new Evaluate(Read(T)));

    [Fact]
    public void DifferentTypes_AreFound()
    {
        Finds("'n' is int where x is double", new Assign(Read(X), Read(N)));
        Finds("the operands of Add are double and int in 'x + n'", new Evaluate(Read(X) + Read(N)));
        Finds("'x' is double where a condition is bool", new If(Read(X), Block.Empty, Block.Empty));
    }

    [Fact]
    public void AssignedCounterOrBound_IsFound()
    {
        Finds("'i' is assigned inside the loop over 'i', which counts with it", Loop(new Assign(Read(I), Read(N))));
        Finds("'n' is assigned inside the loop over 'i', which counts with it", Loop(new Assign(Read(N), Read(I))));
    }

    [Fact]
    public void StepAwayFromTheBound_IsFound() => Finds("the counter 'i' does not step towards its bound", Loop() with { Step = -1 });

    [Fact]
    public void WriteThroughAReadOnlyView_IsFound()
    {
        Finds("'p' cannot be written through", new Assign(new Element(Read(P), Read(N)), Read(X)));
        Finds("'p' cannot be written through", new Fill(Read(P), Read(X)));
        Finds("'p' cannot be written through", new Copy(Read(Q), Read(P)));
    }

    [Fact]
    public void AssignmentToAValue_IsFound() => Finds("'x + x' cannot be assigned", new Assign(Read(X) + Read(X), Read(X)));

    [Fact]
    public void BufferInsideAnExpression_IsFound() => Finds(
        "'new double[n]' may only be the value of a declaration",
        new Evaluate(new Length(new NewBuffer(IrType.ArrayOf(IrType.Double), Read(N), BufferStorage.Array))));

    [Fact]
    public void ExitsAfterLowering_AreFound()
    {
        Finds("'break' stands outside of any loop", IrStage.Source, new Break());
        Finds("'break' is still an early exit", IrStage.Lowered, Loop(new Break()));
        Finds("'return x' is still an early exit", IrStage.Lowered, new If(Less(Read(N), 0), new Block([new Return(Read(X))]), Block.Empty));
    }

    [Fact]
    public void MissingValue_IsFound() => Assert.Contains("the end can be reached without a value", Violations(IrStage.Source));

    [Fact]
    public void OpaqueWithOddSegments_IsFound() => Finds("1 operands do not fit into 1 segments", new Evaluate(new Opaque(IrType.Double, ["f()"], [Read(X)])));

    [Fact]
    public void Verify_ThrowsWithTheWholeText()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Verifier.Verify(Create(new Assign(Read(X), Read(N)), new Return(Read(X))), IrStage.Lowered));
        Assert.Contains("x = n;", exception.Message, StringComparison.Ordinal);
    }

    private static void Finds(string violation, params Statement[] body) => Finds(violation, IrStage.Source, body);

    private static void Finds(string violation, IrStage stage, params Statement[] body) => Assert.Equal([violation], Violations(stage, [.. body, new Return(Read(X))]));

    private static IReadOnlyList<string> Violations(IrStage stage, params Statement[] body) => Verifier.Violations(Create(body), stage);

    private static Function Create(params Statement[] body) => new(
        "F",
        [new Parameter(X, true), new Parameter(N, false), new Parameter(P, true), new Parameter(Q, true)],
        IrType.Double,
        new Block(body.ToEquatableArray()));

    private static For Loop(params Statement[] body) => new(I, Zero(IrType.Int32), BinaryOperator.Less, Read(N), 1, new Block(body.ToEquatableArray()));
}
