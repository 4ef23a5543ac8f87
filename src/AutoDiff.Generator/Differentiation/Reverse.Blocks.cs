using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <content>The reverse of branches and loops.</content>
internal sealed partial class Reverse
{
    private void Enclosing(Step step, List<Func<IEnumerable<Statement>>> reversed)
    {
        List<Func<IEnumerable<Statement>>>[] blocks = [.. step.Blocks.Select(Reversed)];
        if (Array.TrueForAll(blocks, block => block.Count == 0))
        {
            return;
        }

        Func<IReadOnlyList<Block>, Statement> build = step.Statement switch
        {
            If => Branch(step),
            For loop => Counted(step, loop),
            _ => Repeated(step),
        };

        // Each block once: blocks assembled as often as they are looked at take 2ⁿ times as long where branches are nested.
        reversed.Add(() => [build([.. step.Blocks.Zip(blocks, (frame, block) => new Block(AssembleReverse(frame, block).ToEquatableArray()))])]);
    }

    private Func<IReadOnlyList<Block>, Statement> Branch(Step step)
    {
        Expression condition = recorder.Condition(step);
        return blocks =>
        {
            (Block then, Block otherwise) = (blocks[0], blocks[1]);
            return then.Statements.Count == 0
                ? new If(Formula.Not(condition), otherwise, Block.Empty)
                : new If(condition, then, otherwise);
        };
    }

    // for (i = a; i < b; i += c)   =>   for (i = the last one; i >= a; i -= c)
    private Func<IReadOnlyList<Block>, Statement> Counted(Step step, For loop)
    {
        Expression from = recorder.Value(loop.From, step.Before);
        Expression last;
        if (loop.Exit is not null)
        {
            if (MayWrap(loop))
            {
                return ByTrips(step, loop, from);
            }

            Expression distance = recorder.TripCount(step) - 1;
            last = Offset(from, distance, loop.Step);
        }
        else
        {
            last = Last(from, recorder.Value(loop.Bound, step.Before), loop);
        }

        // i <= n - 1   =>   i < n
        (BinaryOperator comparison, Expression end) = (loop.Step, from) switch
        {
            ( > 0, _) => (BinaryOperator.GreaterOrEqual, from),
            (_, Binary { Operator: BinaryOperator.Subtract, Right: Number { Value: 1 } } beforeEnd) => (BinaryOperator.Less, beforeEnd.Left),
            _ => (BinaryOperator.LessOrEqual, from),
        };
        return blocks => new For(loop.Counter, last, comparison, end, -loop.Step, blocks[0]);
    }

    // for (i = a; i <= b; i++) { .. break; }   =>   for (k = trips; k > 0; k--) { i = a + (k - 1); .. }
    private Func<IReadOnlyList<Block>, Statement> ByTrips(Step step, For loop, Expression from)
    {
        Expression trips = recorder.TripCount(step);
        Variable iteration = identifiers.Fresh("iteration", IrType.Int32);
        Declare counter = new(loop.Counter, Offset(from, new Read(iteration) - 1, loop.Step));
        return blocks => new For(iteration, trips, BinaryOperator.Greater, Formula.Zero(IrType.Int32), -1, new Block([counter, .. blocks[0].Statements]));
    }

    /// <summary>Whether the counter could step over the largest integer before the loop is left: then the last one is not beyond the first.</summary>
    private static bool MayWrap(For loop) => (loop.Comparison is BinaryOperator.LessOrEqual or BinaryOperator.GreaterOrEqual || loop.Step is not (1 or -1)) && !IsFarFromLimits(loop.Bound);

    // No array has as many elements as there are integers.
    private static bool IsFarFromLimits(Expression bound) => bound switch
    {
        Number { Value: var value } => Math.Abs(value) <= int.MaxValue / 2,
        Length => true,
        Binary { Operator: BinaryOperator.Subtract, Left: Length, Right: Number { Value: >= 0 } } => true,
        _ => false,
    };

    private static Expression Last(Expression from, Expression bound, For loop)
    {
        Expression end = loop.Comparison switch
        {
            BinaryOperator.Less => Count.Plus(bound, -1),
            BinaryOperator.Greater => Count.Plus(bound, 1),
            _ => bound,
        };
        if (loop.Step is 1 or -1)
        {
            return end;
        }

        int size = Math.Abs(loop.Step);
        Expression distance = loop.Step > 0 ? Count.Minus(end, from) : Count.Minus(from, end);

        // Rounded down, so that an empty loop ends before it begins rather than running once.
        Expression whole = new Conditional(Formula.Less(distance, 0), Formula.Literal(IrType.Int32, -1), distance / size);
        return Offset(from, whole, loop.Step);
    }

    private static Expression Offset(Expression from, Expression distance, int step)
    {
        Expression scaled = Math.Abs(step) == 1 ? distance : distance * Math.Abs(step);
        return step < 0 ? from - scaled : from is Number { Value: 0 } ? scaled : from + scaled;
    }

    // while (c)   =>   as often as it ran
    private Func<IReadOnlyList<Block>, Statement> Repeated(Step step)
    {
        Expression trips = recorder.TripCount(step);
        Variable iteration = identifiers.Fresh("iteration", IrType.Int32);
        return blocks => new For(iteration, trips, BinaryOperator.Greater, Formula.Zero(IrType.Int32), -1, blocks[0]);
    }
}
