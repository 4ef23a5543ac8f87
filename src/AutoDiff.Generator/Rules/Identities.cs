using System.Collections.Generic;
using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Ir.BinaryOperator;
using static AutoDiff.Generator.Ir.Formula;
using static AutoDiff.Generator.Rules.Factors;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// The algebra of derivative expressions. The rows hold for real numbers; where IEEE arithmetic differs by more than
/// rounding, the row says so, which is why they are for terms that differentiation itself has made and not for the
/// user's own code.
/// </summary>
internal static class Identities
{
    public static readonly IReadOnlyList<Identity> Rows =
    [
        // Signs go to the front of a product, where they meet numbers and sums.
        new("-(-x)", "x", "", e => e is Unary { Operator: UnaryOperator.Negate, Operand: Unary { Operator: UnaryOperator.Negate } inner } ? inner.Operand : null),
        new("-(2)", "-2", "", e => e is Unary { Operator: UnaryOperator.Negate, Operand: Number number } ? Negated(number) : null),
        new("-(x * y)", "-x * y", "", e => e is Unary { Operator: UnaryOperator.Negate, Operand: var chain } && IsProduct(chain) ? Negated(chain) : null),
        new("-(x - y)", "y - x", "the sign of a zero", e => e is Unary { Operator: UnaryOperator.Negate, Operand: Binary { Operator: Subtract } difference } ? difference.Right - difference.Left : null),
        new("x * -y", "-x * y", "", e => e is Binary { Operator: Multiply or Divide } product && IsNegative(product.Right) ? product with { Left = Negated(product.Left), Right = Negated(product.Right) } : null),
        new("-1 * x", "-x", "", e => e is Binary { Operator: Multiply } product && IsNumber(product.Left, -1) ? -product.Right : null),

        // Zeros and ones.
        new("0 * x", "0", "NaN for x infinite or NaN; the sign of the zero", e => e is Binary { Operator: Multiply } product && (IsZero(product.Left) || IsZero(product.Right)) ? Zero(e.Type) : null),
        new("0 / x", "0", "NaN for x zero or NaN; the sign of the zero", e => e is Binary { Operator: Divide } quotient && IsZero(quotient.Left) ? Zero(e.Type) : null),
        new("1 * x", "x", "", e => e is Binary { Operator: Multiply } product && IsNumber(product.Left, 1) ? product.Right : null),
        new("x * 1", "x", "", e => e is Binary { Operator: Multiply or Divide } product && IsNumber(product.Right, 1) ? product.Left : null),
        new("0 + x", "x", "the sign of a zero", e => e is Binary { Operator: Add } sum && IsZero(sum.Left) ? sum.Right : null),
        new("x + 0", "x", "the sign of a zero", e => e is Binary { Operator: Add or Subtract } sum && IsZero(sum.Right) ? sum.Left : null),
        new("0 - x", "-x", "the sign of a zero", e => e is Binary { Operator: Subtract } difference && IsZero(difference.Left) ? -difference.Right : null),

        // Choices.
        new("c ? x : x", "x", "", e => e is Conditional choice && (choice.WhenTrue.Equals(choice.WhenFalse) || (IsZero(choice.WhenTrue) && IsZero(choice.WhenFalse))) ? choice.WhenTrue : null),
        new("true ? x : y", "x", "", e => e is Conditional { Condition: Constant { Text: "true" } } choice ? choice.WhenTrue : null),
        new("false ? x : y", "y", "", e => e is Conditional { Condition: Constant { Text: "false" } } choice ? choice.WhenFalse : null),
        new("2 == 2", "true", "", e => e is Binary { Left: Number left, Right: Number right, Operator: BinaryOperator.Equal or BinaryOperator.NotEqual } test ? (left.Value == right.Value == (test.Operator == BinaryOperator.Equal) ? True : False) : null),
        new("-(c ? x : 0)", "c ? -x : 0", "the sign of a zero", e => e is Unary { Operator: UnaryOperator.Negate, Operand: Conditional choice } && HasNumber(choice) ? Choose(choice.Condition, -choice.WhenTrue, -choice.WhenFalse) : null),
        new("x * (c ? y : 0)", "c ? x * y : 0", "0 and not NaN for x infinite or NaN", e => e is Binary { Operator: Multiply, Right: Conditional choice } product && Distributes(product.Left, choice) ? Choose(choice.Condition, product.Left * choice.WhenTrue, product.Left * choice.WhenFalse) : null),
        new("(c ? x : 0) * y", "c ? x * y : 0", "0 and not NaN for y infinite or NaN", e => e is Binary { Operator: Multiply, Left: Conditional choice } product && Distributes(product.Right, choice) ? Choose(choice.Condition, choice.WhenTrue * product.Right, choice.WhenFalse * product.Right) : null),

        // Products lean to the left and start with their number.
        new("2 * 3", "6", "", e => e is Binary { Operator: Multiply } product ? Fold(product.Left, product.Right, (a, b) => a * b) : null),
        new("6 / 3", "2", "", e => e is Binary { Operator: Divide } quotient ? Fold(quotient.Left, quotient.Right, (a, b) => a / b) : null),
        new("x * (y * z)", "x * y * z", "rounding", e => e is Binary { Operator: Multiply, Right: Binary { Operator: Multiply } inner } product ? product.Left * inner.Left * inner.Right : null),
        new("x * (y / z)", "x * y / z", "rounding", e => e is Binary { Operator: Multiply, Right: Binary { Operator: Divide } inner } product ? product.Left * inner.Left / inner.Right : null),
        new("x / (y / z)", "x * z / y", "rounding", e => e is Binary { Operator: Divide, Right: Binary { Operator: Divide } inner } quotient ? quotient.Left * inner.Right / inner.Left : null),
        new("1 / y * x", "x / y", "rounding", e => e is Binary { Operator: Multiply, Left: Binary { Operator: Divide } inverse } product && IsNumber(inverse.Left, 1) ? product.Right / inverse.Right : null),
        new("x * 2", "2 * x", "", e => e is Binary { Operator: Multiply, Right: Number number } product && First(product.Left) is not Number ? WithFirst(product.Left, first => number * first) : null),
        new("2 * x * 3", "6 * x", "rounding", e => e is Binary { Operator: Multiply, Right: Number number, Left: Binary { Right: not Number } chain } && First(chain) is Number first ? WithFirst(chain, _ => Fold(first, number, (a, b) => a * b) ?? first * number) : null),
        new("6 * x / 3", "2 * x", "rounding", e => e is Binary { Operator: Divide, Right: Number number, Left: Binary chain } && First(chain) is Number { Value: not 1 } first && first.Value % number.Value == 0 ? WithFirst(chain, _ => Literal(e.Type, first.Value / number.Value)) : null),

        // Sums of like terms.
        new("2 + 3", "5", "", e => e is Binary { Operator: Add } sum ? Fold(sum.Left, sum.Right, (a, b) => a + b) : null),
        new("2 - 3", "-1", "", e => e is Binary { Operator: Subtract } sum ? Fold(sum.Left, sum.Right, (a, b) => a - b) : null),
        new("x + -y", "x - y", "", e => e is Binary { Operator: Add } sum && IsNegative(sum.Right) ? sum.Left - Negated(sum.Right) : null),
        new("x - -y", "x + y", "", e => e is Binary { Operator: Subtract } sum && IsNegative(sum.Right) ? sum.Left + Negated(sum.Right) : null),
        new("-x + y", "y - x", "", e => e is Binary { Operator: Add } sum && IsNegative(sum.Left) && sum.Left is not Number ? sum.Right - Negated(sum.Left) : null),
        new("2 * x + 3 * x", "5 * x", "NaN for overflowing terms of opposite signs; rounding", LikeTerms),

        // Powers and conversions of numbers.
        new("Math.Pow(x, 0)", "1", "", e => IsPower(e, 0, out _) ? One(e.Type) : null),
        new("Math.Pow(x, 1)", "x", "", e => IsPower(e, 1, out Expression x) ? x : null),
        new("Math.Pow(x, 2)", "x * x", "rounding; of names only", e => IsPower(e, 2, out Expression x) && IsName(x) ? x * x : null),
        new("Math.Pow(x, 0.5)", "Math.Sqrt(x)", "at -0 and -∞", e => IsPower(e, 0.5, out Expression x) ? Sqrt(x) : null),
        new("Math.Pow(x, -1)", "1 / x", "", e => IsPower(e, -1, out Expression x) ? 1 / x : null),
        new("(float)2", "2f", "", e => e is Conversion { Operand: Number number, TargetType.IsFloatingPoint: true } ? Literal(e.Type, number.Value) : null),
    ];

    private static Expression? LikeTerms(Expression e)
    {
        if (e is not Binary { Operator: Add or Subtract } sum)
        {
            return null;
        }

        (double left, Expression term) = Split(sum.Left);
        (double right, Expression other) = Split(sum.Right);
        BinaryOperator operation = sum.Operator;
        return term.Equals(other) && Fold(Literal(e.Type, left), Literal(e.Type, right), (a, b) => operation == Add ? a + b : a - b) is Number coefficient
            ? coefficient * term
            : null;
    }

    /// <summary>A factor goes into the branches where a zero swallows it, or where it is short and meets a number.</summary>
    private static bool Distributes(Expression factor, Conditional choice) =>
        IsZero(choice.WhenTrue) || IsZero(choice.WhenFalse) || (HasNumber(choice) && (IsName(factor) || factor is Number || (factor is Element && HasZero(choice))));

    // c ? 1 : d ? 0.5 : 0
    private static bool HasZero(Expression choice) => choice is Conditional { WhenTrue: Number first, WhenFalse: var second } && (IsZero(first) || IsZero(second) || HasZero(second));

    private static bool HasNumber(Conditional choice) => choice.WhenTrue is Number || choice.WhenFalse is Number;

    private static bool IsName(Expression expression) => expression is Read;

    private static bool IsPower(Expression expression, double exponent, out Expression x)
    {
        x = expression;
        if (expression is not Ir.Call { Method: { Name: "Pow", Container.Namespace: "System" }, Arguments: { Count: 2 } arguments } || !IsNumber(arguments[1], exponent))
        {
            return false;
        }

        x = arguments[0];
        return true;
    }
}
