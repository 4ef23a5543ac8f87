using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>Statements as trees: the expressions and blocks that they consist of.</summary>
internal static class StatementTree
{
    /// <summary>The expressions that stand directly in a statement, assigned targets among them, in the order of their evaluation.</summary>
    public static IReadOnlyList<Expression> Expressions(this Statement statement) => statement switch
    {
        Declare { Value: null } => [],
        Declare declare => [declare.Value],
        Assign assign => [assign.Target, assign.Value],
        Accumulate accumulate => [accumulate.Target, accumulate.Value],
        Evaluate evaluate => [evaluate.Value],
        Copy copy => [copy.Source, copy.Target],
        Fill fill => [fill.Target, fill.Value],
        If choice => [choice.Condition],
        For loop => [loop.From, loop.Bound],
        While loop => [loop.Condition],
        Return { Value: null } => [],
        Return exit => [exit.Value],
        Throw exit => [exit.Value],
        Push push => [push.Value],
        Break or Continue or Turn or Try or Leavable => [],
        _ => throw new NotSupportedException($"A statement without known parts: {statement.GetType().Name}."),
    };

    /// <summary>The same statement with every expression that stands directly in it replaced; the same object if none changed.</summary>
    public static Statement MapExpressions(this Statement statement, Func<Expression, Expression> map)
    {
        bool isSame = true;
        Statement mapped = statement.WithExpressions(expression =>
        {
            Expression other = map(expression);
            isSame &= ReferenceEquals(other, expression);
            return other;
        });
        return isSame ? statement : mapped;
    }

    private static Statement WithExpressions(this Statement statement, Func<Expression, Expression> map) => statement switch
    {
        Declare { Value: not null } declare => declare with { Value = map(declare.Value) },
        Assign assign => assign with { Target = map(assign.Target), Value = map(assign.Value) },
        Accumulate accumulate => accumulate with { Target = map(accumulate.Target), Value = map(accumulate.Value) },
        Evaluate evaluate => evaluate with { Value = map(evaluate.Value) },
        Copy copy => copy with { Source = map(copy.Source), Target = map(copy.Target) },
        Fill fill => fill with { Target = map(fill.Target), Value = map(fill.Value) },
        If choice => choice with { Condition = map(choice.Condition) },
        For loop => loop with { From = map(loop.From), Bound = map(loop.Bound) },
        While loop => loop with { Condition = map(loop.Condition) },
        Return { Value: not null } exit => exit with { Value = map(exit.Value) },
        Throw exit => exit with { Value = map(exit.Value) },
        Push push => push with { Value = map(push.Value) },
        _ => statement,
    };

    /// <summary>The blocks of a statement.</summary>
    public static IReadOnlyList<Block> Blocks(this Statement statement) => statement switch
    {
        If choice => [choice.Then, choice.Else],
        For loop => [loop.Body],
        While loop => [loop.Body],
        Try attempt => [attempt.Body, attempt.Cleanup],
        Leavable part => [part.Body],
        _ => [],
    };

    /// <summary>The same statement with every block replaced; the same object if none changed.</summary>
    public static Statement MapBlocks(this Statement statement, Func<Block, Block> map)
    {
        switch (statement)
        {
            case If choice:
                (Block then, Block otherwise) = (map(choice.Then), map(choice.Else));
                return ReferenceEquals(then, choice.Then) && ReferenceEquals(otherwise, choice.Else) ? choice : choice with { Then = then, Else = otherwise };
            case For loop:
                Block body = map(loop.Body);
                return ReferenceEquals(body, loop.Body) ? loop : loop with { Body = body };
            case While loop:
                Block repeated = map(loop.Body);
                return ReferenceEquals(repeated, loop.Body) ? loop : loop with { Body = repeated };
            case Try attempt:
                (Block tried, Block cleanup) = (map(attempt.Body), map(attempt.Cleanup));
                return ReferenceEquals(tried, attempt.Body) && ReferenceEquals(cleanup, attempt.Cleanup) ? attempt : attempt with { Body = tried, Cleanup = cleanup };
            case Leavable part:
                Block left = map(part.Body);
                return ReferenceEquals(left, part.Body) ? part : part with { Body = left };
            default:
                return statement;
        }
    }

    /// <summary>All statements, nested ones after the statement that contains them.</summary>
    public static IEnumerable<Statement> SelfAndDescendants(this Block block)
    {
        var pending = new Stack<Statement>(block.Statements.Reverse());
        while (pending.Count > 0)
        {
            Cancellation.Check();
            Statement next = pending.Pop();
            yield return next;
            foreach (Statement inner in next.Blocks().SelectMany(inner => inner.Statements).Reverse())
            {
                pending.Push(inner);
            }
        }
    }

    /// <summary>The statement itself and all statements inside it.</summary>
    public static IEnumerable<Statement> SelfAndDescendants(this Statement statement) => new Block([statement]).SelfAndDescendants();

    /// <summary>All expressions of all statements, each before its operands.</summary>
    public static IEnumerable<Expression> AllExpressions(this Block block) =>
        block.SelfAndDescendants().SelectMany(statement => statement.Expressions()).SelectMany(expression => expression.SelfAndDescendants());

    /// <summary>Every variable that is mentioned, in order of first mention.</summary>
    public static IEnumerable<Variable> Variables(this Function function) =>
        function.Parameters.Select(parameter => parameter.Variable).Concat(function.Body.Variables()).Distinct();

    /// <inheritdoc cref="Variables(Function)"/>
    public static IEnumerable<Variable> Variables(this Block block) => block.SelfAndDescendants().SelectMany(Mentions).Distinct();

    /// <summary>The same block with each statement, inner ones first, replaced by any number of others; the same object if none changed.</summary>
    public static Block Expand(this Block block, Func<Statement, IEnumerable<Statement>> expand) =>
        block.With([.. block.Statements.SelectMany(statement =>
        {
            Cancellation.Check();
            return expand(statement.MapBlocks(inner => inner.Expand(expand)));
        })]);

    /// <summary>A block of other statements; the same object if they are the same objects.</summary>
    public static Block With(this Block block, IReadOnlyList<Statement> statements) =>
        statements.Count == block.Statements.Count && statements.Zip(block.Statements, ReferenceEquals).All(same => same)
            ? block
            : new Block(statements.ToEquatableArray());

    /// <summary>Every variable that a statement itself mentions, the statements inside it left out.</summary>
    public static IEnumerable<Variable> Mentions(this Statement statement)
    {
        IEnumerable<Variable> own = statement switch
        {
            Declare declare => [declare.Variable],
            For { Exit: not null } loop => [loop.Counter, loop.Exit],
            For loop => [loop.Counter],
            Push push => [push.Stack],
            _ => [],
        };
        return own.Concat(statement.Expressions().SelectMany(expression => expression.Reads()));
    }
}
