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
internal sealed partial class Recorder(Timeline timeline, Roots roots, Identifiers identifiers, Weave weave, Restoration restoration)
{
    private readonly ToBeRecorded toBeRecorded = new(timeline, roots);
    private readonly HashSet<Variable> needed = [];
    private readonly List<Variable> pending = [];
    private readonly Dictionary<(Expression Expression, Step Step, bool IsAfter), Variable> copies = [];
    private readonly Dictionary<Variable, Insertion> copyInsertions = [];
    private readonly Dictionary<Variable, string> copied = [];
    private readonly Dictionary<Variable, Variable> starts = [];
    private readonly Dictionary<(Expression Whole, Variable View, Step Step, bool IsAfter), Variable> windows = [];

    /// <summary>An expression of the reverse sweep with the value that <paramref name="expression"/> had at the point.</summary>
    public Expression Value(Expression expression, Point point) => expression switch
    {
        Read read when read.Type.IsView => View(read, point),
        Read read => Scalar(read, point),
        Element element => Content(element, point),
        Length length => LengthOf(length.View, point),
        _ when IsChoice(expression) && !toBeRecorded.IsFree(expression, point) => new Read(CopyOf(expression, point, "choice" + (point.IsAfter ? "After" : "Before"))),
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

        IrType element = view.Type.Element!;
        string name = Names.Of(view) + (point.IsAfter ? "After" : "Before");
        if (point.Frame.Kind == FrameKind.Function)
        {
            Variable copy = identifiers.Fresh(name, IrType.SpanOf(element));
            timeline.Declare(copy, point.Step);
            weave.At(point, new Declare(copy, new NewBuffer(copy.Type, new Length(view), BufferStorage.Workspace)));
            weave.At(point, new Copy(view, new Read(copy)));
            recorded.Add(name + ": " + Bytes(element, new Length(view)) + " bytes");
            return new Read(copy);
        }

        Variable stack = Stack("recorded" + char.ToUpperInvariant(name[0]) + name.Substring(1), element, RecordStorage.For(point.Frame, timeline).Outermost);
        weave.At(point, new Push(stack, view));
        recorded.Add(stack.Name + ": " + Bytes(element, new Length(view)) + " bytes per iteration");
        Variable popped = identifiers.Fresh(name, IrType.ReadOnlySpanOf(element));
        reverse.Add(new Declare(popped, new PopBlock(stack, LengthOf(view, point))));
        return new Read(popped);
    }

    /// <summary>The length that a view had at the point.</summary>
    public Expression LengthOf(Expression view, Point point)
    {
        switch (view)
        {
            case Conversion conversion:
                return LengthOf(conversion.Operand, point);
            case Slice slice:
                return slice.Count is { } count ? Value(count, point) : LengthOf(slice.View, point) - Value(slice.Start, point);
            case Read read when IsLost(read.Variable, point):
                return new Read(CopyOf(new Length(read), Outward(read.Variable, point), Names.Of(read) + "Length"));
            case Read read when roots.Of(read) is { } root && timeline.Home(root).Kind != FrameKind.Function && timeline.OnlyValue(read.Variable) is { } value:
                // The buffer is gone when its block has ended, but what its length comes from is not.
                Point declaration = timeline.Declaration(read.Variable)!.Before;
                return value is NewBuffer buffer ? Value(buffer.Count, declaration) : LengthOf(value, declaration);
            default:
                return new Length(Value(view, point));
        }
    }

    /// <summary>
    /// What a view that is assigned again and again looked at when it was at the point: a part of its root, recorded as
    /// two integers. <paramref name="whole"/> is the root's contents or the root's gradient.
    /// <code>s = s[1..];   =>   ReadOnlySpan&lt;double&gt; s = p.Slice(sStart, sLength); Span&lt;double&gt; sGradient = pGradient.Slice(sStart, sLength);</code>
    /// </summary>
    public Read Window(Variable view, Expression whole, string name, Point point)
    {
        Point at = Outward(view, point);
        if (!windows.TryGetValue((whole, view, at.Step, at.IsAfter), out Variable? window))
        {
            windows[(whole, view, at.Step, at.IsAfter)] = window = identifiers.Fresh(name, whole.Type);
            Slice part = new(whole, Value(new Read(Tracked(view)), at), LengthOf(new Read(view), at));
            restoration.Add(at.Frame, at.Position, new Declare(window, part), RestorationRank.View);
        }

        return new Read(window);
    }

    // Of operands that are evaluated only sometimes, no copies can be made: q[i] may not be there where i < q.Length is false.
    private static bool IsChoice(Expression expression) =>
        expression is Conditional { Type.IsView: false } or Binary { Operator: BinaryOperator.AndAlso or BinaryOperator.OrElse };

    // A view that is assigned has no value to compute it from when its block has ended.
    private bool IsLost(Variable view, Point point) =>
        timeline.IsOverwritten(view, point) || (!toBeRecorded.LivesOn(view) && timeline.Writes(view).Count > 0);

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

        Variable root = roots.Of(read)!;
        Expression whole = root.Type.Kind == TypeKind.Array ? new Conversion(view.Type, new Read(root), IsImplicit: true) : new Read(root);
        return Window(view, whole, view.Name, point);
    }

    private Expression Content(Element element, Point point)
    {
        if (toBeRecorded.ContentsSurvive(element.View, point))
        {
            return element with { View = Value(element.View, point), Index = Value(element.Index, point) };
        }

        return new Read(CopyOf(element, point, Names.Of(element) + "Value"));
    }

    // The value is the same all through the blocks that do not assign it, so one copy before the outermost of them will do.
    private Point Outward(Variable variable, Point point)
    {
        Frame home = timeline.Home(variable);
        while (!point.IsAfter && !ReferenceEquals(point.Frame, home) && !timeline.IsWrittenWithin(variable, point.Frame))
        {
            point = point.Frame.Owner!.Before;
        }

        return point;
    }

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
            pending.Add(variable);
        }
    }

    // s = s[2..];   =>   sStart += 2; s = s[2..];
    private Variable Tracked(Variable view)
    {
        if (starts.TryGetValue(view, out Variable? start))
        {
            return start;
        }

        start = identifiers.Fresh(view.Name + "Start", IrType.Int32);
        starts[view] = start;
        Step? declaration = timeline.Declaration(view);
        timeline.Declare(start, declaration ?? timeline.Root.Steps[0]);
        if (declaration?.Statement is Declare { Value: { } initial })
        {
            weave.Before(declaration, new Declare(start, StartOf(initial)));
        }
        else
        {
            weave.Before(declaration ?? timeline.Root.Steps[0], new Declare(start, Formula.Zero(IrType.Int32)));
        }

        foreach (Step step in timeline.Writes(view))
        {
            Expression value = ((Assign)step.Statement).Value;
            timeline.Write(start, step);
            weave.Before(step, new Assign(new Read(start), StartOf(value)));
        }

        return start;
    }

    private Expression StartOf(Expression view) => view switch
    {
        Read read when roots.IsView(read.Variable) || timeline.Writes(read.Variable).Any() => new Read(Tracked(read.Variable)),
        Slice { Start: Number { Value: 0 } } slice => StartOf(slice.View),
        Slice slice when StartOf(slice.View) is not Number { Value: 0 } and { } start => start + slice.Start,
        Slice slice => slice.Start,
        Conversion conversion => StartOf(conversion.Operand),
        _ => Formula.Zero(IrType.Int32),
    };
}
