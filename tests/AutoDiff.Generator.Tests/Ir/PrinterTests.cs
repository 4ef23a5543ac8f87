using AutoDiff.Generator.Ir;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;

namespace AutoDiff.Generator.Tests.Ir;

public class PrinterTests
{
    private static readonly Expression A = Read(new Variable("a", IrType.Double, 0));
    private static readonly Expression B = Read(new Variable("b", IrType.Double, 1));
    private static readonly Expression C = Read(new Variable("c", IrType.Double, 2));

    [Fact]
    public void Parentheses_StandOnlyWhereTheTreeNeedsThem()
    {
        Assert.Equal("a - b - c", Printer.Print(A - B - C));
        Assert.Equal("a - (b - c)", Printer.Print(A - (B - C)));
        Assert.Equal("a + (b + c)", Printer.Print(A + (B + C)));
        Assert.Equal("(a + b) * c", Printer.Print((A + B) * C));
        Assert.Equal("-(a * b)", Printer.Print(-(A * B)));
        Assert.Equal("-(-a)", Printer.Print(-(-A)));
        Assert.Equal("(float)(a + b)", Printer.Print(Convert(A + B, IrType.Single)));
        Assert.Equal("(a < b ? a : b) * c", Printer.Print(Choose(Less(A, B), A, B) * C));
        Assert.Equal("a < b && (b < c || c < a)", Printer.Print(Both(Less(A, B), Either(Less(B, C), Less(C, A)))));
    }

    [Fact]
    public void Numbers_AreOfTheirType()
    {
        Expression single = Read(new Variable("x", IrType.Single, 0));
        Assert.Equal("0.1f * x", Printer.Print(0.1 * single));
        Assert.Equal("0.1 * a", Printer.Print(0.1 * A));
    }

    [Fact]
    public void SharedNames_AreToldApartById()
    {
        var inner = new Variable("a", IrType.Double, 7);
        Assert.Equal("a#0 + a#7", Printer.Print(A + Read(inner)));
    }

    [Fact]
    public void LongSums_ArePrinted()
    {
        Expression sum = A;
        for (int i = 0; i < 20_000; i++)
        {
            sum = sum + B;
        }

        Assert.Equal(1 + (20_000 * 4), Printer.Print(sum).Length);
    }

    [Fact]
    public void Functions_LookLikeCSharp()
    {
        var p = new Variable("p", IrType.SpanOf(IrType.Double), 0);
        var n = new Variable("n", IrType.Int32, 1);
        var i = new Variable("i", IrType.Int32, 2);
        var block = new Variable("block", IrType.SpanOf(IrType.Double), 3);
        var stack = new Variable("record", IrType.StackOf(IrType.Double), 4);
        var function = new Function(
            "F",
            [new Parameter(p, true), new Parameter(n, false, ParameterPassing.In)],
            IrType.Void,
            new Block([
                new Declare(block, new NewBuffer(block.Type, Read(n), BufferStorage.Stack)),
                new Declare(stack, null),
                new For(i, Read(n) - 1, BinaryOperator.GreaterOrEqual, Zero(IrType.Int32), -2, new Block([
                    new Accumulate(new Element(Read(p), Read(i)), One(IrType.Double)),
                    new Push(stack, new Element(Read(p), Read(i))),
                    new Copy(Read(block), new Slice(Read(p), Read(i), null)),
                ])),
                new If(Less(Read(n), 0), new Block([new Fill(Read(p), Zero(IrType.Double))]), new Block([new Return(null)])),
            ]));
        Assert.Equal(
            """
            void F(Span<double> p*, in int n)
            {
                Span<double> block = stackalloc double[n];
                RecordStack<double> record;
                for (int i = n - 1; i >= 0; i -= 2)
                {
                    p[i] += 1;
                    record.Push(p[i]);
                    block.CopyTo(p.Slice(i));
                }
                if (n < 0)
                {
                    p.Fill(0);
                }
                else
                {
                    return;
                }
            }

            """,
            Printer.Print(function));
    }
}
