using System;
using AutoDiff;

namespace Gradients;

/// <content>One expression each.</content>
public static partial class Functions
{
    private const double Half = 0.5;
    private static readonly double Third = Math.Cbrt(1.0 / 27);

    [Differentiable]
    public static double Rosenbrock(double x, double y)
    {
        double a = 1 - x;
        double b = y - x * x;
        return a * a + 100 * b * b;
    }

    [Differentiable]
    public static double ExpressionBody(double x) => x * x * x - 2 * x + 1;

    [Differentiable]
    public static double Quotients(double x, double y) => (x - y) / (x + y) / (1 + x * y) - 3 / x;

    [Differentiable]
    public static double Remainders(double x, double y) => (5 * x) % y;

    [Differentiable]
    public static double Nested(double x, double y) => Math.Exp(Math.Sin(x * y) / Math.Sqrt(x + y)) * Math.Log(1 + x * x);

    [Differentiable]
    public static double PowerTower(double x, double y) => Math.Pow(x + y, Math.Pow(x, y));

    [Differentiable]
    public static double Constants(double x) => Half * x + Third * x * x + Math.PI * Math.Cos(x) - int.MaxValue * 1e-9 * x;

    [Differentiable]
    public static double Casts(double x, double y)
    {
        int whole = (int)(3 * x);
        long big = (long)(7 * y);
        return whole * x + big * y + (double)whole / 2;
    }

    [Differentiable]
    public static double IntegerDivision(double x, int n) => x * (n / 2) + x * (7 / 2) + x / n;

    [Differentiable]
    public static double Ternary(double x, double y) => x > y ? Math.Log(x) * y : x * Math.Exp(y);

    [Differentiable]
    public static double NestedTernary(double x, double y) => 2 * (x > 1 ? (y > 1 ? x * y : x / y) : y - x) + (x < y ? x : y);

    [Differentiable]
    public static double UntakenLog(double x) => x > 100 ? Math.Log(x - 100) : x * 3;

    [Differentiable]
    public static double BoolLogic(double x, double y)
    {
        bool both = x > 0.2 && y > 0.2;
        bool either = x > 1.5 || y > 1.5;
        return both && !either ? x * y : x + y * y;
    }
}
