using System;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;

namespace AutoDiff.Generator.Tests.Interpreter;

public class MachineTests
{
    private static readonly Variable X = new("x", IrType.Double, 0);
    private static readonly Variable P = new("p", IrType.SpanOf(IrType.Double), 1);
    private static readonly Variable N = new("n", IrType.Int32, 2);
    private static readonly Variable I = new("i", IrType.Int32, 3);
    private static readonly Variable T = new("t", IrType.SpanOf(IrType.Double), 4);

    [Fact]
    public void Floats_AreRoundedAfterEveryOperation()
    {
        var random = new Random(1);
        var a = new Variable("a", IrType.Single, 0);
        var b = new Variable("b", IrType.Single, 1);
        for (int i = 0; i < 10_000; i++)
        {
            float u = BitConverter.Int32BitsToSingle(random.Next());
            float v = BitConverter.Int32BitsToSingle(random.Next());
            Assert.Equal(u * v, Evaluate(Read(a) * Read(b)));
            Assert.Equal(u + v, Evaluate(Read(a) + Read(b)));
            Assert.Equal(u - v, Evaluate(Read(a) - Read(b)));
            Assert.Equal(u / v, Evaluate(Read(a) / Read(b)));
            Assert.Equal(u % v, Evaluate(new Binary(BinaryOperator.Remainder, Read(a), Read(b))));

            object? Evaluate(Expression expression) => Machine.Evaluate(expression, (a, u), (b, v));
        }
    }

    [Fact]
    public void Integers_WrapAndTruncateAsInCSharp()
    {
        Expression n = Read(N);
        Assert.Equal(int.MinValue, Machine.Evaluate(n + 1, (N, int.MaxValue)));
        Assert.Equal(-3, Machine.Evaluate(n / 2, (N, -7)));
        Assert.Equal(-1, Machine.Evaluate(new Binary(BinaryOperator.Remainder, n, Literal(IrType.Int32, 2)), (N, -7)));
        Assert.Equal(1 << 1, Machine.Evaluate(new Binary(BinaryOperator.ShiftLeft, n, Literal(IrType.Int32, 33)), (N, 1)));
        Assert.Equal((byte)255, Machine.Evaluate(Convert(n, new IrType(TypeKind.Byte, "byte")), (N, -1)));
        Assert.Equal(4294967295L, Machine.Evaluate(Convert(Convert(n, new IrType(TypeKind.UInt32, "uint")), new IrType(TypeKind.Int64, "long")), (N, -1)));
        Assert.Equal(-2, Machine.Evaluate(Convert(Read(X), IrType.Int32), (X, -2.9)));
        Assert.Throws<DivideByZeroException>(() => Machine.Evaluate(1 / n, (N, 0)));
    }

    [Fact]
    public void OnlyTheChosenOperand_IsEvaluated()
    {
        Expression bad = new Element(Read(P), Literal(IrType.Int32, 5));
        Assert.Equal(1.0, Machine.Evaluate(Choose(True, One(IrType.Double), bad), (P, Array.Empty<double>())));
        Assert.Equal(false, Machine.Evaluate(Both(False, Less(bad, 0)), (P, Array.Empty<double>())));
        Assert.Equal(true, Machine.Evaluate(Either(True, Less(bad, 0)), (P, Array.Empty<double>())));
        Assert.Throws<IndexOutOfRangeException>(() => Machine.Evaluate(bad, (P, new double[5])));
    }

    [Fact]
    public void Views_ShareMemory_AndOverlappingCopiesAreRight()
    {
        double[] data = [1, 2, 3, 4];
        Run(
            [data, 3],
            new Declare(T, new Slice(Read(P), One32, Literal(IrType.Int32, 3))),
            new Assign(new Element(Read(T), Zero(IrType.Int32)), Literal(IrType.Double, 9)),
            new Copy(new Slice(Read(P), Zero(IrType.Int32), Read(N)), Read(T)));
        Assert.Equal([1, 1, 9, 3], data);
    }

    [Fact]
    public void ViewsThatDoNotFit_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Run([new double[2], 3], new Evaluate(new Length(new Slice(Read(P), Read(N), null)))));
        Assert.Throws<ArgumentException>(() => Run([new double[2], 1], new Copy(Read(P), new Slice(Read(P), Read(N), null))));
        Assert.Throws<OverflowException>(() => Run([new double[2], -1], new Declare(T, new NewBuffer(T.Type, Read(N), BufferStorage.Array))));
    }

    [Fact]
    public void SameArrayTwice_IsOneBuffer()
    {
        var q = new Variable("q", IrType.SpanOf(IrType.Double), 9);
        var function = new Function(
            "F",
            [new Parameter(P, true), new Parameter(q, true)],
            IrType.Double,
            new Block([
                new Assign(new Element(Read(P), Zero(IrType.Int32)), Literal(IrType.Double, 7)),
                new Return(new Element(Read(q), Zero(IrType.Int32))),
            ]));
        double[] data = [1];
        Assert.Equal(7.0, Machine.Run(function, data, data).Value);
    }

    [Fact]
    public void Stacks_GiveBackInReverse()
    {
        var stack = new Variable("record", IrType.StackOf(IrType.Double), 8);
        var top = new Variable("top", IrType.Double, 9);
        double[] data = [1, 2, 3];
        Run(
            [data, 0],
            new Declare(stack, null),
            new Push(stack, Read(P)),
            new Push(stack, Literal(IrType.Double, 5)),
            new Declare(top, new Pop(stack)),
            new Fill(Read(P), Zero(IrType.Double)),
            new Declare(T with { Type = IrType.ReadOnlySpanOf(IrType.Double) }, new PopBlock(stack, Literal(IrType.Int32, 2))),
            new Copy(Read(T with { Type = IrType.ReadOnlySpanOf(IrType.Double) }), Read(P)),
            new Accumulate(new Element(Read(P), Literal(IrType.Int32, 2)), Read(top)));
        Assert.Equal([2, 3, 5], data);
    }

    [Fact]
    public void RentedMemory_IsNotZero()
    {
        double[] data = [1];
        Run([data, 1], new Declare(T, new NewBuffer(T.Type, Read(N), BufferStorage.Workspace)), new Copy(Read(T), Read(P)));
        Assert.True(double.IsNaN(data[0]));
    }

    [Fact]
    public void Tangents_FollowThroughLoopsAndBuffers()
    {
        // p[i + 1] = sin(p[i]) * x over the buffer; the result is its last element.
        var body = new Block([
            new For(I, Zero(IrType.Int32), BinaryOperator.Less, new Length(Read(P)) - 1, 1, new Block([
                new Assign(new Element(Read(P), Read(I) + 1), Sin(new Element(Read(P), Read(I))) * Read(X)),
            ])),
            new Return(new Element(Read(P), new Length(Read(P)) - 1)),
        ]);
        var function = new Function("F", [new Parameter(P, true), new Parameter(X, true)], IrType.Double, body);
        double[] start = [0.8, 0, 0, 0];
        double[] tangents = [0.3, 0, 0, 0];
        double Value(double h) => (double)Machine.Run(function, start.Select((item, i) => item + (h * tangents[i])).ToArray(), 1.2 + (h * -0.7)).Value!;
        double expected = (Value(1e-5) - Value(-1e-5)) / 2e-5;
        Outcome outcome = Machine.RunWithTangents(function, [start.ToArray(), 1.2], [tangents.ToArray(), -0.7]);
        Assert.Equal(expected, outcome.Tangent, 1e-9);
        Assert.Equal(Value(0), outcome.Value);
    }

    [Fact]
    public void Constants_AreReadFromTheirText()
    {
        Assert.Equal(Math.PI, Machine.Evaluate(Pi(IrType.Double)));
        Assert.Equal(MathF.PI, Machine.Evaluate(Pi(IrType.Single)));
        Assert.Equal(true, Machine.Evaluate(True));
        Assert.Equal(long.MaxValue, Machine.Evaluate(new Constant(new IrType(TypeKind.Int64, "long"), "9223372036854775807L")));
        Assert.Equal(double.NaN, Machine.Evaluate(new Constant(IrType.Double, "double.NaN")));
    }

    private static Expression One32 => One(IrType.Int32);

    private static void Run(object[] arguments, params Statement[] body) =>
        Machine.Run(new Function("F", [new Parameter(P, true), new Parameter(N, false)], IrType.Void, new Block(body.ToEquatableArray())), arguments);
}
