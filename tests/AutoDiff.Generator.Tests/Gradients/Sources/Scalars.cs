using System;
using System.Numerics;
using AutoDiff;

namespace Gradients;

/// <content>Functions of <see cref="Math"/>, integers beside floating-point numbers, constants.</content>
public static partial class Functions
{
    [Differentiable]
    public static double SignOfANegativeZero(double x)
    {
        double a = -1 - x * x;
        return Math.Tanh(Math.CopySign(0.5 + x, (a - a) * a));
    }

    [Differentiable]
    public static double RootsOfHeldVariables(double x, double y)
    {
        double sum = 0;
        for (int i = -1; i < 2; i += 2)
        {
            double v = Math.Max(i * x, 0);
            double w = i * y;
            if (w < 0)
            {
                w = 0;
            }

            double d = 0;
            if (i * x > 0)
            {
                d += x * y;
            }

            sum += Math.Sqrt(v) * y + Math.Cbrt(w) * x + Math.Sqrt(v * 0.1) * x + Math.Pow(w, 0.5) + Math.Sqrt(d) + i * x * y;
        }

        return sum;
    }

    [Differentiable]
    public static double SineAndCosine(double x, double y)
    {
        (double s, double c) = Math.SinCos(x * y);
        double sum = 0;
        for (int i = 1; i < 3; i++)
        {
            var turned = double.SinCos(x * i + c);
            sum += turned.Sin * turned.Cos * s;
        }

        return sum * c;
    }

    [Differentiable]
    public static double BitTricks(double x, int n)
    {
        int k = BitOperations.PopCount((uint)n) << 1;
        long l = n * 3L;
        uint u = (uint)n ^ 5u;
        byte b = (byte)(l & 0xff);
        return x * k + x * x * l + u * x + b * Math.Sqrt(x);
    }

    [Differentiable]
    public static double MinMaxClamp(double x, double y) =>
        Math.Min(x, y) * Math.Max(x * y, 1) + Math.Clamp(x, 0.7, 1.3) * Math.Abs(y - 1) + Math.CopySign(x, -y) + Math.FusedMultiplyAdd(x, y, x);

    [Differentiable]
    public static double Trigonometry(double x, double y) =>
        Math.Sinh(x) / Math.Cosh(y) + Math.Atan2(x, y) * Math.Acosh(1 + x) - Math.Asinh(y) + Math.Atan(x)
        + Math.Asin(x / 3) * Math.Acos(y / 3) + Math.Tan(x / 2) + Math.Atanh(x / 4);

    [Differentiable]
    public static double LogarithmsAndRoots(double x, double y) =>
        Math.Cbrt(x) + Math.Log2(y) + Math.Log10(x) + Math.Log(x, 3) + Math.Log(2 + x, 1 + y);

    [Differentiable]
    public static double Rounding(double x) =>
        Math.Floor(x * 10) * x + Math.Round(x, 1) + Math.Truncate(x) * x + Math.Ceiling(x) + Math.Sign(x) * x;

    [Differentiable]
    public static double LocalConstants(double x)
    {
        const double k = 2.5;
        const int n = 3;
        double r = 1;
        for (int i = 0; i < n; ++i)
        {
            r *= k + x;
        }

        return r;
    }

    [Differentiable]
    public static double IntegersOfDifferentSigns(double[] x)
    {
        int n = -7;
        ulong m = 3;
        nint i = -5;
        nuint j = 2;
        double sum = (x[0] * n / m) + (n * x[1] * m) + (x[2] * i / j) + ((i * x[0]) - (j * x[0])) + (m * x[1] - n * x[1]);
        double p = 1;
        ulong factorial = 1;
        for (int k = 0; k < 6; k++)
        {
            factorial *= k == 0 ? 1 : (ulong)k;
            int sign = k % 2 == 0 ? 1 : -1;
            sum += (sign * p / factorial) + (x[0] * k / (1UL << k));
            p *= x[0] * x[1];
        }

        return sum;
    }
}
