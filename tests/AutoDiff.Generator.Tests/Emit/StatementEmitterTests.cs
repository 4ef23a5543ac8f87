using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Xunit;
using static AutoDiff.Generator.Tests.Emit.Shorthand;

namespace AutoDiff.Generator.Tests.Emit;

public class StatementEmitterTests
{
    private static readonly Variable X = Real("x");
    private static readonly Variable A = Real("a");
    private static readonly Variable B = Real("b");
    private static readonly Variable N = Int("n");
    private static readonly Variable P = View("p");

    private static string Text(Statement statement) => PrintStatement(statement, X, A, B, N, P);

    private static string Text(params Statement[] body) =>
        PrintBody(Method(IrType.Void, [Inactive(X), Inactive(A), Inactive(B), Inactive(N), Inactive(P)], body));

    [Fact]
    public void AccumulatedNegation_IsSubtracted()
    {
        Assert.Equal("x -= a;", Text(new Accumulate(Get(X), Neg(Get(A)))));
        Assert.Equal("x -= a * b;", Text(new Accumulate(Get(X), Mul(Neg(Get(A)), Get(B)))));
        Assert.Equal("x -= 2 * a;", Text(new Accumulate(Get(X), Mul(Num(-2), Get(A)))));
        Assert.Equal("x -= a / b;", Text(new Accumulate(Get(X), Div(Get(A), Neg(Get(B))))));
        Assert.Equal("x += a - b;", Text(new Accumulate(Get(X), Sub(Get(A), Get(B)))));
    }

    [Fact]
    public void AssignmentToItself_IsCompound()
    {
        Assert.Equal("x *= a;", Text(new Assign(Get(X), Mul(Get(X), Get(A)))));
        Assert.Equal("x = a * x;", Text(new Assign(Get(X), Mul(Get(A), Get(X)))));
        Assert.Equal("n /= 2;", Text(new Assign(Get(N), Div(Get(N), NumI(2)))));
    }

    [Fact]
    public void CountingByOne_IsIncrement() => Assert.Equal("n++;", Text(new Accumulate(Get(N), NumI(1))));

    [Fact]
    public void FillWithZero_IsClear()
    {
        Assert.Equal("p.Clear();", Text(new Fill(Get(P), Num(0))));
        Assert.Equal("p.Fill(-0.0);", Text(new Fill(Get(P), Num(-0.0))));
        Assert.Equal("p.Fill(1);", Text(new Fill(Get(P), Num(1))));
    }

    [Fact]
    public void EvaluatedElement_IsDiscarded() => Assert.Equal("_ = p[n];", Text(new Evaluate(new Element(Get(P), Get(N)))));

    [Fact]
    public void ParameterNamedUnderscore_IsNotOverwrittenByDiscards()
    {
        Variable underscore = Real("_");
        Assert.Equal(
            "{ double discarded = p[0]; }",
            PrintStatement(new Evaluate(new Element(Get(P), NumI(0))), P, underscore));
    }

    [Fact]
    public void For_CountsBothWays()
    {
        Variable i = Int("i");
        Assert.Equal("for (int i = 0; i < n; i++)\n{\n}", Text(Loop(i, Get(N))));
        Assert.Equal(
            "for (int i = n - 1; i >= 0; i--)\n{\n}",
            Text(new For(i, Sub(Get(N), NumI(1)), BinaryOperator.GreaterOrEqual, NumI(0), -1, Block.Empty)));
        Assert.Equal("for (int i = 0; i < n; i += 2)\n{\n}", Text(Loop(i, Get(N)) with { Step = 2 }));
    }

    [Fact]
    public void ForWithExit_TestsTheFlag()
    {
        Variable done = Local("done", IrType.Bool);
        Assert.Equal(
            "bool done = false;\n\nfor (int i = 0; i < n && !done; i++)\n{\n}",
            Text(new Declare(done, new Constant(IrType.Bool, "false")) { Origin = From("q", 0) }, Loop(Int("i"), Get(N)) with { Exit = done })
                .Replace("// =  q\n", "", System.StringComparison.Ordinal));
    }

    [Fact]
    public void ElseIf_IsChained()
    {
        Binary positive = new(BinaryOperator.Greater, Get(A), Num(0));
        Binary negative = new(BinaryOperator.Less, Get(A), Num(0));
        If inner = new(negative, Do(new Assign(Get(X), Num(1))), Do(new Assign(Get(X), Num(2))));
        Assert.Equal(
            "if (a > 0)\n{\n    x = 0;\n}\nelse if (a < 0)\n{\n    x = 1;\n}\nelse\n{\n    x = 2;\n}",
            Text(new If(positive, Do(new Assign(Get(X), Num(0))), Do(inner))));
    }

    [Fact]
    public void EmptyThen_IsNegatedWithoutChangingNaN()
    {
        Binary less = new(BinaryOperator.Less, Get(A), Get(B));
        Assert.Equal("if (!(a < b))\n{\n    x = 0;\n}", Text(new If(less, Block.Empty, Do(new Assign(Get(X), Num(0))))));
    }

    [Fact]
    public void Group_IsQuotedOnceAndSetApart()
    {
        Origin runs = From("x = a;", 0);
        Origin differentiates = From("x = a;", 0, Sweep.Differentiates);
        Assert.Equal(
            "// =  x = a;\nx = a;\nx = b;\n\n// d  x = a;\nx = 0;",
            Text(
                new Assign(Get(X), Get(A)) { Origin = runs },
                new Assign(Get(X), Get(B)) { Origin = runs },
                new Assign(Get(X), Num(0)) { Origin = differentiates }));
    }

    [Fact]
    public void HeaderThatIsItsOwnQuote_IsNotQuoted()
    {
        For loop = Loop(Int("i"), Get(N), new Assign(Get(X), Get(A)) { Origin = From("x = a;", 1) });
        Assert.Equal(
            "for (int i = 0; i < n; i++)\n{\n    // =  x = a;\n    x = a;\n}",
            Text(loop with { Origin = From("for (int i = 0; i < n; i++)", 0) }));
        Assert.StartsWith(
            "// =  foreach (double v in p)\nfor (",
            Text(loop with { Origin = From("foreach (double v in p)", 0) }),
            System.StringComparison.Ordinal);
    }

    [Fact]
    public void StatementsInsideTheirOwnQuote_AreNotQuotedAgain()
    {
        Origin origin = From("x = a > 0 ? a : b;", 0);
        If branch = new(new Binary(BinaryOperator.Greater, Get(A), Num(0)), Do(new Assign(Get(X), Get(A)) { Origin = origin }), Block.Empty);
        Assert.Equal("// =  x = a > 0 ? a : b;\nif (a > 0)\n{\n    x = a;\n}", Text(branch with { Origin = origin }));
    }

    [Fact]
    public void Quote_NeverBreaksItsLine() => Assert.Equal(
        "// =  f(\"\\u2028\\u202e\", 'a')\\n;\nx = 0;",
        Text(new Assign(Get(X), Num(0)) { Origin = From("f(\"\u2028\u202e\", 'a')\n;", 0) }));

    [Fact]
    public void Workspace_IsDeclaredBeforeItsFirstUseInTheLoopThatNeedsIt()
    {
        Variable outer = View("outer");
        Variable inner = View("inner");
        Assert.Equal(
            """
            x = 0;
            using Workspace workspace = Workspace.Rent();
            Span<double> outer = workspace.Zeroed<double>(n);
            for (int i = 0; i < n; i++)
            {
                using Workspace iterationWorkspace = Workspace.Rent();
                Span<double> inner = iterationWorkspace.Take<double>(n);
            }
            """,
            Text(
                new Assign(Get(X), Num(0)),
                new Declare(outer, new NewBuffer(outer.Type, Get(N), BufferStorage.WorkspaceZeroed)),
                Loop(Int("i"), Get(N), new Declare(inner, new NewBuffer(inner.Type, Get(N), BufferStorage.Workspace)))));
    }

    [Fact]
    public void Buffers_HaveTheirStorage()
    {
        Variable array = Local("h", IrType.ArrayOf(IrType.Double));
        Assert.Equal("double[] h = new double[n];", Text(new Declare(array, new NewBuffer(array.Type, Get(N), BufferStorage.Array))));
        Assert.Equal("Span<double> p2 = stackalloc double[4];", Text(new Declare(View("p"), new NewBuffer(P.Type, NumI(4), BufferStorage.Stack))));
    }

    [Fact]
    public void RecordStack_IsRentedPushedAndPopped()
    {
        Variable stack = Local("recordedX", IrType.StackOf(IrType.Double));
        Variable popped = Local("xs", IrType.ReadOnlySpanOf(IrType.Double));
        Assert.Equal(
            """
            using RecordStack<double> recordedX = RecordStack<double>.Rent();
            recordedX.Push(x);
            x = recordedX.Pop();
            ReadOnlySpan<double> xs = recordedX.Pop(n);
            """,
            Text(
                new Declare(stack, null),
                new Push(stack, Get(X)),
                new Assign(Get(X), new Pop(stack)),
                new Declare(popped, new PopBlock(stack, Get(N)))));
    }

    [Fact]
    public void TupleOfResults_LosesNamesThatTheReturnTypeGives() => Assert.Equal(
        "return (x, (a, -b));",
        Text(new Return(new TupleValue([new("Value", Get(X)), new("Gradient", new TupleValue([new("A", Get(A)), new("B", Neg(Get(B)))]))]))));

    [Fact]
    public void SpanAssignedLater_BeginsWithStackMemory()
    {
        Variable memory = View("memory");
        Variable other = View("other");
        Variable view = View("view");
        Assert.Equal(
            "Span<double> other = new double[4];\nSpan<double> memory = stackalloc double[4];\nSpan<double> view = memory;\nview = other;\nview = memory;",
            Text(
                new Declare(other, new NewBuffer(other.Type, NumI(4), BufferStorage.Array)),
                new Declare(memory, new NewBuffer(memory.Type, NumI(4), BufferStorage.Stack)),
                new Declare(view, Get(other)),
                new Assign(Get(view), Get(memory))));
    }

    [Fact]
    public void SpanAssignedLater_IsScopedNextToStackMemory()
    {
        Variable view = View("view");
        Variable memory = View("memory");
        Assert.Equal(
            "scoped Span<double> view;\nSpan<double> memory = stackalloc double[4];\nview = memory;",
            Text(
                new Declare(view, null),
                new Declare(memory, new NewBuffer(memory.Type, NumI(4), BufferStorage.Stack)),
                new Assign(Get(view), Get(memory))));
    }
}
