using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Takes the minus sign off a value, so that <c>x += -a * b</c> is written <c>x -= a * b</c>: the same bits, as negation is exact.</summary>
internal static class Negation
{
    /// <summary>The value without its sign; <see langword="null"/> if it shows none.</summary>
    public static Expression? TryRemove(Expression value) => value switch
    {
        Number number when Literals.IsNegative(number.Value) && IsRemovable(number) =>
            number with { Value = -number.Value, Text = number.Text?.TrimStart('-') },
        { Type.IsFloatingPoint: false } => null,
        Unary { Operator: UnaryOperator.Negate } unary => unary.Operand,
        Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } product =>
            TryRemove(product.Left) is { } left ? product with { Left = left }
            : TryRemove(product.Right) is { } right ? product with { Right = right }
            : null,
        _ => null,
    };

    // The smallest integers have no positive counterpart, and NaN's sign is nobody's business.
    private static bool IsRemovable(Number number) =>
        !double.IsNaN(number.Value) && (number.Type.IsFloatingPoint || number.Value > int.MinValue);
}
