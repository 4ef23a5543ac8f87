using System;
using System.Globalization;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using AutoDiff.Generator.Tests.Interpreter;
using AutoDiff.Generator.Transforms;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;

namespace AutoDiff.Generator.Tests.Transforms;

public class SimplifyTests
{
    private static readonly Variable[] Variables = [new("x", IrType.Double, 0), new("y", IrType.Double, 1), new("z", IrType.Double, 2)];
    private static readonly Expression X = Read(Variables[0]);
    private static readonly Expression Y = Read(Variables[1]);
    private static readonly Expression Z = Read(Variables[2]);
    private static readonly IrType Double = IrType.Double;

    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        foreach ((Expression before, string after) in new (Expression, string)[]
        {
            (0 + X, "x"),
            (X + 0, "x"),
            (X - 0, "x"),
            (0 - X, "-x"),
            (0 * X, "0"),
            (X * 0, "0"),
            (0 / X, "0"),
            (1 * X, "x"),
            (X * 1, "x"),
            (X / 1, "x"),
            (-1 * X, "-x"),
            (-(-X), "x"),
            (-(X - Y), "y - x"),
            (X + (-Y), "x - y"),
            (X - (-Y), "x + y"),
            ((-X) + Y, "y - x"),
            (X + (-2 * Y), "x - 2 * y"),
            (2 * (3 * X), "6 * x"),
            (X * 2 * 3, "6 * x"),
            (X * Literal(Double, 2) * Y, "2 * x * y"),
            (X * (Y * Literal(Double, 3)), "3 * x * y"),
            (2 * (X * -3), "-6 * x"),
            (0.1 * (X * 3), "0.1 * 3 * x"),
            (X + X, "2 * x"),
            (X - X, "0"),
            (2 * X + 3 * X, "5 * x"),
            (X * X + 2 * X * X, "3 * x * x"),
            (1 / X + 1 / X, "2 / x"),
            (X * (1 / Y), "x / y"),
            (1 / Y * X, "x / y"),
            (X / Y * Z, "x / y * z"),
            (Z * (X / Y), "z * x / y"),
            (X / (Y / Z), "x * z / y"),
            (2 * (0.5 / X * Y), "y / x"),
            (6 * X / 3, "2 * x"),
            (X / -Y, "-x / y"),
            ((-X) * (-Y), "x * y"),
            (-Sin(X) * Y, "-Math.Sin(x) * y"),
            (Y * -Sin(X), "-y * Math.Sin(x)"),
            (Pow(X, 1), "x"),
            (Pow(X, 0), "1"),
            (3 * Pow(X, 2) * Y, "3 * x * x * y"),
            (1.5 * Pow(X, 0.5), "1.5 * Math.Sqrt(x)"),
            (Choose(Less(X, 0), Y, Y), "y"),
            (Choose(Equal(Literal(Double, 2), 0), 0, Y), "y"),
            (Z * Choose(Greater(X, 0), One(Double), 0), "x > 0 ? z : 0"),
            (Choose(Greater(X, 0), One(Double), Choose(Less(X, 0), -One(Double), 0)) * Z, "x > 0 ? z : x < 0 ? -z : 0"),
            (Convert(Literal(IrType.Int32, 2), Double) * X, "2 * x"),
            (Choose(Greater(X * 1, 0 + Y), X * 1, 0), "x * 1 > 0 + y ? x : 0"),
            (Sin(1 * X), "Math.Sin(1 * x)"),
            (new Element(Read(new Variable("p", IrType.SpanOf(Double), 9)), Literal(IrType.Int32, 1) * Read(new Variable("i", IrType.Int32, 8))) * 1, "p[1 * i]"),
        })
        {
            data.Add(Printer.Print(before), after);
            Before[Printer.Print(before)] = before;
        }

        return data;
    }

    private static System.Collections.Generic.Dictionary<string, Expression> Before { get; } = [];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Examples_ComeOutAsOneWouldWriteThem(string before, string after)
    {
        Examples();
        Assert.Equal(after, Printer.Print(Simplify.Expression(Before[before])));
    }

    [Fact]
    public void EveryIdentity_MatchesOneOfTheExamples()
    {
        // An expression to which no row applies is what a row must not silently become: each one is exercised by name.
        Examples();
        string[] unused =
        [
            .. Identities.Rows
                .Where(row => !Before.Values.Concat(Shapes()).SelectMany(expression => expression.SelfAndDescendants()).Any(part => Applies(row, part)))
                .Select(row => row.Before),
        ];
        Assert.Empty(unused);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void RandomExpressions_KeepTheirValue(int part)
    {
        for (int seed = part * 1500; seed < (part + 1) * 1500; seed++)
        {
            var random = new Random(seed);
            Expression before = Tree(random, 5);
            Expression after = Simplify.Expression(before);
            Assert.Equal(after, Simplify.Expression(after));
            for (int sample = 0; sample < 3; sample++)
            {
                (Variable, object)[] values = [.. Variables.Select(variable => (variable, (object)((random.NextDouble() * 4) - 2)))];
                double expected = (double)Machine.Evaluate(before, values)!;
                double actual = (double)Machine.Evaluate(after, values)!;
                double scale = Scale(before, values);
                if (double.IsFinite(scale))
                {
                    Assert.True(
                        Math.Abs(expected - actual) <= 1e-12 * scale,
                        string.Create(CultureInfo.InvariantCulture, $"{Printer.Print(before)} = {expected}, {Printer.Print(after)} = {actual}"));
                }
            }
        }
    }

    [Fact]
    public void LongSums_DoNotOverflowTheStack()
    {
        Expression sum = X;
        for (int i = 0; i < 2_000; i++)
        {
            sum = sum + (-1 * Y);
        }

        Assert.Equal(2_000, Simplify.Expression(sum).SelfAndDescendants().Count(part => part is Binary { Operator: BinaryOperator.Subtract }));
    }

    [Fact]
    public void Integers_KeepTheirAlgebra()
    {
        Expression n = Read(new Variable("n", IrType.Int32, 7));
        Expression half = 3 * (1 / n);
        Assert.Same(half, Simplify.Expression(half));
    }

    private static bool Applies(Identity row, Expression part) => (part.Type.IsFloatingPoint || part.Type == IrType.Bool) && row.Apply(part) is not null;

    /// <summary>What only comes about on the way.</summary>
    private static Expression[] Shapes() =>
    [
        -Literal(Double, 2),
        -(X * Y),
        Literal(Double, 2) * 3,
        Literal(Double, 6) / 3,
        Literal(Double, 2) + 3,
        Literal(Double, 2) - 3,
        Choose(True, X, Y),
        Choose(False, X, Y),
        -Choose(Less(X, 0), Y, 0),
        Pow(X, -1),
        2 * X * 3,
    ];

    private static Expression Tree(Random random, int depth)
    {
        if (depth == 0 || random.Next(6) == 0)
        {
            return random.Next(3) == 0 ? Literal(Double, random.Next(-3, 4)) : Read(Variables[random.Next(3)]);
        }

        return random.Next(11) switch
        {
            0 or 1 => Tree(random, depth - 1) + Tree(random, depth - 1),
            2 or 3 => Tree(random, depth - 1) - Tree(random, depth - 1),
            4 or 5 or 6 => Tree(random, depth - 1) * Tree(random, depth - 1),
            7 => Tree(random, depth - 1) / Tree(random, depth - 1),
            8 => -Tree(random, depth - 1),
            9 => Choose(Less(Read(Variables[0]), Read(Variables[1])), Tree(random, depth - 1), random.Next(2) == 0 ? Zero(Double) : Tree(random, depth - 1)),
            _ => Pow(Tree(random, depth - 1), random.Next(-1, 4)),
        };
    }

    /// <summary>The size of the terms: every difference taken as a sum, every quotient by its actual divisor's distance from zero.</summary>
    private static double Scale(Expression expression, (Variable, object)[] values)
    {
        double value = Math.Abs((double)Machine.Evaluate(expression, values)!);
        switch (expression)
        {
            case Binary { Operator: BinaryOperator.Divide } quotient:
                double divisor = Math.Abs((double)Machine.Evaluate(quotient.Right, values)!);
                double divisorScale = Scale(quotient.Right, values);

                // A divisor that is itself a cancelled sum makes the quotient as uncertain.
                return divisor <= 1e-6 * divisorScale ? double.NaN : Scale(quotient.Left, values) / divisor * (divisorScale / divisor);
            case Binary { Operator: BinaryOperator.Multiply } product:
                return Scale(product.Left, values) * Scale(product.Right, values);
            case Binary binary:
                return Scale(binary.Left, values) + Scale(binary.Right, values);
            case Unary unary:
                return Scale(unary.Operand, values);
            case Conditional choice:
                return (bool)Machine.Evaluate(choice.Condition, values)! ? Scale(choice.WhenTrue, values) : Scale(choice.WhenFalse, values);
            case Call call:
                double exponent = ((Number)call.Arguments[1]).Value;
                return exponent < 0 ? Scale(1 / call.Arguments[0], values) : Math.Max(value, Math.Pow(Scale(call.Arguments[0], values), exponent));
            default:
                return value;
        }
    }
}
