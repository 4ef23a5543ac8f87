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
        Break or Continue or Try or Leavable => [],
        _ => throw new NotSupportedException($"A statement without known parts: {statement.GetType().Name}."),
    };

    /// <summary>The same statement with every expression that stands directly in it replaced.</summary>
    public static Statement MapExpressions(this Statement statement, Func<Expression, Expression> map) => statement switch
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

    /// <summary>The same statement with every block replaced.</summary>
    public static Statement MapBlocks(this Statement statement, Func<Block, Block> map) => statement switch
    {
        If choice => choice with { Then = map(choice.Then), Else = map(choice.Else) },
        For loop => loop with { Body = map(loop.Body) },
        While loop => loop with { Body = map(loop.Body) },
        Try attempt => attempt with { Body = map(attempt.Body), Cleanup = map(attempt.Cleanup) },
        Leavable part => part with { Body = map(part.Body) },
        _ => statement,
    };

    /// <summary>All statements, nested ones after the statement that contains them.</summary>
    public static IEnumerable<Statement> SelfAndDescendants(this Block block) =>
        block.Statements.SelectMany(statement => new[] { statement }.Concat(statement.Blocks().SelectMany(inner => inner.SelfAndDescendants())));

    /// <summary>All expressions of all statements, each before its operands.</summary>
    public static IEnumerable<Expression> AllExpressions(this Block block) =>
        block.SelfAndDescendants().SelectMany(statement => statement.Expressions()).SelectMany(expression => expression.SelfAndDescendants());

    /// <summary>Every variable that is mentioned, in order of first mention.</summary>
    public static IEnumerable<Variable> Variables(this Function function) =>
        function.Parameters.Select(parameter => parameter.Variable).Concat(function.Body.Variables()).Distinct();

    /// <inheritdoc cref="Variables(Function)"/>
    public static IEnumerable<Variable> Variables(this Block block) => block.SelfAndDescendants().SelectMany(Mentions).Distinct();

    /// <summary>The same block with each statement, inner ones first, replaced by any number of others.</summary>
    public static Block Expand(this Block block, Func<Statement, IEnumerable<Statement>> expand) =>
        new(block.Statements.SelectMany(statement => expand(statement.MapBlocks(inner => inner.Expand(expand)))).ToEquatableArray());

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
