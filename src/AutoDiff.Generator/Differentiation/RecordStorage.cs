using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Where the values that a loop's body records go: a buffer indexed by the loop counters if every trip count around it is
/// known before the outermost loop, otherwise a stack: a loop that may end early is often given a bound far beyond reach.
/// </summary>
internal sealed class RecordStorage
{
    private RecordStorage(Step outermost, Expression? size, Expression? index, Expression? extent)
    {
        Outermost = outermost;
        Size = size;
        Index = index;
        Extent = extent;
    }

    /// <summary>The statement of the function's own block before which the storage begins.</summary>
    public Step Outermost { get; }

    /// <summary>How many values there are at most, or null for a stack.</summary>
    public Expression? Size { get; }

    /// <summary><see cref="Size"/> as a reader wants it: without the care for counts below zero.</summary>
    public Expression? Extent { get; }

    /// <summary>Where the current iteration's value goes, or null for a stack.</summary>
    public Expression? Index { get; }

    /// <param name="frame">The block whose values they are.</param>
    /// <param name="timeline">Of the function.</param>
    /// <param name="canBeRented">Whether they are numbers: memory for objects is not rented.</param>
    public static RecordStorage For(Frame frame, Timeline timeline, bool canBeRented)
    {
        Frame[] around = [.. frame.SelfAndAncestors().Where(outer => outer.Kind == FrameKind.Loop).Reverse()];
        Step outermost = frame.SelfAndAncestors().First(outer => outer.Parent?.Kind == FrameKind.Function).Owner!;
        Expression? size = null;
        Expression? index = null;
        Expression? extent = null;
        if (!canBeRented || around.Length == 0 || around[0].Parent!.SelfAndAncestors().Any(outer => outer.Kind == FrameKind.Branch))
        {
            // A branch around the loops may keep a count from ever being used: nothing of that size is rented for it.
            return new RecordStorage(outermost, size: null, index: null, extent: null);
        }

        foreach (Frame loop in around)
        {
            if (loop.Owner!.Statement is not Ir.For { Exit: null } counted || KnownBefore(counted.From, outermost, timeline) is not { } from || TripCount(counted, from, outermost, timeline) is not { } count)
            {
                return new RecordStorage(outermost, size: null, index: null, extent: null);
            }

            extent = size is null ? count : Count.Times(extent!, count);
            size = size is null ? AtLeastZero(count) : Count.Times(size, AtLeastZero(count));
            index = index is null ? Position(counted, from) : Count.Times(index, count) + Position(counted, from);
        }

        return new RecordStorage(outermost, size, index, extent);
    }

    private static Expression? TripCount(For loop, Expression from, Step outermost, Timeline timeline)
    {
        if (KnownBefore(loop.Bound, outermost, timeline) is not { } bound)
        {
            return null;
        }

        int step = System.Math.Abs(loop.Step);
        Expression span = loop.Step > 0 ? Count.Minus(bound, from) : Count.Minus(from, bound);
        if (loop.Comparison is BinaryOperator.LessOrEqual or BinaryOperator.GreaterOrEqual)
        {
            span = Count.Plus(span, 1);
        }

        return step == 1 ? span : Count.Plus(span, step - 1) / step;
    }

    private static Expression Position(For loop, Expression from)
    {
        Expression distance = loop.Step > 0 ? Count.Minus(new Read(loop.Counter), from) : Count.Minus(from, new Read(loop.Counter));
        int step = System.Math.Abs(loop.Step);
        return step == 1 ? distance : distance / step;
    }

    // A length is never negative; an int parameter may be.
    private static Expression AtLeastZero(Expression count) =>
        count is Length or Number { Value: >= 0 } ? count : Formula.Call(new TypeName("System", "Math"), "Max", count.Type, ["val1", "val2"], count, Formula.Zero(count.Type));

    /// <summary>The same value as an expression that can be evaluated before <paramref name="outermost"/>, or null.</summary>
    private static Expression? KnownBefore(Expression expression, Step outermost, Timeline timeline)
    {
        switch (expression)
        {
            case Number or Constant:
                return expression;
            case Read read:
                return KnownBefore(read.Variable, outermost, timeline);
            case Length { View: Read view } length when KnownBefore(view, outermost, timeline) is Read known:
                return length with { View = known };
            case Length { View: Read { Type.Kind: not TypeKind.Grid } view }:
                return timeline.OnlyValue(view.Variable) switch
                {
                    Slice { Count: { } count } => KnownBefore(count, outermost, timeline),
                    NewBuffer buffer => KnownBefore(buffer.Count, outermost, timeline),
                    Conversion conversion => KnownBefore(new Length(conversion.Operand), outermost, timeline),
                    _ => null,
                };
            case Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply } binary
                when KnownBefore(binary.Left, outermost, timeline) is { } left && KnownBefore(binary.Right, outermost, timeline) is { } right:
                // What the source checks it checks where it comes to it, if it does.
                return binary with { Left = left, Right = right, Overflow = binary.Overflow == Overflow.Unspecified ? Overflow.Unspecified : Overflow.Unchecked };
            default:
                // A division could throw where the source would not have come to it.
                return null;
        }
    }

    private static Expression? KnownBefore(Variable variable, Step outermost, Timeline timeline)
    {
        Step? declaration = timeline.Declaration(variable);
        bool isThere = timeline.Home(variable).Kind == FrameKind.Function && (declaration is null || declaration.Position < outermost.Position);
        if (isThere && !timeline.IsOverwritten(variable, outermost.Before))
        {
            return new Read(variable);
        }

        return variable.Type.IsInteger && timeline.OnlyValue(variable) is { } value ? KnownBefore(value, outermost, timeline) : null;
    }
}
