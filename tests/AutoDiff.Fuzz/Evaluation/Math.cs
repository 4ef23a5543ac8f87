using System;
using Reals = System.Math;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>Stands in for <see cref="System.Math"/>: a program compiled in this namespace finds it first.</summary>
/// <remarks>Values are those of .NET, bit for bit. Derivatives are textbook formulas of the argument; kinks follow docs/math.md.</remarks>
public static class Math
{
    public const double PI = Reals.PI;

    public static Dual Sin(Dual x) => x.Apply(Reals.Sin(x.Value), Reals.Cos(x.Value));

    public static Dual Cos(Dual x) => x.Apply(Reals.Cos(x.Value), -Reals.Sin(x.Value));

    public static Dual Tan(Dual x) => x.Apply(Reals.Tan(x.Value), 1 / (Reals.Cos(x.Value) * Reals.Cos(x.Value)));

    public static Dual Asin(Dual x) => x.Apply(Reals.Asin(x.Value), 1 / Reals.Sqrt((1 - x.Value) * (1 + x.Value)));

    public static Dual Acos(Dual x) => x.Apply(Reals.Acos(x.Value), -1 / Reals.Sqrt((1 - x.Value) * (1 + x.Value)));

    public static Dual Atan(Dual x) => x.Apply(Reals.Atan(x.Value), 1 / (1 + (x.Value * x.Value)));

    public static Dual Sinh(Dual x) => x.Apply(Reals.Sinh(x.Value), Reals.Cosh(x.Value));

    public static Dual Cosh(Dual x) => x.Apply(Reals.Cosh(x.Value), Reals.Sinh(x.Value));

    public static Dual Tanh(Dual x)
    {
        double cosh = Reals.Cosh(x.Value);

        // 1 - tanh² and 1 / cosh² agree only up to the rounding of 1.
        return x.Apply(Reals.Tanh(x.Value), 1 / (cosh * cosh), 1);
    }

    public static Dual Asinh(Dual x) => x.Apply(Reals.Asinh(x.Value), 1 / Reals.Sqrt((x.Value * x.Value) + 1));

    public static Dual Exp(Dual x) => x.Apply(Reals.Exp(x.Value), Reals.Exp(x.Value));

    public static Dual Log(Dual x) => x.Apply(Reals.Log(x.Value), 1 / x.Value);

    public static Dual Log2(Dual x) => x.Apply(Reals.Log2(x.Value), 1 / (x.Value * Reals.Log(2)));

    public static Dual Sqrt(Dual x) => x.Apply(Reals.Sqrt(x.Value), 0.5 / Reals.Sqrt(x.Value));

    public static Dual Cbrt(Dual x) => x.Apply(Reals.Cbrt(x.Value), Reals.Cbrt(x.Value) / (3 * x.Value));

    public static Dual Pow(Dual x, Dual power)
    {
        double value = Reals.Pow(x.Value, power.Value);
        Dual byExponent = power.Scale == 0 ? 0 : power.Apply(0, value * Reals.Log(x.Value));
        Dual byBase = x.Scale == 0 || power.Value == 0 ? 0 : x.Apply(0, power.Value * Reals.Pow(x.Value, power.Value - 1));
        return byBase + byExponent + value;
    }

    public static Dual Atan2(Dual y, Dual x)
    {
        double square = (x.Value * x.Value) + (y.Value * y.Value);
        return y.Apply(0, x.Value / square) + x.Apply(0, -y.Value / square) + Reals.Atan2(y.Value, x.Value);
    }

    public static Dual FusedMultiplyAdd(Dual a, Dual b, Dual c)
    {
        Dual sum = (a * b) + c;
        return new(Reals.FusedMultiplyAdd(a.Value, b.Value, c.Value), sum.Derivative, sum.Scale);
    }

    public static Dual Abs(Dual x)
    {
        Trace.Note(x.Value, 0);
        return x.Apply(Reals.Abs(x.Value), x.Value > 0 ? 1 : x.Value < 0 ? -1 : 0);
    }

    public static Dual CopySign(Dual x, Dual sign)
    {
        Trace.Note(x.Value, 0);
        Trace.Note(sign.Value, 0);
        double value = Reals.CopySign(x.Value, sign.Value);
        return x.Apply(value, value == x.Value ? 1 : -1);
    }

    public static Dual Max(Dual a, Dual b) => Choose(a, b, Reals.Max(a.Value, b.Value), a.Value > b.Value);

    public static Dual Min(Dual a, Dual b) => Choose(a, b, Reals.Min(a.Value, b.Value), a.Value < b.Value);

    public static Dual Clamp(Dual x, Dual low, Dual high) => x < low ? low : x > high ? high : x;

    public static Dual Floor(Dual x) => Step(x.Value, Reals.Floor(x.Value), Reals.Round(x.Value));

    public static Dual Round(Dual x) => Step(x.Value, Reals.Round(x.Value), Reals.Floor(x.Value) + 0.5);

    public static int Sign(Dual x) => Trace.Note(x.Value, 0) ? Reals.Sign(x.Value) : 0;

    public static int Abs(int x) => Reals.Abs(x);

    public static int Max(int a, int b) => Reals.Max(a, b);

    public static int Min(int a, int b) => Reals.Min(a, b);

    public static int Clamp(int x, int low, int high) => Reals.Clamp(x, low, high);

    private static Dual Step(double x, double value, double jump)
    {
        Trace.Note(x, jump);
        return value;
    }

    private static Dual Choose(Dual a, Dual b, double value, bool isFirst)
    {
        Trace.Note(a.Value, b.Value);
        return a.Value == b.Value
            ? new(value, (a.Derivative + b.Derivative) / 2, (a.Scale + b.Scale) / 2)
            : isFirst ? a : b;
    }
}
