using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// The numbers of an aggregate in a derivative. Arithmetic is element by element; one number stands for as many as the
/// other side has. What zeros and ones make superfluous is not built: <c>0 * x => 0</c>. That is allowed because
/// derivatives are the differentiator's own terms.
/// </summary>
internal sealed class Terms(IReadOnlyList<Expression> numbers)
{
    public IReadOnlyList<Expression> Numbers { get; } = numbers;

    public int Count => Numbers.Count;

    public Expression this[int index] => Numbers[index];

    public static implicit operator Terms(Expression number) => new([number]);

    public static Terms operator +(Terms left, Terms right) => Zip(left, right, Add);

    public static Terms operator -(Terms left, Terms right) => Zip(left, right, Subtract);

    public static Terms operator *(Terms left, Terms right) => Zip(left, right, Multiply);

    public static Terms operator *(double left, Terms right) => Formula.Literal(right.Type, left) * right;

    public static Terms operator /(Terms left, Terms right) => Zip(left, right, Divide);

    public static Terms operator -(Terms operand) => operand.Each(Negate);

    public static Terms operator -(double left, Terms right) => Formula.Literal(right.Type, left) - right;

    private IrType Type => Numbers[0].Type;

    public Terms Each(Func<Expression, Expression> map) => new([.. Numbers.Select(map)]);

    public static Terms Zip(Terms left, Terms right, Func<Expression, Expression, Expression> map) =>
        new([.. Enumerable.Range(0, Math.Max(left.Count, right.Count)).Select(i => map(left[left.Count == 1 ? 0 : i], right[right.Count == 1 ? 0 : i]))]);

    public Terms Part(int start, int count) => new([.. Numbers.Skip(start).Take(count)]);

    /// <summary>The sum of all numbers.</summary>
    public Terms Sum() => new([Numbers.Aggregate(Add)]);

    public static Terms Dot(Terms left, Terms right) => (left * right).Sum();

    /// <summary><c>√(x² + y² + …)</c></summary>
    public static Terms Length(Terms vector) => Dot(vector, vector).Each(Formula.Sqrt);

    /// <summary>Several values one after another.</summary>
    public static Terms Of(params Terms[] parts) => new([.. parts.SelectMany(part => part.Numbers)]);

    /// <summary><c>condition ? whenTrue : whenFalse</c>, for each number.</summary>
    public static Terms Choose(Expression condition, Terms whenTrue, Terms whenFalse) =>
        Zip(whenTrue, whenFalse, (a, b) => a.Equals(b) ? a : Formula.Choose(condition, a, b));

    public static bool IsZero(Expression number) => number is Number { Value: 0 };

    private static Expression Add(Expression left, Expression right) =>
        IsZero(left) ? right
        : IsZero(right) ? left
        : right is Unary { Operator: UnaryOperator.Negate } negation ? left - negation.Operand
        : left + right;

    private static Expression Subtract(Expression left, Expression right) =>
        IsZero(right) ? left
        : IsZero(left) ? Negate(right)
        : right is Unary { Operator: UnaryOperator.Negate } negation ? left + negation.Operand
        : left - right;

    private static Expression Multiply(Expression left, Expression right) => (left, right) switch
    {
        (Number { Value: 0 }, _) => left,
        (_, Number { Value: 0 }) => right,
        (Number { Value: 1 }, _) => right,
        (_, Number { Value: 1 }) => left,
        (Number { Value: -1 }, _) => Negate(right),
        (_, Number { Value: -1 }) => Negate(left),
        (Unary { Operator: UnaryOperator.Negate } negation, _) => Negate(Multiply(negation.Operand, right)),
        (_, Unary { Operator: UnaryOperator.Negate } negation) => Negate(Multiply(left, negation.Operand)),
        (not Number, Number) => right * left,
        _ => left * right,
    };

    private static Expression Divide(Expression left, Expression right) =>
        IsZero(left) || right is Number { Value: 1 } ? left
        : left is Unary { Operator: UnaryOperator.Negate } negation ? Negate(negation.Operand / right)
        : left / right;

    private static Expression Negate(Expression operand) => operand switch
    {
        Number { Value: 0 } => operand,
        Number number => Formula.Literal(number.Type, -number.Value),
        Unary { Operator: UnaryOperator.Negate } negation => negation.Operand,
        _ => -operand,
    };
}
