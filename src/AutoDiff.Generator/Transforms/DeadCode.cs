using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Removes what has no effect: declarations of variables that nothing mentions, assignments of scalars that nothing reads
/// afterwards or to themselves, and branches and counted loops left empty. What can throw or has effects of its own stays.
/// <code>
/// rGradient += t; sGradient = 0; }   =>   rGradient += t; }
/// </code>
/// </summary>
internal static class DeadCode
{
    public static Function Run(Function function)
    {
        Function before;
        do
        {
            before = function;
            Liveness liveness = new(function);
            function = function with { Body = liveness.Sweep(function.Body) };
            function = function with { Body = WithoutUnused(function) };
            function = function with { Body = WithoutLastClears(function.Body, Roots.Of(function)) };
        }
        while (!function.Equals(before));

        return function;
    }

    private static Block WithoutUnused(Function function)
    {
        Dictionary<Variable, int> uses = [];
        foreach (Variable variable in function.Body.SelfAndDescendants().SelectMany(Uses))
        {
            uses[variable] = UsesOf(variable) + 1;
        }

        return Sweep(function.Body);

        // Backwards, so that what only an unused variable was computed from goes with it.
        Block Sweep(Block block)
        {
            List<Statement> kept = [];
            foreach (Statement statement in block.Statements.Reverse())
            {
                if (statement is Declare declare && UsesOf(declare.Variable) == 0 && (declare.Value is null || IsQuiet(declare.Value)))
                {
                    foreach (Variable variable in Uses(declare))
                    {
                        uses[variable]--;
                    }
                }
                else
                {
                    kept.Add(statement.MapBlocks(Sweep));
                }
            }

            kept.Reverse();
            return block.With(kept);
        }

        int UsesOf(Variable variable) => uses.TryGetValue(variable, out int count) ? count : 0;
    }

    private static IEnumerable<Variable> Uses(Statement statement) => statement is Declare declare ? declare.Value?.Reads() ?? [] : statement.Mentions();

    // Clearing a rented buffer that its block does not look at again.
    private static Block WithoutLastClears(Block block, Roots roots)
    {
        List<Statement> kept = [];
        HashSet<Variable> later = [];
        HashSet<Variable> seen = [];
        HashSet<Variable> own = [.. block.Statements.OfType<Declare>().Where(declare => declare.Value is NewBuffer).Select(declare => declare.Variable)];
        if (own.Count == 0)
        {
            return block.With([.. block.Statements.Select(statement => statement.MapBlocks(inner => WithoutLastClears(inner, roots)))]);
        }

        foreach (Statement statement in block.Statements.Reverse())
        {
            if (statement is Fill { Target: Read or Slice { View: Read }, Origin.Sweep: Sweep.Differentiates } clear
                && clear.Target.Reads().First() is { } buffer
                && own.Contains(buffer)
                && !later.Contains(buffer))
            {
                continue;
            }

            kept.Add(statement.MapBlocks(inner => WithoutLastClears(inner, roots)));

            // A view of the buffer is a look at the buffer.
            foreach (Variable variable in statement.SelfAndDescendants().SelectMany(inner => inner.Mentions()).Where(variable => variable.Type.IsView && seen.Add(variable)))
            {
                later.Add(variable);
                later.UnionWith(roots.AllOf(new Read(variable)));
            }
        }

        kept.Reverse();
        return block.With(kept);
    }

    /// <summary>Neither throws nor has effects, so that it may be left out.</summary>
    private static bool IsQuiet(Expression expression) => expression.SelfAndDescendants().All(node => node switch
    {
        Opaque { IsDefault: true } => true,
        Element or Slice or Opaque or Pop or PopBlock or Take => false,
        _ when node.ThrowsOnOverflow() => false,
        Call call => call.Method.IsPure,
        NewBuffer buffer => buffer.Storage is BufferStorage.Workspace or BufferStorage.WorkspaceZeroed && buffer.Count is Length,
        Binary { Operator: BinaryOperator.Divide or BinaryOperator.Remainder } binary => binary.Type.IsFloatingPoint || binary.Right is Number { Value: not 0 },
        _ => true,
    });

    /// <summary>Goes backwards, knowing which variables are read later.</summary>
    private sealed class Liveness
    {
        /// <summary>What is live at the ends of the bodies of loops.</summary>
        private readonly Dictionary<Statement, VariableSet> stable = new(ByReference<Statement>.Instance);

        private VariableSet live;

        /// <summary>How many loops around the current statement are gone through only to learn what is live.</summary>
        private int searches;

        /// <summary>What a <c>finally</c> around the current statement reads: an exception may take it there from anywhere.</summary>
        private HashSet<Variable> seenByCleanup = [];

        public Liveness(Function function)
        {
            live = VariableSet.Among(function.Variables());
            live.AddAll(function.Parameters.Where(parameter => parameter.Passing is ParameterPassing.Out or ParameterPassing.Ref).Select(parameter => parameter.Variable));
        }

        public Block Sweep(Block block)
        {
            List<Statement> kept = [];
            foreach (Statement statement in block.Statements.Reverse())
            {
                if (Sweep(statement) is { } remaining)
                {
                    kept.Add(remaining);
                }
            }

            kept.Reverse();
            return block.With(kept);
        }

        private Statement? Sweep(Statement statement)
        {
            Cancellation.Check();
            switch (statement)
            {
                case If choice:
                    return Branch(choice);
                case For or While:
                    return Loop(statement);
                case Try attempt:
                    return Attempt(attempt);
                case Assign { Target: Read same } assign when assign.Value.Equals(same):
                    return null;
                case Assign { Target: Read target } assign when !live.Contains(target.Variable) && !seenByCleanup.Contains(target.Variable) && !target.Type.IsView && IsQuiet(assign.Value):
                case Accumulate { Target: Read other } accumulate when !live.Contains(other.Variable) && !seenByCleanup.Contains(other.Variable) && IsQuiet(accumulate.Value):
                    return null;
                case Assign { Target: Read target } assign:
                    live.Remove(target.Variable);
                    live.AddAll(assign.Value.Reads());
                    return assign;
                case Declare declare:
                    live.Remove(declare.Variable);
                    live.AddAll(declare.Value?.Reads() ?? []);
                    return declare;
                default:
                    live.AddAll(statement.Mentions());
                    return statement;
            }
        }

        private If? Branch(If choice)
        {
            VariableSet after = live.Copy();
            Block then = Sweep(choice.Then);
            VariableSet beforeThen = live;
            live = after;
            Block otherwise = Sweep(choice.Else);
            live.UnionWith(beforeThen);
            if (then.Statements.Count == 0 && otherwise.Statements.Count == 0 && IsQuiet(choice.Condition))
            {
                return null;
            }

            live.AddAll(choice.Condition.Reads());
            return ReferenceEquals(then, choice.Then) && ReferenceEquals(otherwise, choice.Else) ? choice : choice with { Then = then, Else = otherwise };
        }

        private Try? Attempt(Try attempt)
        {
            Block cleanup = Sweep(attempt.Cleanup);
            HashSet<Variable> outer = seenByCleanup;
            Variable[] seen = [.. attempt.Cleanup.Variables().Where(live.Contains)];
            seenByCleanup = [.. outer, .. seen];
            Block body = Sweep(attempt.Body);
            seenByCleanup = outer;
            live.AddAll(seen);
            return body.Statements.Count == 0 && cleanup.Statements.Count == 0 ? null : attempt with { Body = body, Cleanup = cleanup };
        }

        // What any iteration reads is live at the end of the one before it.
        private Statement? Loop(Statement loop)
        {
            live.AddAll(loop.Mentions());
            if (!stable.TryGetValue(loop, out VariableSet? known) || !known.Covers(live))
            {
                // Whoever asks again, from a loop around this one, knows of more that is live behind it.
                if (known is not null)
                {
                    live.UnionWith(known);
                }

                do
                {
                    known = live.Copy();
                    searches++;
                    Sweep(loop.Blocks()[0]);
                    searches--;
                    live.UnionWith(known);
                }
                while (!known.Covers(live));

                stable[loop] = known;
            }

            live = known.Copy();
            if (searches > 0)
            {
                return loop;
            }

            Statement swept = loop.MapBlocks(Sweep);
            live = known.Copy();
            return swept is For { Body.Statements.Count: 0 } count && IsQuiet(count.From) && IsQuiet(count.Bound) ? null : swept;
        }
    }
}
