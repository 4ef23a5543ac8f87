using System;
using System.Globalization;
using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Ir.Formula;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// Products and quotients as chains that lean to the left, with their sign and number in front: <c>-2 * x * y / z</c>.
/// </summary>
internal static class Factors
{
    public static bool IsNumber(Expression expression, double value) => expression is Number number && number.Value == value;

    public static bool IsZero(Expression expression) => IsNumber(expression, 0);

    public static bool IsProduct(Expression expression) =>
        expression is Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide };

    /// <summary>The first factor of a chain, or the expression itself.</summary>
    public static Expression First(Expression chain)
    {
        while (chain is Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } link)
        {
            chain = link.Left;
        }

        return chain;
    }

    /// <summary>The chain with its first factor replaced.</summary>
    public static Expression WithFirst(Expression chain, Func<Expression, Expression> replace) =>
        chain is Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } link
            ? link with { Left = WithFirst(link.Left, replace) }
            : replace(chain);

    /// <summary>Whether the chain starts with a minus sign.</summary>
    public static bool IsNegative(Expression chain) => First(chain) is Unary { Operator: UnaryOperator.Negate } or Number { Value: < 0 };

    /// <summary>The chain of the opposite sign: exact, and without a sign if there was one.</summary>
    public static Expression Negated(Expression chain) => WithFirst(chain, first => first switch
    {
        Unary { Operator: UnaryOperator.Negate } negation => negation.Operand,
        Number number => Literal(number.Type, -number.Value),
        _ => -first,
    });

    /// <summary><c>3 * x * y</c> => 3 and <c>x * y</c>; <c>-x / y</c> => -1 and <c>x / y</c>.</summary>
    public static (double Coefficient, Expression Term) Split(Expression chain) => First(chain) switch
    {
        Number { Value: double value } when IsProduct(chain) => (value, WithoutNumber(chain)),
        Unary { Operator: UnaryOperator.Negate } => (-1, Negated(chain)),
        _ => (1, chain),
    };

    /// <summary>Two numbers as one, or null where that would not be finite, or harder to read: <c>0.1 * 3</c> is not <c>0.30000000000000004</c>.</summary>
    public static Number? Fold(Expression left, Expression right, Func<double, double, double> operation)
    {
        if (left is not Number { Type: IrType type } a || right is not Number b)
        {
            return null;
        }

        Number folded = Literal(type, operation(a.Value, b.Value));
        bool isFinite = !double.IsNaN(folded.Value) && !double.IsInfinity(folded.Value);
        return isFinite && Text(folded).Length <= Text(a).Length + Text(b).Length + 1 ? folded : null;
    }

    private static Expression WithoutNumber(Expression chain) => chain switch
    {
        Binary { Operator: BinaryOperator.Multiply, Left: Number } link => link.Right,
        Binary { Operator: BinaryOperator.Divide, Left: Number } link => One(link.Type) / link.Right,
        Binary link => link with { Left = WithoutNumber(link.Left) },
        _ => chain,
    };

    private static string Text(Number number) => number.Type.Kind == TypeKind.Single
        ? ((float)number.Value).ToString("R", CultureInfo.InvariantCulture)
        : number.Value.ToString("R", CultureInfo.InvariantCulture);
}
