using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Takes the branch that C# sees will be taken. In the other one the compiler would warn of code that never runs, in a file
/// that nobody can edit.
/// <code>
/// if (false) { a; } else { b; }      =>   b;
/// while (false) { a; }               =>
/// 3 == 0, !true, false &amp;&amp; x         =>   false
/// if (f(x) &amp;&amp; false) { a; } else { b; }   =>   _ = f(x) &amp;&amp; false; b;
/// </code>
/// </summary>
internal static class DecideBranches
{
    public static Function Run(Function function) => function with { Body = function.Body.Expand(Decide) };

    private static IEnumerable<Statement> Decide(Statement statement)
    {
        switch (statement)
        {
            case If choice when Decided(choice.Condition) is { } decision:
                return [.. Evaluated(choice.Condition, choice), .. (decision ? choice.Then : choice.Else).Statements];
            case While loop when Decided(loop.Condition) is false:
                return Evaluated(loop.Condition, loop);
            default:
                return [statement];
        }
    }

    /// <summary>What a condition is, whatever the variables are; null if it depends on them.</summary>
    private static bool? Decided(Expression condition) => condition switch
    {
        Constant { Text: "true" } => true,
        Constant { Text: "false" } => false,
        Unary { Operator: UnaryOperator.Not } negation => !Decided(negation.Operand),
        Binary { Operator: BinaryOperator.AndAlso } => Chain(condition, BinaryOperator.AndAlso, decisive: false),
        Binary { Operator: BinaryOperator.OrElse } => Chain(condition, BinaryOperator.OrElse, decisive: true),
        Binary { Left: Number left, Right: Number right } comparison => Compare(comparison.Operator, left.Value, right.Value),
        _ => null,
    };

    /// <summary>One decisive operand decides all; otherwise every operand has to be known.</summary>
    private static bool? Chain(Expression condition, BinaryOperator link, bool decisive)
    {
        bool?[] operands = [.. Operands(condition, link).Select(Decided)];
        return operands.Contains(decisive) ? decisive
            : operands.All(operand => operand is not null) ? !decisive
            : null;
    }

    private static Stack<Expression> Operands(Expression condition, BinaryOperator link)
    {
        // Chains lean to the left and may be long.
        Stack<Expression> operands = new();
        while (condition is Binary binary && binary.Operator == link)
        {
            Cancellation.Check();
            operands.Push(binary.Right);
            condition = binary.Left;
        }

        operands.Push(condition);
        return operands;
    }

    private static bool? Compare(BinaryOperator comparison, double left, double right) => comparison switch
    {
        BinaryOperator.Equal => left == right,
        BinaryOperator.NotEqual => left != right,
        BinaryOperator.Less => left < right,
        BinaryOperator.LessOrEqual => left <= right,
        BinaryOperator.Greater => left > right,
        BinaryOperator.GreaterOrEqual => left >= right,
        _ => null,
    };

    /// <summary>The condition itself, if an operand before the one that decides may throw.</summary>
    private static IEnumerable<Statement> Evaluated(Expression condition, Statement statement) =>
        condition.SelfAndDescendants().All(IsPlain) ? [] : [new Evaluate(condition) { Origin = statement.Origin }];

    private static bool IsPlain(Expression expression) =>
        expression is Read or Number or Constant or Unary or Binary { Operator: not (BinaryOperator.Divide or BinaryOperator.Remainder) }
        && !expression.ThrowsOnOverflow();
}
