using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Gives the reverse sweep the values of the forward sweep. Asked for an expression as it was at some point, it answers
/// with one that has the same value in the reverse sweep, and arranges for that: a value that something overwrites gets a
/// copy, and what does not survive the end of its block is computed again or recorded (see <see cref="Recorder.Settle"/>).
/// </summary>
internal sealed partial class Recorder(Timeline timeline, Roots roots, Identifiers identifiers, Weave weave, Restoration restoration, bool callsItself)
{
    private readonly ToBeRecorded toBeRecorded = new(timeline, roots);
    private readonly HashSet<Variable> needed = [];
    private readonly Queue<Variable> pending = new();
    private readonly Dictionary<(Expression Expression, Step Step, bool IsAfter), Variable> copies = [];
    private readonly Dictionary<Variable, Insertion> copyInsertions = [];
    private readonly Dictionary<Variable, string> copied = [];
    private readonly Windows tracked = new(timeline, roots, identifiers, weave);
    private readonly Dictionary<(string Name, Variable View, Step Step, bool IsAfter), Variable> windows = [];

    /// <summary>An expression of the reverse sweep with the value that <paramref name="expression"/> had at the point.</summary>
    public Expression Value(Expression expression, Point point) => expression switch
    {
        Read read when read.Type.IsView => View(read, point),
        Read read => Scalar(read, point),
        Element { Type.IsView: true } row => row.MapOperands(operand => Value(operand, point)),
        Element element => Content(element, point),
        Length length => LengthOf(length.View, point, length.Dimension),
        _ when IsChoice(expression) && !toBeRecorded.IsFree(expression, point) => new Read(CopyOf(expression, point, "choice" + (point.IsAfter ? "After" : "Before"))),
        Binary { Operator: < BinaryOperator.AndAlso } => Chain.OfArithmetic(expression).Map(operand => Value(operand, point)),
        _ => expression.MapOperands(operand => Value(operand, point)),
    };

    /// <summary>
    /// After the statement, or after the last of those behind it that declare what the expression reads: the numbers of
    /// one value are declared one after another, and the derivative of the first may read the last.
    /// </summary>
    public Point WhenKnown(Expression expression, Step statement) => expression.Reads()
        .Select(timeline.Declaration)
        .OfType<Step>()
        .Where(step => ReferenceEquals(step.Frame, statement.Frame))
        .Append(statement)
        .OrderBy(step => step.Position)
        .Last()
        .After;

    /// <summary>The condition of a branch: evaluated again if its operands survive, otherwise kept as a flag.</summary>
    public Expression Condition(Step branch)
    {
        Expression condition = ((If)branch.Statement).Condition;
        if (condition is Read || toBeRecorded.IsFree(condition, branch.Before))
        {
            return Value(condition, branch.Before);
        }

        Variable taken = identifiers.Fresh("taken", IrType.Bool);
        timeline.Declare(taken, branch);
        weave.Before(branch, new Declare(taken, condition));
        weave.Condition(branch, new Read(taken));
        Need(taken);
        return new Read(taken);
    }

    /// <summary>How many iterations a loop ran, counted while it runs.</summary>
    public Expression TripCount(Step loop)
    {
        Variable iterations = identifiers.Fresh("iterations", IrType.Int32);
        timeline.Declare(iterations, loop);
        weave.Before(loop, new Declare(iterations, Formula.Zero(IrType.Int32)));
        weave.AtStart(loop.Blocks[0], new Accumulate(new Read(iterations), Formula.One(IrType.Int32)));
        timeline.Write(iterations, loop);
        Need(iterations);
        return new Read(iterations);
    }

    /// <summary>
    /// A view, in the reverse sweep, of the contents that a buffer had at the point. Where they do not survive, a copy is
    /// made; taking it back may need a statement, which goes to <paramref name="reverse"/>.
    /// </summary>
    public Expression Contents(Expression view, Point point, ICollection<Statement> reverse)
    {
        if (toBeRecorded.ContentsSurvive(view, point))
        {
            return Value(view, point);
        }

        string name = Names.Of(view) + (point.IsAfter ? "After" : "Before");
        if (view.Type.IsUncut)
        {
            // It is not rented, so that it can be kept for itself where nobody writes to it any more.
            bool isFinal = roots.AllOf(view) is { Count: > 0 } all && !all.Any(root => timeline.AreContentsOverwritten(root, point));
            return new Read(CopyOf(isFinal ? view : Shapes.Copy(view), point, name));
        }

        IrType element = view.Type.Element!;
        if (point.Frame.Kind == FrameKind.Function)
        {
            Variable copy = identifiers.Fresh(name, IrType.SpanOf(element));
            timeline.Declare(copy, point.Step);
            weave.At(point, new Declare(copy, new NewBuffer(copy.Type, new Length(view), BufferStorage.Workspace)));
            weave.At(point, new Copy(view, new Read(copy)));
            recorded.Add(name + ": " + Bytes(element, new Length(view)) + " bytes");
            return new Read(copy);
        }

        Variable stack = Stack("recorded" + char.ToUpperInvariant(name[0]) + name.Substring(1), element, RecordStorage.For(point.Frame, timeline, canBeRented: true).Outermost);
        weave.At(point, new Push(stack, view));
        recorded.Add(stack.Name + ": " + Bytes(element, new Length(view)) + " bytes per iteration");
        Variable popped = identifiers.Fresh(name, IrType.ReadOnlySpanOf(element));
        reverse.Add(new Declare(popped, new PopBlock(stack, LengthOf(view, point))));
        return new Read(popped);
    }

    /// <summary>The length that a view had at the point.</summary>
    public Expression LengthOf(Expression view, Point point, int? dimension = null)
    {
        switch (view)
        {
            case Conversion conversion:
                return LengthOf(conversion.Operand, point);
            case Slice slice:
                return slice.Count is { } count ? Value(count, point) : LengthOf(slice.View, point) - Value(slice.Start, point);
            case Read read when timeline.OnlyValue(read.Variable) is PopBlock block:
                return Value(block.Count, timeline.Declaration(read.Variable)!.Before);
            case Read read when IsLost(read.Variable, point):
                return new Read(CopyOf(LengthOfAny(read) with { Dimension = dimension }, Outward(read.Variable, point), Names.Of(read) + "Length"));
            case Read read when roots.AllOf(read).Any(root => timeline.Home(root).Kind != FrameKind.Function) && timeline.OnlyValue(read.Variable) is { } value:
                // The buffer is gone when its block has ended, but what its length comes from is not.
                Point declaration = timeline.Declaration(read.Variable)!.Before;
                return value is NewBuffer buffer ? Value(SizeOf(buffer.Count, dimension), declaration) : LengthOf(value, declaration, dimension);
            default:
                return LengthOfAny(Value(view, point)) with { Dimension = dimension };
        }
    }

    // ((ReadOnlySpan<double>)w).Length is zero for an array that is null.
    private Length LengthOfAny(Expression view) => new(view is Read read && roots.MayBeNull(read.Variable) ? new Conversion(IrType.ReadOnlySpanOf(view.Type.Element!), view, IsImplicit: false) : view);

    private static Expression SizeOf(Expression count, int? dimension) => (count, dimension) switch
    {
        (Position size, { } one) => size.Indices[one],
        (Position size, null) => size.Indices.Aggregate((product, next) => product * next),
        _ => count,
    };

    /// <summary>
    /// What a view that is assigned again and again looked at when it was at the point: a part of one of its roots,
    /// recorded as integers: which root, where it starts, and how long it is. <paramref name="of"/> gives for a root its
    /// contents or its gradient.
    /// <code>
    /// s = s[1..];         =>   ReadOnlySpan&lt;double&gt; s = p.Slice(sStart, sLength); Span&lt;double&gt; sGradient = pGradient.Slice(sStart, sLength);
    /// z = c ? a : b;      =>   Span&lt;double&gt; zGradient = zRoot == 0 ? aGradient : bGradient;
    /// </code>
    /// </summary>
    public Read Window(Variable view, Func<Variable, Expression> of, IrType type, string name, Point point)
    {
        Point at = Outward(view, point);
        if (!windows.TryGetValue((name, view, at.Step, at.IsAfter), out Variable? window))
        {
            windows[(name, view, at.Step, at.IsAfter)] = window = identifiers.Fresh(name, type);
            Expression Part(Expression whole) => roots.IsWhole(view) || type.IsUncut ? whole : new Slice(whole, Value(tracked.Start(view), at), LengthOf(new Read(view), at));

            // An arena is no span, but each of its parts is.
            bool isInArena = roots.AllOf(new Read(view)) is { Count: > 1 } all && all.Any(root => of(root).Type.Kind == TypeKind.Arena);
            Expression part = isInArena
                ? Chosen(view, root => As(type, Part(RowOf(root, view, of(root), at))), at)
                : Part(Chosen(view, root => As(type, RowOf(root, view, of(root), at)), at));
            restoration.Add(at.Frame, at.Position, new Declare(window, part), RestorationRank.View);
        }

        return new Read(window);
    }

    private Expression Chosen(Variable view, Func<Variable, Expression> of, Point at)
    {
        IReadOnlyList<Variable> all = roots.AllOf(new Read(view));
        Expression chosen = of(all[all.Count - 1]);
        if (all.Count > 1)
        {
            Expression selector = Value(tracked.Root(view), at);
            for (int i = all.Count - 2; i >= 0; i--)
            {
                chosen = new Conditional(Formula.Equal(selector, tracked.NumberOf(all[i])), of(all[i]), chosen);
            }
        }

        return chosen;
    }

    private Expression RowOf(Variable root, Variable view, Expression whole, Point at) =>
        root.Type.IsJagged && !view.Type.IsJagged ? new Element(whole, Value(tracked.Row(view), at)) : whole;

    // An arena is no view itself, but all of its parts are.
    private static Expression As(IrType type, Expression whole) => whole switch
    {
        _ when whole.Type == type || whole.Type.Kind == TypeKind.Arena => whole,
        _ => new Conversion(type, whole, IsImplicit: true),
    };

    // Of operands that are evaluated only sometimes, no copies can be made: q[i] may not be there where i < q.Length is false.
    private static bool IsChoice(Expression expression) =>
        expression is Conditional { Type.IsView: false } or Binary { Operator: BinaryOperator.AndAlso or BinaryOperator.OrElse };

    // A view that is assigned has no value to compute it from when its block has ended.
    private bool IsLost(Variable view, Point point) =>
        timeline.IsOverwritten(view, point) || (!toBeRecorded.LivesOn(view) && (timeline.Writes(view).Count > 0 || timeline.OnlyValue(view) is Take or Call));

    private Read Scalar(Read read, Point point)
    {
        if (timeline.IsCounter(read.Variable))
        {
            return read;
        }

        if (timeline.IsOverwritten(read.Variable, point))
        {
            return new(CopyOf(read, Outward(read.Variable, point), Names.Of(read) + (point.IsAfter ? "After" : "Before")));
        }

        Need(read.Variable);
        return read;
    }

    private Read View(Read read, Point point)
    {
        Variable view = read.Variable;
        if (!IsLost(view, point))
        {
            Need(view);
            return read;
        }

        return Window(view, root => new Read(root), view.Type, view.Name, point);
    }

    private Expression Content(Element element, Point point)
    {
        if (toBeRecorded.ContentsSurvive(element.View, point))
        {
            Expression here = element with { View = Value(element.View, point), Index = Value(element.Index, point) };
            return here;
        }

        return new Read(CopyOf(element, point, Names.Of(element) + "Value"));
    }

    // The value is the same all through the blocks that do not assign it, so one copy before the outermost of them will do.
    private Point Outward(Variable variable, Point point)
    {
        Frame home = timeline.Home(variable);
        while (!point.IsAfter && !ReferenceEquals(point.Frame, home) && !Runs(point.Frame).Any(frame => timeline.IsWrittenWithin(variable, frame)))
        {
            point = point.Frame.Owner!.Before;
        }

        return point;
    }

    // A cleanup runs after what is tried.
    private static IEnumerable<Frame> Runs(Frame frame) => frame.Kind == FrameKind.Once ? frame.Owner!.Blocks.TakeWhile(other => other.Start <= frame.Start) : [frame];

    private Variable CopyOf(Expression expression, Point point, string name)
    {
        if (!copies.TryGetValue((expression, point.Step, point.IsAfter), out Variable? copy))
        {
            copy = identifiers.Fresh(name, expression.Type);
            copies[(expression, point.Step, point.IsAfter)] = copy;
            timeline.Declare(copy, point.Step);
            copied[copy] = Names.Of(expression);
            copyInsertions[copy] = weave.At(point, new Declare(copy, expression));
            Need(copy);
        }

        return copy;
    }

    private void Need(Variable variable)
    {
        if (needed.Add(variable) && !toBeRecorded.LivesOn(variable))
        {
            pending.Enqueue(variable);
        }
    }
}
