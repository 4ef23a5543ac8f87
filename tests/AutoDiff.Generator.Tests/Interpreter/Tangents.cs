using System;

namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>Derivatives of functions, written down without regard to the generator's tables, so that the two can be compared.</summary>
internal static class Tangents
{
    /// <summary>The tangent of a function's value.</summary>
    public static double Of(string name, Dual[] arguments, int[] integers, double value)
    {
        double x = arguments[0].Value;
        return arguments.Length switch
        {
            1 => Dual.Flow(arguments[0].Tangent, Unary(name, x, integers, value)),
            2 => Pair(arguments, Binary(name, x, arguments[1].Value, value)),
            _ => Triple(arguments, Ternary(name, x, arguments[1].Value, arguments[2].Value)),
        };
    }

    private static double Pair(Dual[] arguments, (double First, double Second) by) =>
        Dual.Flow(arguments[0].Tangent, by.First) + Dual.Flow(arguments[1].Tangent, by.Second);

    private static double Triple(Dual[] arguments, (double First, double Second, double Third) by) =>
        Dual.Flow(arguments[0].Tangent, by.First) + Dual.Flow(arguments[1].Tangent, by.Second) + Dual.Flow(arguments[2].Tangent, by.Third);

    private static double Unary(string name, double x, int[] integers, double value) => name switch
    {
        "Abs" => Math.Sign(x),
        "Acos" => -Math.Pow(1 - (x * x), -0.5),
        "Acosh" => Math.Pow((x * x) - 1, -0.5),
        "Asin" => Math.Pow(1 - (x * x), -0.5),
        "Asinh" => 1 / double.Hypot(1, x),
        "Atan" => Math.Pow(Math.Cos(Math.Atan(x)), 2),
        "Atanh" => 1 / (1 - (x * x)),
        "BitIncrement" or "BitDecrement" => 1,
        "Cbrt" => Math.Pow(Math.Abs(x), -2.0 / 3) / 3,
        "Cos" => -Math.Sin(x),
        "Cosh" => (Math.Exp(x) - Math.Exp(-x)) / 2,
        "CosPi" => -Math.PI * double.SinPi(x),
        "DegreesToRadians" => Math.PI / 180,
        "RadiansToDegrees" => 180 / Math.PI,
        "Exp" => Math.Exp(x),
        "Exp2" => Math.Pow(2, x) * Math.Log(2),
        "Exp10" => Math.Pow(10, x) * Math.Log(10),
        "ExpM1" => Math.Exp(x),
        "Exp2M1" => Math.Pow(2, x) * Math.Log(2),
        "Exp10M1" => Math.Pow(10, x) * Math.Log(10),
        "Log" => 1 / x,
        "Log2" => Math.Log2(Math.E) / x,
        "Log10" => Math.Log10(Math.E) / x,
        "LogP1" => 1 / (x + 1),
        "Log2P1" => Math.Log2(Math.E) / (x + 1),
        "Log10P1" => Math.Log10(Math.E) / (x + 1),
        "ReciprocalEstimate" => -1 / (x * x),
        "ReciprocalSqrtEstimate" => -0.5 * Math.Pow(x, -1.5),
        "RootN" => integers[0] == 1 ? 1 : value == 0 ? double.PositiveInfinity : value / (integers[0] * x),
        "ScaleB" => Math.Pow(2, integers[0]),
        "Sin" => Math.Cos(x),
        "Sinh" => (Math.Exp(x) + Math.Exp(-x)) / 2,
        "SinPi" => Math.PI * double.CosPi(x),
        "Sqrt" => 1 / (2 * Math.Sqrt(x)),
        "Tan" => Math.Pow(Math.Cos(x), -2),
        "Tanh" => Math.Pow(Math.Cosh(x), -2),
        "TanPi" => Math.PI * Math.Pow(double.CosPi(x), -2),
        "AsinPi" => Math.Pow(1 - (x * x), -0.5) / Math.PI,
        "AcosPi" => -Math.Pow(1 - (x * x), -0.5) / Math.PI,
        "AtanPi" => 1 / ((1 + (x * x)) * Math.PI),
        "Floor" or "Ceiling" or "Round" or "Truncate" => 0,
        _ => throw new NotSupportedException($"The tangent of {name}."),
    };

    private static (double First, double Second) Binary(string name, double a, double b, double value) => name switch
    {
        "Atan2" => a == 0 && b == 0 ? (0, 0) : (b / double.Hypot(a, b) / double.Hypot(a, b), -a / double.Hypot(a, b) / double.Hypot(a, b)),
        "Atan2Pi" => a == 0 && b == 0 ? (0, 0) : (b / double.Hypot(a, b) / double.Hypot(a, b) / Math.PI, -a / double.Hypot(a, b) / double.Hypot(a, b) / Math.PI),
        "CopySign" => (Math.Sign(a) * (double.IsNegative(b) ? -1 : 1), 0),
        "Hypot" => value == 0 ? (0, 0) : (a / value, b / value),
        "IEEERemainder" or "Ieee754Remainder" => (1, -Math.Round(a / b, MidpointRounding.ToEven)),
        "Log" => (1 / (a * Math.Log(b)), -Math.Log(a) / (b * Math.Log(b) * Math.Log(b))),
        "Max" or "MaxNumber" or "MaxNative" => a == b ? (0.5, 0.5) : a > b ? (1, 0) : (0, 1),
        "Min" or "MinNumber" or "MinNative" => a == b ? (0.5, 0.5) : a < b ? (1, 0) : (0, 1),
        "MaxMagnitude" or "MaxMagnitudeNumber" => a == b ? (0.5, 0.5) : Math.Abs(a) > Math.Abs(b) || (a == -b && a > b) ? (1, 0) : (0, 1),
        "MinMagnitude" or "MinMagnitudeNumber" => a == b ? (0.5, 0.5) : Math.Abs(a) < Math.Abs(b) || (a == -b && a < b) ? (1, 0) : (0, 1),
        "Pow" => (b == 0 ? 0 : b == 1 ? 1 : b * Math.Pow(a, b - 1), value == 0 ? 0 : value * Math.Log(a)),
        _ => throw new NotSupportedException($"The tangent of {name}."),
    };

    private static (double First, double Second, double Third) Ternary(string name, double a, double b, double c) => name switch
    {
        "FusedMultiplyAdd" or "MultiplyAddEstimate" => (b, a, 1),
        "Lerp" => (1 - c, c, b - a),
        "Clamp" or "ClampNative" => a < b ? (0, 1, 0) : a > c ? (0, 0, 1) : (1, 0, 0),
        _ => throw new NotSupportedException($"The tangent of {name}."),
    };
}
