using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>Integer formulas for trip counts and bounds, with the constants that cancel left out: <c>n - 1 + 1 => n</c>.</summary>
internal static class Count
{
    public static Expression Plus(Expression left, int right) => left switch
    {
        _ when right == 0 => left,
        Number number => Formula.Literal(number.Type, number.Value + right),
        Binary { Operator: BinaryOperator.Add, Right: Number known } sum => Plus(sum.Left, (int)known.Value + right),
        Binary { Operator: BinaryOperator.Subtract, Right: Number known } difference => Plus(difference.Left, right - (int)known.Value),
        _ when right < 0 => left - -right,
        _ => left + right,
    };

    public static Expression Minus(Expression left, Expression right) => right switch
    {
        Number known => Plus(left, -(int)known.Value),
        _ => left - right,
    };

    public static Expression Times(Expression left, Expression right) => (left, right) switch
    {
        (Number { Value: 1 }, _) => right,
        (_, Number { Value: 1 }) => left,
        (Number a, Number b) => Formula.Literal(left.Type, a.Value * b.Value),
        _ => left * right,
    };
}
