using System;
using System.Collections.Generic;
using System.Linq;
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

public static partial class Rounds<T>
    where T : IFloatingPointIeee754<T>
{
    [Differentiable]
    public static T OfGenericTypeInRounds(T x, T k)
    {
        T[] y = [x, k];
        for (int i = 0; i < 3; i++)
        {
            y = [y[1] * y[0], y[0]];
        }

        return y[0];
    }
}

/// <summary>Generic mathematics.</summary>
public static partial class Functions
{
    [Differentiable]
    public static T GenericBufferOfEachRound<T>(T a, T b)
        where T : IFloatingPointIeee754<T>
    {
        T[] m = [a, b];
        for (int k = 0; k < 3; k++)
        {
            T[] n = new T[2];
            for (int i = 0; i < 2; i++)
            {
                n[i] = m[i] * m[1 - i] + a;
            }

            m = n;
        }

        return m[0];
    }

    [Differentiable]
    public static T GenericStructBuffersOfHelper<T>(T[] x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T[] y = x;
        for (int i = 0; i < 4; i++)
        {
            y = GenericMultiple(y, y[0]);
        }

        return y[1];
    }

    private static T[] GenericMultiple<T>(T[] a, T k)
        where T : IFloatingPointIeee754<T>
    {
        T[] r = new T[a.Length];
        for (int i = 0; i < r.Length; i++)
        {
            r[i] = a[i] * k;
        }

        return r;
    }

    [Differentiable]
    public static T GenericRowsExchanged<T>(T a, T b)
        where T : IFloatingPointIeee754<T>
    {
        T[][] m = [[a, b], [b, a]];
        for (int k = 0; k < 3; k++)
        {
            (m[0], m[1]) = (m[1], m[0]);
            m[0][0] *= m[1][0];
        }

        return m[0][0];
    }

    [Differentiable]
    public static T GenericBuffersOfCallersOwn<T>(T[][] rows, T[] y, Span<T> z)
        where T : IFloatingPointIeee754<T>
    {
        rows[0][0] *= y[0];
        z[0] *= rows[0][0];
        y[1] *= z[0];
        return rows[0][0] * y[1] + z[1];
    }

    [Differentiable]
    public static T GenericStructGridsOfCallersOwn<T>(T[,] grid, T[][] rows, T[] y, Span<T> z)
        where T : struct, IFloatingPointIeee754<T>
    {
        grid[0, 0] *= y[0] * rows[0][0];
        z[0] *= grid[0, 0];
        y[1] *= z[0];
        rows[1][1] *= y[1];
        return grid[0, 0] * rows[1][1] + z[1];
    }

    [Differentiable]
    public static T GenericSorts<T>(T[] x)
        where T : IFloatingPointIeee754<T>
    {
        T[] k = x.OrderBy(v => v).ToArray();
        Array.Sort(x);
        T[] c = (T[])k.Clone();
        Array.Sort(c, (a, b) => b.CompareTo(a));
        return k[0] * x[1] + c[0] * c[1] * x[3];
    }

    [Differentiable]
    public static T GenericStructSortByIndex<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T[] k = x.ToArray();
        int[] order = new int[k.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => k[a].CompareTo(k[b]));
        Array.Sort(k, order);
        return k[0] * k[1] + x[order[2]];
    }

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

    public readonly struct AnyPair<T>(T first, T second)
        where T : INumber<T>
    {
        public T First { get; } = first;

        public T Second { get; } = second;

        public static AnyPair<T> operator +(AnyPair<T> a, AnyPair<T> b) => new(a.First + b.First, a.Second + b.Second);

        public T Dot(AnyPair<T> other) => First * other.First + Second * other.Second;
    }

    [Differentiable]
    public static double NumbersOfAnyKind(double[] x) =>
        MeanOfAny(x) * LargestOfAny(x) * ClampedAny(x[1], 0.1, 5) + RootOfAny(x[0]) * ClampedAny(3, 1, 2) * SumOfAny<double>(x);

    [Differentiable]
    public static double PairOfAnyNumbers(double x, double y)
    {
        AnyPair<double> pair = new AnyPair<double>(x, y) + new AnyPair<double>(y, 2);
        AnyPair<int> counts = new(2, 3);
        return pair.Dot(pair) * counts.Dot(counts);
    }

    private static T ClampedAny<T>(T value, T low, T high)
        where T : INumber<T> => value < low ? low : value > high ? high : value;

    private static T SumOfAny<T>(ReadOnlySpan<T> values)
        where T : INumberBase<T>
    {
        T sum = T.Zero;
        foreach (T value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static T MeanOfAny<T>(T[] values)
        where T : struct, INumber<T>
    {
        T sum = default;
        for (int i = 0; i < values.Length; i++)
        {
            sum += values[i];
        }

        return sum / T.CreateChecked(values.Length);
    }

    private static T LargestOfAny<T>(IReadOnlyList<T> values)
        where T : INumber<T>
    {
        T largest = values[0];
        for (int i = 1; i < values.Count; i++)
        {
            largest = T.Max(largest, values[i]);
        }

        return largest;
    }

    private static T RootOfAny<T>(T value)
        where T : IRootFunctions<T>, IExponentialFunctions<T>, INumber<T> => T.Sqrt(T.Abs(value) + T.One) * T.Exp(value);
}
