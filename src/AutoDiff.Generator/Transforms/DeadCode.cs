using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Removes what has no effect: declarations of variables that nothing mentions, assignments of scalars that nothing reads
/// afterwards or to themselves, and branches left empty. What can throw or has effects of its own stays.
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
            Liveness liveness = new(function.Parameters.Where(parameter => parameter.Passing is ParameterPassing.Out or ParameterPassing.Ref).Select(parameter => parameter.Variable));
            function = function with { Body = liveness.Sweep(function.Body) };
            function = function with { Body = WithoutUnused(function) };
            function = function with { Body = WithoutLastClears(function.Body, Roots.Of(function)) };
        }
        while (!function.Equals(before));

        return function;
    }

    private static Block WithoutUnused(Function function)
    {
        HashSet<Variable> used = [];
        foreach (Statement statement in function.Body.SelfAndDescendants())
        {
            IEnumerable<Variable> mentioned = statement is Declare declare ? declare.Value?.Reads() ?? [] : statement.Mentions();
            used.UnionWith(mentioned);
        }

        return function.Body.Expand(statement =>
            statement is Declare declare && !used.Contains(declare.Variable) && (declare.Value is null || IsQuiet(declare.Value))
                ? []
                : [statement]);
    }

    // Clearing a rented buffer that its block does not look at again.
    private static Block WithoutLastClears(Block block, Roots roots)
    {
        List<Statement> kept = [];
        HashSet<Variable> later = [];
        HashSet<Variable> own = [.. block.Statements.OfType<Declare>().Where(declare => declare.Value is NewBuffer).Select(declare => declare.Variable)];
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
            later.UnionWith(new Block([statement]).Variables().SelectMany(variable => roots.AllOf(new Read(variable)).Append(variable)));
        }

        kept.Reverse();
        return new Block(kept.ToEquatableArray());
    }

    /// <summary>Neither throws nor has effects, so that it may be left out.</summary>
    private static bool IsQuiet(Expression expression) => expression.SelfAndDescendants().All(node => node switch
    {
        Element or Slice or Opaque or Pop or PopBlock or Take => false,
        Call call => call.Method.IsPure,
        NewBuffer buffer => buffer.Storage is BufferStorage.Workspace or BufferStorage.WorkspaceZeroed && buffer.Count is Length,
        Binary { Operator: BinaryOperator.Divide or BinaryOperator.Remainder } binary => binary.Type.IsFloatingPoint || binary.Right is Number { Value: not 0 },
        _ => true,
    });

    /// <summary>Goes backwards, knowing which variables are read later.</summary>
    private sealed class Liveness(IEnumerable<Variable> atEnd)
    {
        private HashSet<Variable> live = [.. atEnd];

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
            return new Block(kept.ToEquatableArray());
        }

        private Statement? Sweep(Statement statement)
        {
            switch (statement)
            {
                case If choice:
                    return Branch(choice);
                case For or While:
                    return Loop(statement);
                case Assign { Target: Read same } assign when assign.Value.Equals(same):
                    return null;
                case Assign { Target: Read target } assign when !live.Contains(target.Variable) && !target.Type.IsView && IsQuiet(assign.Value):
                case Accumulate { Target: Read other } accumulate when !live.Contains(other.Variable) && IsQuiet(accumulate.Value):
                    return null;
                case Assign { Target: Read target } assign:
                    live.Remove(target.Variable);
                    live.UnionWith(assign.Value.Reads());
                    return assign;
                case Declare declare:
                    live.Remove(declare.Variable);
                    live.UnionWith(declare.Value?.Reads() ?? []);
                    return declare;
                default:
                    live.UnionWith(statement.Mentions());
                    return statement;
            }
        }

        private If? Branch(If choice)
        {
            HashSet<Variable> after = [.. live];
            Block then = Sweep(choice.Then);
            HashSet<Variable> beforeThen = live;
            live = after;
            Block otherwise = Sweep(choice.Else);
            live.UnionWith(beforeThen);
            if (then.Statements.Count == 0 && otherwise.Statements.Count == 0 && IsQuiet(choice.Condition))
            {
                return null;
            }

            live.UnionWith(choice.Condition.Reads());
            return choice with { Then = then, Else = otherwise };
        }

        // What any iteration reads is live at the end of the one before it.
        private Statement Loop(Statement loop)
        {
            live.UnionWith(loop.Mentions());
            int before;
            do
            {
                before = live.Count;
                HashSet<Variable> after = [.. live];
                Sweep(loop.Blocks()[0]);
                live.UnionWith(after);
            }
            while (live.Count != before);

            HashSet<Variable> stable = [.. live];
            Statement swept = loop.MapBlocks(Sweep);
            live = stable;
            return swept;
        }
    }
}
