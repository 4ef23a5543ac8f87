using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using AutoDiff.Generator.Transforms;
using Xunit;
using static AutoDiff.Generator.Ir.Formula;

namespace AutoDiff.Generator.Tests.Transforms;

public class LowerExitsTests
{
    private static readonly Variable X = new("x", IrType.Double, 0);
    private static readonly Variable N = new("n", IrType.Int32, 1);
    private static readonly Variable I = new("i", IrType.Int32, 2);
    private static readonly Variable S = new("s", IrType.Double, 3);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomPrograms_BehaveTheSame(int part)
    {
        for (int seed = part * 500; seed < (part + 1) * 500; seed++)
        {
            Function before = RandomProgram.Create(seed);
            Verifier.Verify(before, IrStage.Source);
            Function after = LowerExits.Run(before);
            Verifier.Verify(after, IrStage.Lowered);
            SameBehavior.Check(before, after);
        }
    }

    [Fact]
    public void LoweringTwice_ChangesNothing()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            Function once = LowerExits.Run(RandomProgram.Create(seed));
            Assert.Equal(Printer.Print(once), Printer.Print(LowerExits.Run(once)));
        }
    }

    [Fact]
    public void WithoutExits_NothingChanges() =>
        Expect(
            """
            double F(double x, int n)
            {
                x = 1;
                return x;
            }
            """,
            Store(1),
            new Return(Read(X)));

    [Fact]
    public void EarlyReturn_BecomesABranch() =>
        Expect(
            """
            double F(double x, int n)
            {
                double result;
                if (x < 0)
                {
                    result = 0;
                }
                else
                {
                    x = 1;
                    result = x;
                }
                return result;
            }
            """,
            When(Less(Read(X), 0), new Return(Zero(IrType.Double))),
            Store(1),
            new Return(Read(X)));

    [Fact]
    public void LeadingGuard_StaysAsItIs() =>
        Expect(
            """
            double F(double x, int n)
            {
                if (x < 0)
                {
                    throw new Exception();
                }
                x = 1;
                return x;
            }
            """,
            When(Less(Read(X), 0), Bad()),
            Store(1),
            new Return(Read(X)));

    [Fact]
    public void GuardWithElse_IsFlattened() =>
        Expect(
            """
            double F(double x, int n)
            {
                if (x < 0)
                {
                    throw new Exception();
                }
                return x;
            }
            """,
            new If(Less(Read(X), 0), new Block([Bad()]), new Block([new Return(Read(X))])));

    [Fact]
    public void Continue_NegatesTheCondition_ButNotAFloatingPointComparison() =>
        Expect(
            """
            double F(double x, int n)
            {
                for (int i = 0; i < n; i++)
                {
                    if (i >= 3)
                    {
                        if (!(x < 0))
                        {
                            x = 1;
                        }
                    }
                }
                return x;
            }
            """,
            Loop(When(Less(Read(I), 3), new Continue()), When(Less(Read(X), 0), new Continue()), Store(1)),
            new Return(Read(X)));

    [Fact]
    public void Break_EndsACountedLoopByAFlag() =>
        Expect(
            """
            double F(double x, int n)
            {
                bool broke = false;
                for (int i = 0; !broke && i < n; i++)
                {
                    if (x < 0)
                    {
                        broke = true;
                    }
                    else
                    {
                        x = 1;
                    }
                }
                return x;
            }
            """,
            Loop(When(Less(Read(X), 0), new Break()), Store(1)),
            new Return(Read(X)));

    [Fact]
    public void Break_EndsAWhileBeforeItsConditionIsEvaluatedAgain() =>
        Expect(
            """
            double F(double x, int n)
            {
                bool broke = false;
                while (!broke && x < 9)
                {
                    x = 1;
                    if (x < 0)
                    {
                        broke = true;
                    }
                }
                return x;
            }
            """,
            new While(Less(Read(X), 9), new Block([Store(1), When(Less(Read(X), 0), new Break())])),
            new Return(Read(X)));

    [Fact]
    public void EndlessLoop_IsEndedByItsFlagAlone_AndItsVariablesAreInitialized() =>
        Expect(
            """
            double F(double x, int n)
            {
                double s = 0;
                bool broke = false;
                while (!broke)
                {
                    s = x;
                    broke = true;
                }
                return s;
            }
            """,
            new Declare(S, null),
            new While(True, new Block([new Assign(Read(S), Read(X)), new Break(), Store(2)])),
            new Return(Read(S)));

    [Fact]
    public void ReturnInsideALoop_EndsItAndGuardsTheRest() =>
        Expect(
            """
            double F(double x, int n)
            {
                double result = 0;
                bool done = false;
                for (int i = 0; !done && i < n; i++)
                {
                    if (x < 0)
                    {
                        result = 2;
                        done = true;
                    }
                }
                if (!done)
                {
                    x = 1;
                    result = x;
                }
                return result;
            }
            """,
            Loop(When(Less(Read(X), 0), new Return(Literal(IrType.Double, 2)))),
            Store(1),
            new Return(Read(X)));

    [Fact]
    public void ContinueOnOnePathOfABranch_GuardsTheRest() =>
        Expect(
            """
            double F(double x, int n)
            {
                for (int i = 0; i < n; i++)
                {
                    bool skipped = false;
                    if (x < 5)
                    {
                        if (x < 0)
                        {
                            skipped = true;
                        }
                        else
                        {
                            x = 1;
                        }
                    }
                    if (!skipped)
                    {
                        x = 2;
                    }
                }
                return x;
            }
            """,
            Loop(When(Less(Read(X), 5), When(Less(Read(X), 0), new Continue()), Store(1)), Store(2)),
            new Return(Read(X)));

    [Fact]
    public void Origins_StayWithTheirStatements()
    {
        var origin = new Origin("return 0;", 7);
        Function lowered = LowerExits.Run(Create(When(Less(Read(X), 0), new Return(Zero(IrType.Double)) { Origin = origin }), new Return(Read(X))));
        Assert.Contains(lowered.Body.SelfAndDescendants(), statement => statement is Assign && statement.Origin == origin);
    }

    private static void Expect(string expected, params Statement[] body)
    {
        Function before = Create(body);
        Verifier.Verify(before, IrStage.Source);
        Function after = LowerExits.Run(before);
        Verifier.Verify(after, IrStage.Lowered);
        Assert.Equal(expected + "\n", Printer.Print(after));
    }

    private static Function Create(params Statement[] body) =>
        new("F", [new Parameter(X, false), new Parameter(N, false)], IrType.Double, new Block(body.ToEquatableArray()));

    private static Assign Store(double value) => new(Read(X), Literal(IrType.Double, value));

    private static Throw Bad() => new(new Opaque(new IrType(TypeKind.Other, "Exception"), ["new Exception()"], []));

    private static If When(Expression condition, params Statement[] then) => new(condition, new Block(then.ToEquatableArray()), Block.Empty);

    private static For Loop(params Statement[] body) =>
        new(I, Literal(IrType.Int32, 0), BinaryOperator.Less, Read(N), 1, new Block(body.ToEquatableArray()));
}
