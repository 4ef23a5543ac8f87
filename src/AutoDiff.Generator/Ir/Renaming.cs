using System;
using System.Linq;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>Replaces variables by others, wherever they are read, written or declared.</summary>
internal static class Renaming
{
    public static Block Apply(Block block, Func<Variable, Variable> rename) =>
        new(block.Statements.Select(statement => Apply(statement, rename)).ToEquatableArray());

    public static Statement Apply(Statement statement, Func<Variable, Variable> rename)
    {
        Cancellation.Check();
        Statement renamed = statement.MapExpressions(expression => Apply(expression, rename)).MapBlocks(block => Apply(block, rename));
        return renamed switch
        {
            Declare declare => declare with { Variable = rename(declare.Variable) },
            For { Exit: { } exit } loop => loop with { Counter = rename(loop.Counter), Exit = rename(exit) },
            For loop => loop with { Counter = rename(loop.Counter) },
            Push push => push with { Stack = rename(push.Stack) },
            _ => renamed,
        };
    }

    public static Expression Apply(Expression expression, Func<Variable, Variable> rename) =>
        expression.Rewrite(node => node switch
        {
            Read read => new Read(rename(read.Variable)),
            Pop pop => new Pop(rename(pop.Stack)),
            PopBlock pop => pop with { Stack = rename(pop.Stack) },
            Call { Captured.Count: > 0 } call => call with { Captured = call.Captured.Select(rename).ToEquatableArray() },
            PositionOf position => position with { Arena = rename(position.Arena) },
            Take take => take with { Arena = rename(take.Arena) },
            _ => node,
        });
}
