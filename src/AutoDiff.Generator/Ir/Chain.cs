using System;
using System.Collections.Generic;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// <c>a + b - c</c> as its first operand <c>a</c> and the links <c>a + b</c> and <c>a + b - c</c>. Whoever goes through
/// expressions by recursion takes chains link by link: they may be ten thousand terms long.
/// </summary>
internal sealed class Chain
{
    private readonly List<Binary> links = [];

    private Chain(Expression expression, Func<Binary, bool> belongs)
    {
        First = expression;
        while (First is Binary link && belongs(link))
        {
            links.Add(link);
            First = link.Left;
        }

        links.Reverse();
    }

    /// <summary>The operand with which the chain begins.</summary>
    public Expression First { get; }

    /// <summary>From the innermost to the whole chain.</summary>
    public IReadOnlyList<Binary> Links => links;

    /// <summary>The longest chain that ends with the expression and of which all links belong; none if the expression does not.</summary>
    public static Chain Of(Expression expression, Func<Binary, bool> belongs) => new(expression, belongs);

    /// <summary>Of operators that evaluate both operands.</summary>
    public static Chain OfArithmetic(Expression expression) => Of(expression, static link => link.Operator < BinaryOperator.AndAlso);

    /// <summary>The chain over other operands, which are asked for in the order of their evaluation; the same object if none changed.</summary>
    public Expression Map(Func<Expression, Expression> map)
    {
        Expression result = map(First);
        foreach (Binary link in links)
        {
            Cancellation.Check();
            Expression right = map(link.Right);
            result = ReferenceEquals(result, link.Left) && ReferenceEquals(right, link.Right) ? link : link with { Left = result, Right = right };
        }

        return result;
    }
}
