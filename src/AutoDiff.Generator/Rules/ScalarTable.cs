using System.Collections.Generic;
using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Ir.Formula;
using static AutoDiff.Generator.Rules.ScalarRow;

namespace AutoDiff.Generator.Rules;

/// <summary>
/// The table of <see cref="ScalarRules"/>. In every row the last parameter is the function's RESULT; a formula that uses it instead of the
/// arguments lets them be overwritten. Constants take the type of the operand beside them.
/// </summary>
internal static class ScalarTable
{
    public static readonly ScalarRule[] Rows =
    [
        // Exponentials and logarithms.
        Row("Exp", (x, y) => y),
        Row("Exp2", (x, y) => Log(Two(x)) * y),
        Row("Exp10", (x, y) => Log(Ten(x)) * y),
        Row("ExpM1", (x, y) => y + 1),
        Row("Exp2M1", (x, y) => Log(Two(x)) * (y + 1)),
        Row("Exp10M1", (x, y) => Log(Ten(x)) * (y + 1)),
        Row("Log", (x, y) => 1 / x, "+∞ at 0"),
        Row("Log2", (x, y) => 1 / (Log(Two(x)) * x), "+∞ at 0"),
        Row("Log10", (x, y) => 1 / (Log(Ten(x)) * x), "+∞ at 0"),
        Row("LogP1", (x, y) => 1 / (1 + x), "+∞ at -1"),
        Row("Log2P1", (x, y) => 1 / (Log(Two(x)) * (1 + x)), "+∞ at -1"),
        Row("Log10P1", (x, y) => 1 / (Log(Ten(x)) * (1 + x)), "+∞ at -1"),
        Row("Log", (x, b, y) => 1 / (Log(b) * x), (x, b, y) => -y / (Log(b) * b), "NaN at base 1, as the value"),

        // Powers and roots.
        Row("Sqrt", (x, y) => 0.5 / y, "+∞ at 0"),
        Row("Cbrt", (x, y) => 1 / (3 * y * y), "+∞ at 0"),
        IntegerRow("RootN", (x, n, y) => Pow(y, 1 - Convert(n, y.Type)) / Convert(n, y.Type), "+∞ at 0 for n > 1"),
        Row(
            "Pow",
            (x, p, y) => Choose(Equal(p, 0), 0, p * Pow(x, p - 1)),
            (x, p, y) => Choose(Equal(y, 0), 0, y * Log(x)),
            "by the base: 0 where the exponent is 0, whatever the base; by the exponent: 0 where the power is 0, so at base 0 for positive exponents; NaN by the exponent at negative bases"),
        Row("Hypot", (a, b, y) => Choose(Equal(y, 0), 0, a / y), (a, b, y) => Choose(Equal(y, 0), 0, b / y), "0 at the origin"),
        Row("ReciprocalEstimate", (x, y) => -y * y, "of 1 / x, as exact as the estimate"),
        Row("ReciprocalSqrtEstimate", (x, y) => -0.5 * y * y * y, "of 1 / √x, as exact as the estimate"),

        // Trigonometry.
        Row("Sin", (x, y) => Cos(x)),
        Row("Cos", (x, y) => -Sin(x)),
        Row("Tan", (x, y) => 1 + y * y),
        Row("Asin", (x, y) => 1 / Sqrt((1 - x) * (1 + x)), "+∞ at ±1"),
        Row("Acos", (x, y) => -1 / Sqrt((1 - x) * (1 + x)), "-∞ at ±1"),
        Row("Atan", (x, y) => 1 / (1 + x * x)),
        Row("Atan2", (a, b, y) => AtOrigin(a, b, b / (a * a + b * b)), (a, b, y) => AtOrigin(a, b, -a / (a * a + b * b)), "0 at the origin; infinite where the squares underflow"),
        Row("SinPi", (x, y) => Pi(x.Type) * CosPi(x)),
        Row("CosPi", (x, y) => -Pi(x.Type) * SinPi(x)),
        Row("TanPi", (x, y) => Pi(x.Type) * (1 + y * y)),
        Row("AsinPi", (x, y) => 1 / (Pi(x.Type) * Sqrt((1 - x) * (1 + x))), "+∞ at ±1"),
        Row("AcosPi", (x, y) => -1 / (Pi(x.Type) * Sqrt((1 - x) * (1 + x))), "-∞ at ±1"),
        Row("AtanPi", (x, y) => 1 / (Pi(x.Type) * (1 + x * x))),
        Row("Atan2Pi", (a, b, y) => AtOrigin(a, b, b / (Pi(a.Type) * (a * a + b * b))), (a, b, y) => AtOrigin(a, b, -a / (Pi(a.Type) * (a * a + b * b))), "0 at the origin; infinite where the squares underflow"),
        Row("DegreesToRadians", (x, y) => Pi(x.Type) / 180),
        Row("RadiansToDegrees", (x, y) => 180 / Pi(x.Type)),

        // Hyperbolic functions.
        Row("Sinh", (x, y) => Cosh(x)),
        Row("Cosh", (x, y) => Sinh(x)),
        Row("Tanh", (x, y) => 1 - y * y),
        Row("Asinh", (x, y) => 1 / Sqrt(x * x + 1), "0 where the square overflows"),
        Row("Acosh", (x, y) => 1 / (Sqrt(x - 1) * Sqrt(x + 1)), "+∞ at 1"),
        Row("Atanh", (x, y) => 1 / ((1 - x) * (1 + x)), "+∞ at ±1"),

        // Arithmetic.
        Row("FusedMultiplyAdd", (a, b, c, y) => b, (a, b, c, y) => a, (a, b, c, y) => One(y.Type)),
        Row("MultiplyAddEstimate", (a, b, c, y) => b, (a, b, c, y) => a, (a, b, c, y) => One(y.Type)),
        Row("Lerp", (a, b, t, y) => 1 - t, (a, b, t, y) => t, (a, b, t, y) => b - a),
        Row("IEEERemainder", (a, b, y) => One(y.Type), (a, b, y) => (y - a) / b, "the quotient, rounded, is taken as constant"),
        Row("Ieee754Remainder", (a, b, y) => One(y.Type), (a, b, y) => (y - a) / b, "the quotient, rounded, is taken as constant"),
        IntegerRow("ScaleB", (x, n, y) => ScaleB(One(x.Type), n)),
        Row("BitIncrement", (x, y) => One(x.Type), "of the number it is next to"),
        Row("BitDecrement", (x, y) => One(x.Type), "of the number it is next to"),

        // Choices. A rule that compares the operands does without the result, which a running maximum overwrites.
        Row("Abs", (x, y) => Choose(Greater(x, 0), One(x.Type), Choose(Less(x, 0), -One(x.Type), 0)), "0 at 0"),
        Row("CopySign", (x, s, y) => Choose(Equal(x, 0), 0, CopySign(One(x.Type), x) * CopySign(One(s.Type), s)), (x, s, y) => Zero(y.Type), "0 at 0; the sign is taken as constant"),
        Row("Max", (a, b, y) => Wins(Greater(a, b), a, b), (a, b, y) => Wins(Greater(b, a), a, b), "½ and ½ at a tie; 0 at NaN"),
        Row("Min", (a, b, y) => Wins(Less(a, b), a, b), (a, b, y) => Wins(Less(b, a), a, b), "½ and ½ at a tie; 0 at NaN"),
        Row("MaxNumber", (a, b, y) => Chosen(a, b, y), (a, b, y) => Chosen(b, a, y), "½ and ½ at a tie"),
        Row("MinNumber", (a, b, y) => Chosen(a, b, y), (a, b, y) => Chosen(b, a, y), "½ and ½ at a tie"),
        Row("MaxNative", (a, b, y) => Chosen(a, b, y), (a, b, y) => Chosen(b, a, y), "½ and ½ at a tie"),
        Row("MinNative", (a, b, y) => Chosen(a, b, y), (a, b, y) => Chosen(b, a, y), "½ and ½ at a tie"),
        Row("MaxMagnitude", (a, b, y) => Chosen(a, b, y), (a, b, y) => Chosen(b, a, y), "½ and ½ where both are equal; the chosen one where they differ in sign"),
        Row("MinMagnitude", (a, b, y) => Chosen(a, b, y), (a, b, y) => Chosen(b, a, y), "½ and ½ where both are equal; the chosen one where they differ in sign"),
        Row("MaxMagnitudeNumber", (a, b, y) => Chosen(a, b, y), (a, b, y) => Chosen(b, a, y), "½ and ½ where both are equal; the chosen one where they differ in sign"),
        Row("MinMagnitudeNumber", (a, b, y) => Chosen(a, b, y), (a, b, y) => Chosen(b, a, y), "½ and ½ where both are equal; the chosen one where they differ in sign"),
        Row("Clamp", (x, low, high, y) => Inside(x, low, high), (x, low, high, y) => IsTrue(Less(x, low), x), (x, low, high, y) => IsTrue(Greater(x, high), x), "the value's own at its bounds, so 1 and 0"),
        Row("ClampNative", (x, low, high, y) => Inside(x, low, high), (x, low, high, y) => IsTrue(Less(x, low), x), (x, low, high, y) => IsTrue(Greater(x, high), x), "the value's own at its bounds, so 1 and 0"),

        // Piecewise constant functions.
        ZeroRow("Ceiling", "jumps at integers"),
        ZeroRow("Floor", "jumps at integers"),
        ZeroRow("Round", "jumps half-way between integers"),
        ZeroRow("Truncate", "jumps at integers"),
        ZeroRow("Sign", "an integer; jumps at 0"),
        ZeroRow("ILogB", "an integer"),
        ZeroRow("ConvertToInteger", "an integer"),
        ZeroRow("ConvertToIntegerNative", "an integer"),
        ZeroRow("IsEvenInteger", "a condition"),
        ZeroRow("IsFinite", "a condition"),
        ZeroRow("IsInfinity", "a condition"),
        ZeroRow("IsInteger", "a condition"),
        ZeroRow("IsNaN", "a condition"),
        ZeroRow("IsNegative", "a condition"),
        ZeroRow("IsNegativeInfinity", "a condition"),
        ZeroRow("IsNormal", "a condition"),
        ZeroRow("IsOddInteger", "a condition"),
        ZeroRow("IsPositive", "a condition"),
        ZeroRow("IsPositiveInfinity", "a condition"),
        ZeroRow("IsPow2", "a condition"),
        ZeroRow("IsRealNumber", "a condition"),
        ZeroRow("IsSubnormal", "a condition"),
    ];

    /// <summary>Functions without a derivative: the reason and the way out.</summary>
    public static readonly Dictionary<string, string> NotDifferentiable = new()
    {
        ["SinCosPi"] = "it returns a tuple; call SinPi and CosPi instead",
        ["CreateChecked"] = "it converts between any two number types; write a cast instead",
        ["CreateSaturating"] = "it converts between any two number types; write a cast instead",
        ["CreateTruncating"] = "it converts between any two number types; write a cast instead",
    };

    private static Number Two(Expression x) => Literal(x.Type, 2);

    private static Number Ten(Expression x) => Literal(x.Type, 10);

    /// <summary>0 at the origin, where <paramref name="elsewhere"/> would be 0 / 0.</summary>
    private static Expression AtOrigin(Expression a, Expression b, Expression elsewhere) => Choose(Both(Equal(a, 0), Equal(b, 0)), 0, elsewhere);

    /// <summary>1 where the comparison holds, ½ at a tie.</summary>
    private static Expression Wins(Expression comparison, Expression a, Expression b) => Choose(comparison, One(a.Type), Choose(Equal(a, b), 0.5, Zero(a.Type)));

    /// <summary>1 where the result is the operand, ½ where it is both operands; never equal, so 0, where it is NaN.</summary>
    private static Expression Chosen(Expression operand, Expression other, Expression result) =>
        Choose(Equal(result, operand), Choose(Equal(operand, other), 0.5, One(result.Type)), 0);

    private static Expression Inside(Expression x, Expression low, Expression high) => IsTrue(Both(LessOrEqual(low, x), LessOrEqual(x, high)), x);

    private static Expression IsTrue(Expression condition, Expression like) => Choose(condition, One(like.Type), 0);
}
