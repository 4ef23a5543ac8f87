using System;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <summary>What a switch chooses by.</summary>
public enum Kernel
{
    Linear,
    Gaussian,
    Cauchy,
}

/// <content><c>switch</c> statements and expressions.</content>
public static partial class Functions
{
    [Differentiable]
    public static double SwitchStatement(double x, double y, int n)
    {
        double r = x;
        switch (n % 4)
        {
            case 0:
                r *= y;
                break;
            case 1:
            case 2:
                r = Math.Sin(r) * y;
                break;
            case 3:
                return x * y * y;
            default:
                r = -1;
                break;
        }

        return r + x * y;
    }

    [Differentiable]
    public static double SwitchInLoop(ReadOnlySpan<double> p, int[] codes)
    {
        double s = 1;
        double product = 1;
        for (int i = 0; i < p.Length; i++)
        {
            switch (codes[i])
            {
                case 0:
                    s = s * p[i];
                    break;
                case 1:
                    continue;
                case 2:
                    if (s > 3)
                    {
                        break;
                    }

                    s += p[i] * p[i];
                    if (p[i] > 1)
                    {
                        product *= s;
                        break;
                    }

                    s *= 0.5;
                    goto case 4;
                case 3 when p[i] > 1.2:
                    s = Math.Exp(-s * s) + p[i];
                    goto default;
                case 4:
                    product *= 1 + p[i];
                    break;
                default:
                    s = s * 0.5 + Math.Sqrt(p[i]);
                    break;
            }

            product = product * 0.9 + s * p[i];
        }

        return s * product;
    }

    [Differentiable]
    public static double SwitchReturningFromLoop(ReadOnlySpan<double> p, int[] codes)
    {
        double s = 0.5;
        int i = 0;
        while (true)
        {
            if (i == p.Length)
            {
                break;
            }

            double v = p[i++];
            switch (codes[i - 1])
            {
                case 0 or 1:
                    s = s * v + 1;
                    continue;
                case 5 when s > 2:
                    return s * s * v;
                case > 2 and not 4:
                    double w = v * v;
                    s += w * s;
                    break;
                case var c when c % 2 == 0:
                    s = Math.Sin(s) + c * v;
                    break;
            }

            s = s * 0.75 + v;
        }

        return s;
    }

    [Differentiable]
    public static double SwitchOnValue(double x, double y)
    {
        double low = 0.75;
        switch (x * y)
        {
            case < 0.5:
                low = x;
                break;
            case >= 0.5 and < 1 when y > 0.9:
                low = y * y;
                break;
            case double.NaN:
                low = 0;
                break;
            case var z when z * z > 2:
                low = z * Math.Log(z);
                break;
            default:
                break;
        }

        return low * x + y;
    }

    [Differentiable]
    public static double SwitchWithSharedLocal(double x, double y, int n)
    {
        switch (n)
        {
            case 0:
                double t = x;
                return t * y;
            case 3:
                t = y * y;
                t *= x;
                return t + x;
            default:
                return 0;
        }
    }

    [Differentiable]
    public static double NestedSwitches(ReadOnlySpan<double> p, int[] codes)
    {
        double s = 1;
        for (int i = 0; i < p.Length; i++)
        {
            switch (codes[i] % 3)
            {
                case 0:
                    switch (i % 2)
                    {
                        case 0:
                            s *= p[i];
                            break;
                        default:
                            if (s > 2)
                            {
                                break;
                            }

                            s += p[i];
                            break;
                    }

                    s = s * s * 0.5;
                    break;
                case 1:
                    for (int j = 0; j < 3; j++)
                    {
                        if (j == i)
                        {
                            break;
                        }

                        s += p[j] * p[i];
                    }

                    break;
                default:
                    if (i == 5)
                    {
                        return s * p[0];
                    }

                    s = Math.Sqrt(s * p[i] + 1);
                    break;
            }
        }

        return s * s;
    }

    [Differentiable]
    public static double SwitchExpression(double x, double y, int n)
    {
        double a = n switch
        {
            0 => x,
            1 or 2 => y,
            > 2 and < 10 => x * y,
            _ => 0,
        };
        return a * a + x;
    }

    [Differentiable]
    public static double SwitchExpressionOnValue(double x, double y) => (x - y) switch
    {
        < -1 => -x * y,
        < 0 => x * x * y,
        0 => x,
        > 0 and < 0.25 => Math.Sin(x) + y,
        var d when d * d > 0.5 => d * d * x,
        var d => d * y,
    };

    [Differentiable]
    public static double SwitchOnTuple(ReadOnlySpan<double> p, double y)
    {
        double s = y;
        for (int i = 0; i < p.Length; i++)
        {
            s += (p[i] > 1, s) switch
            {
                (true, > 4) => p[i],
                (true, var t) when t > 2 => p[i] * t,
                (true, _) => Math.Exp(-p[i]),
                (false, < 3) => p[i] * p[i],
                (false, not > 5) => s * p[i],
                _ => s * 0.1,
            };
        }

        return s;
    }

    [Differentiable]
    public static double SwitchOnEnum(double x, double y, int n)
    {
        Kernel kernel = (Kernel)(n % 3);
        double s = 0;
        for (int i = 0; i < 4; i++)
        {
            double d = x - y * i;
            s += kernel switch
            {
                Kernel.Linear => d,
                Kernel.Gaussian => Math.Exp(-d * d),
                Kernel.Cauchy => 1 / (1 + d * d),
                _ => throw new ArgumentOutOfRangeException(nameof(n)),
            };
            kernel = kernel == Kernel.Linear ? Kernel.Gaussian : kernel == Kernel.Gaussian ? Kernel.Cauchy : Kernel.Linear;
        }

        return s;
    }

#pragma warning disable CS8509 // Not exhaustive: that is the point.
    [Differentiable]
    public static double SwitchExpressionWithoutDefault(double x, int n) => n switch
    {
        0 => x,
        3 => x * x * x,
    };
#pragma warning restore CS8509

    [Differentiable]
    public static double SwitchWithEffects(ReadOnlySpan<double> p)
    {
        int i = 0;
        double s = 1;
        while (i < p.Length)
        {
            s = i++ switch
            {
                0 => s + p[i - 1],
                1 when i++ > 1 => s * p[i - 2] * p[i - 1],
                2 => -1,
                var k when p[k] > 1 => s * p[k] + (i > 4 ? p[0] : p[1]),
                _ => s * s * 0.3,
            };
        }

        return s;
    }

    [Differentiable]
    public static double SwitchOnAConstant(double x) => (3 switch { 0 => x, 1 => 1.0, _ => x * x }) * x;

    [Differentiable]
    public static double SectionThatDeclaresByDeconstruction(double x, double y, int n)
    {
        switch (Math.Abs(n) % 3)
        {
            case 0:
                x *= y;
                goto case 2;
            case 1:
                y += x * x;
                goto case 2;
            case 2:
                (double left, double right) = (Math.Tanh(x), y * 0.5);
                x = left * right + (left is > 0.2 and var positive ? positive : 0);
                break;
        }

        return x * y;
    }

    [Differentiable]
    public static double LambdasInRepeatedSections(double x, double[] p, double b, int n)
    {
        switch (Math.Abs(n) % 3)
        {
            case 0:
            {
                double t = x;
                x *= p.Select(v => v * t).Sum();
            }

            goto case 2;
            case 1:
                goto default;
            case 2:
            {
                (double u, double w) = (x, b);
                Func<double, double> f = v => u * v + w;
                x += f(b);
                break;
            }

            default:
            {
                double t = Math.Tanh(0.5 * b);
                x *= 0.2 * p.Select(_ => t).Sum();
                double[] q = [x, t];
                if (x is var z && z > -100)
                {
                    x += Scaled(0) + Scaled(1) + p.Select(a => a * z).Sum();
                }

                x += p.Sum(a => q[0] * a);
                double Scaled(int i) => q[i] * t;
            }

            goto case 2;
        }

        return 0.5 + x;
    }

    [Differentiable]
    public static double ContinueInASwitchInADoLoop(double x, double y)
    {
        double s = 1;
        int w = 0;
        do
        {
            switch (w % 3)
            {
                case 0:
                    s += x;
                    break;
                case 1:
                    s *= y;
                    continue;
                default:
                    s -= 0.5 * x;
                    break;
            }

            s *= 1.1;
        }
        while (++w < 4);
        return s * s;
    }
}
