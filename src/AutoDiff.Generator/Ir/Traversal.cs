using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>Walks and rebuilds trees.</summary>
internal static class Traversal
{
    /// <summary>The direct operands, in evaluation order.</summary>
    public static IEnumerable<Expression> Operands(this Expression expression) => expression switch
    {
        Unary unary => [unary.Operand],
        Binary binary => [binary.Left, binary.Right],
        Conversion conversion => [conversion.Operand],
        Conditional conditional => [conditional.Condition, conditional.WhenTrue, conditional.WhenFalse],
        Element element => [element.View, element.Index],
        Length length => [length.View],
        Slice { Count: null } slice => [slice.View, slice.Start],
        Slice slice => [slice.View, slice.Start, slice.Count],
        NewBuffer buffer => [buffer.Count],
        Call call => call.Arguments,
        Opaque opaque => opaque.Operands,
        PopBlock pop => [pop.Count],
        TupleValue tuple => tuple.Elements.Select(element => element.Value),
        _ => [],
    };

    /// <summary>The same expression over rewritten operands; the same object if none changed.</summary>
    public static Expression MapOperands(this Expression expression, Func<Expression, Expression> map)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Expression[] before = [.. expression.Operands()];
        if (before.Length == 0)
        {
            return expression;
        }

        Expression[] after = Array.ConvertAll(before, operand => map(operand));
        return before.Zip(after, ReferenceEquals).All(same => same) ? expression : expression.WithOperands(after);
    }

    /// <summary>Rewrites bottom-up.</summary>
    public static Expression Rewrite(this Expression expression, Func<Expression, Expression> rewrite) =>
        rewrite(expression.MapOperands(operand => operand.Rewrite(rewrite)));

    /// <summary>Rewrites top-down; where <paramref name="rewrite"/> answers, its answer stands and is not entered.</summary>
    public static Expression Replace(this Expression expression, Func<Expression, Expression?> rewrite) =>
        rewrite(expression) ?? expression.MapOperands(operand => operand.Replace(rewrite));

    /// <summary>The expression and everything below it.</summary>
    public static IEnumerable<Expression> SelfAndDescendants(this Expression expression)
    {
        Stack<Expression> pending = new([expression]);
        while (pending.Count > 0)
        {
            Expression current = pending.Pop();
            yield return current;
            foreach (Expression operand in current.Operands().Reverse())
            {
                pending.Push(operand);
            }
        }
    }

    /// <summary>Every variable that the expression reads.</summary>
    public static IEnumerable<Variable> Reads(this Expression expression) =>
        expression.SelfAndDescendants().Select(node => node switch
        {
            Read read => read.Variable,
            Pop pop => pop.Stack,
            PopBlock pop => pop.Stack,
            _ => null,
        }).OfType<Variable>();

    /// <summary>The expressions that a statement evaluates itself; a target's view and index are among them.</summary>
    public static IEnumerable<Expression> Expressions(this Statement statement) => statement switch
    {
        Declare { Value: { } value } => [value],
        Assign assign => [assign.Target, assign.Value],
        Accumulate accumulate => [accumulate.Target, accumulate.Value],
        Evaluate evaluate => [evaluate.Value],
        Copy copy => [copy.Source, copy.Target],
        Fill fill => [fill.Target, fill.Value],
        If branch => [branch.Condition],
        For loop => [loop.From, loop.Bound],
        While loop => [loop.Condition],
        Return { Value: { } value } => [value],
        Throw thrown => [thrown.Value],
        Push push => [push.Value],
        _ => [],
    };

    /// <summary>The blocks inside a statement.</summary>
    public static IEnumerable<Block> Blocks(this Statement statement) => statement switch
    {
        If branch => [branch.Then, branch.Else],
        For loop => [loop.Body],
        While loop => [loop.Body],
        _ => [],
    };

    /// <summary>The same statement over rewritten expressions.</summary>
    public static Statement MapExpressions(this Statement statement, Func<Expression, Expression> map) => statement switch
    {
        Declare { Value: { } value } declare => declare with { Value = map(value) },
        Assign assign => assign with { Target = map(assign.Target), Value = map(assign.Value) },
        Accumulate accumulate => accumulate with { Target = map(accumulate.Target), Value = map(accumulate.Value) },
        Evaluate evaluate => evaluate with { Value = map(evaluate.Value) },
        Copy copy => copy with { Source = map(copy.Source), Target = map(copy.Target) },
        Fill fill => fill with { Target = map(fill.Target), Value = map(fill.Value) },
        If branch => branch with { Condition = map(branch.Condition) },
        For loop => loop with { From = map(loop.From), Bound = map(loop.Bound) },
        While loop => loop with { Condition = map(loop.Condition) },
        Return { Value: { } value } result => result with { Value = map(value) },
        Throw thrown => thrown with { Value = map(thrown.Value) },
        Push push => push with { Value = map(push.Value) },
        _ => statement,
    };

    /// <summary>The same statement over rewritten blocks.</summary>
    public static Statement MapBlocks(this Statement statement, Func<Block, Block> map) => statement switch
    {
        If branch => branch with { Then = map(branch.Then), Else = map(branch.Else) },
        For loop => loop with { Body = map(loop.Body) },
        While loop => loop with { Body = map(loop.Body) },
        _ => statement,
    };

    /// <summary>Every statement of a block, outer before inner, in order.</summary>
    public static IEnumerable<Statement> SelfAndDescendants(this Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            yield return statement;
            foreach (Block inner in statement.Blocks())
            {
                foreach (Statement below in inner.SelfAndDescendants())
                {
                    yield return below;
                }
            }
        }
    }

    private static Expression WithOperands(this Expression expression, Expression[] operands) => expression switch
    {
        Unary unary => unary with { Operand = operands[0] },
        Binary binary => binary with { Left = operands[0], Right = operands[1] },
        Conversion conversion => conversion with { Operand = operands[0] },
        Conditional => new Conditional(operands[0], operands[1], operands[2]),
        Element => new Element(operands[0], operands[1]),
        Length => new Length(operands[0]),
        Slice => new Slice(operands[0], operands[1], operands.Length == 3 ? operands[2] : null),
        NewBuffer buffer => buffer with { Count = operands[0] },
        Call call => call with { Arguments = new EquatableArray<Expression>(operands) },
        Opaque opaque => opaque with { Operands = new EquatableArray<Expression>(operands) },
        PopBlock pop => pop with { Count = operands[0] },
        TupleValue tuple => new TupleValue(tuple.Elements.Select((element, i) => element with { Value = operands[i] }).ToEquatableArray()),
        _ => expression,
    };
}
