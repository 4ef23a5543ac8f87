using System;
using AutoDiff;

namespace Gradients;

/// <summary>A cleanup sees what the body has changed.</summary>
public static partial class Functions
{
    [Differentiable]
    public static double FinallyReadsWhatTheBodyAssigned(double x, double y)
    {
        double s = 0;
        try
        {
            x = x * y;
        }
        finally
        {
            s += x * x * y;
        }

        x = Math.Sin(s);
        return x * s;
    }

    [Differentiable]
    public static double FinallyWritesThroughWhatTheBodyChose(double[] p, double x)
    {
        double[] q = new double[p.Length];
        Span<double> v = q;
        try
        {
            v = p.AsSpan(1);
            x *= v[0];
        }
        finally
        {
            v[0] = x * x;
            v[1] += v[0] * q[0];
        }

        return p[0] * p[1] + v[1] * x;
    }

    [Differentiable]
    public static double FinallyInFinallyOfALoop(double x)
    {
        for (int i = 0; i < 2; i++)
        {
            try
            {
                x *= 1.5;
            }
            finally
            {
                x += Guarded(x);
            }
        }

        return x;

        static double Guarded(double a)
        {
            try
            {
                Ranges unused = new(0.5, 0.25);
            }
            finally
            {
                a += 1;
            }

            return Math.Sin(a);
        }
    }

    [Differentiable]
    public static double StackallocOfAMethodThatACleanupCalls(double x)
    {
        double y = x;
        try
        {
            y *= x;
        }
        finally
        {
            y += Stacked(y, x);
        }

        return y;

        static double Stacked(double a, double b)
        {
            Span<double> both = stackalloc double[2];
            both[0] = a * b;
            both[1] = Math.Sin(a);
            return both[0] * both[1];
        }
    }

    [Differentiable]
    public static double StructureThatIsDisposed(double x, double y)
    {
        double[] v = [x, y];
        double s = 0;
        for (int i = 0; i < 3; i++)
        {
            using Scaling scaling = new(v, y), second = new(v, x);
            s += v[0] * scaling.By * second.By;
            if (i == 1)
            {
                continue;
            }

            v[1] *= scaling.By;
        }

        using (new Scaling(v, x))
        {
            v[0] += x;
        }

        Scaling known = new(v, x);
        using (known)
        {
            v[1] += known.By * y;
        }

        return s * v[0] * v[1] * known.By;
    }

    [Differentiable]
    public static double StructureThatIsDisposedAfterTheResult(double x, double y)
    {
        double[] v = [x, y];
        double inner = Inner(v);
        return inner * v[0] * v[1];

        static double Inner(double[] v)
        {
            using Halving halving = new(v);
            using Scaling scaling = new(v, v[1]);
            return v[0] * scaling.By;
        }
    }

    [Differentiable]
    public static double ChangedWhileItIsUsed(double x, double y)
    {
        double s = 0;
        using (Growing growing = new(x))
        {
            s += growing.Next() * growing.Next() + growing.Inner.Next() * growing.Inner.By;
        }

        Growing[] all = [new(x), new(y)];
        foreach (Growing one in all)
        {
            s += one.Next() * one.Next() + one.Inner.Next() * one.Inner.By;
        }

        return s * all[1].By;
    }
}

internal struct Scaling(double[] values, double by) : IDisposable
{
    private readonly double[] values = values;

    public double By = by;

    public void Dispose()
    {
        values[0] *= By;
        By = 0;
    }
}

internal readonly ref struct Halving(Span<double> values)
{
    private readonly Span<double> values = values;

    public void Dispose() => values[1] *= 0.5;
}

internal struct Growing(double by) : IDisposable
{
    public double By = by;

    public Grown Inner = new(by);

    public double Next()
    {
        By *= 1.5;
        return By;
    }

    readonly void IDisposable.Dispose()
    {
    }
}

internal struct Grown(double by)
{
    public double By = by;

    public double Next()
    {
        By *= 1.5;
        return By;
    }
}
