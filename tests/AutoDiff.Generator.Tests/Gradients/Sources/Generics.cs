using System;
using System.Numerics;
using AutoDiff;

namespace Gradients;

public static partial class Polynomial<T>
    where T : struct, IFloatingPointIeee754<T>
{
    [Differentiable]
    public static T OfGenericType(ReadOnlySpan<T> coefficients, T x)
    {
        T s = T.Zero;
        foreach (T c in coefficients)
        {
            s = s * x + c;
        }

        return T.Tanh(s * T.CreateChecked(0.125)) * T.CreateChecked(0.5);
    }
}

/// <summary>Generic mathematics.</summary>
public static partial class Functions
{
    [Differentiable]
    public static T GenericScalars<T>(T x, T k)
        where T : IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-k * x)) + T.CreateChecked(2) * x * T.Pi + T.Max(x, k * T.CreateChecked(3));

    [Differentiable]
    public static T GenericLoop<T>(ReadOnlySpan<T> x)
        where T : IFloatingPointIeee754<T>
    {
        T s = T.One;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] > T.CreateChecked(1))
            {
                s *= T.Sin(x[i]);
            }
            else
            {
                s += x[i] / T.CreateChecked(i + 1);
            }
        }

        return T.Sqrt(s * s);
    }

    [Differentiable]
    public static double CallOfGeneric(double x) => GenericPolynomial(x, 4) * GenericPolynomial<double>(x * x, 2);

    [Differentiable]
    public static T GenericCallOfGeneric<T>(T x)
        where T : IFloatingPointIeee754<T> => GenericPolynomial(x, 3);

    private static T GenericPolynomial<T>(T x, int n)
        where T : IFloatingPointIeee754<T>
    {
        T r = T.Zero;
        for (int i = 0; i < n; i++)
        {
            r = r * x + T.CreateChecked(i) * T.Cos(x);
        }

        return FourTimes(r);
    }

    private static U FourTimes<U>(U value)
        where U : IFloatingPointIeee754<U> => value + value * U.CreateChecked(3);
}
