using System;
using AutoDiff;

namespace Gradients;

/// <content>View variables that look into one buffer now and into another one then.</content>
public static partial class Functions
{
    [Differentiable]
    public static double PingPong(ReadOnlySpan<double> p, double rate)
    {
        double[] current = new double[p.Length];
        double[] next = new double[p.Length];
        p.CopyTo(current);
        for (int step = 0; step < 5; step++)
        {
            for (int i = 0; i < current.Length; i++)
            {
                double left = current[i == 0 ? current.Length - 1 : i - 1];
                next[i] = current[i] + rate * left * (left - current[i]) * 0.3;
            }

            double[] swap = current;
            current = next;
            next = swap;
        }

        double s = 0;
        for (int i = 0; i < current.Length; i++)
        {
            s += current[i] * current[i] + next[i] * 0.1;
        }

        return s;
    }

    [Differentiable]
    public static double PingPongSpans(Span<double> p, Span<double> scratch, double x)
    {
        Span<double> a = p;
        Span<double> b = scratch[..p.Length];
        int rounds = 0;
        while (rounds < 4)
        {
            for (int i = 0; i < a.Length; i++)
            {
                b[i] = Math.Sin(a[i]) * x + b[i] * 0.5;
            }

            Span<double> t = a;
            a = b;
            b = t;
            rounds++;
        }

        return a[0] * b[1] + p[0] * scratch[1] + a[^1];
    }

    [Differentiable]
    public static double ChosenBuffer(ReadOnlySpan<double> p, ReadOnlySpan<double> q, double x)
    {
        ReadOnlySpan<double> z = x > 1 ? p : q[1..];
        double s = 0;
        for (int i = 0; i < z.Length; i++)
        {
            s += z[i] * z[i] * x;
        }

        return s * z.Length;
    }

    [Differentiable]
    public static double ChosenArray(double[] p, double[] q, double x)
    {
        double[] z = x > 1 ? p : q;
        double[] other = x > 1 ? q : p;
        return z[0] * other[1] * x + z[2];
    }

    [Differentiable]
    public static double WrittenChoice(Span<double> p, Span<double> q, double x)
    {
        for (int k = 0; k < 4; k++)
        {
            Span<double> z = p[0] * x > q[0] ? p : q;
            z[0] = z[0] * 0.5 + p[1] * q[2] * x;
            p[2] *= z[0];
            z[1] += z[2] * q[0];
        }

        return p[0] * q[1] + p[2] + q[0];
    }

    [Differentiable]
    public static double ChoiceInAnExpression(ReadOnlySpan<double> p, ReadOnlySpan<double> q, double x)
    {
        double s = x;
        for (int i = 0; i < p.Length && i < q.Length; i++)
        {
            s = s * 0.5 + (s > 1 ? p : q)[i] * s + (i % 2 == 0 ? p : q[1..]).Length * x;
        }

        return s;
    }

    [Differentiable]
    public static double NewBufferEachStep(ReadOnlySpan<double> p, double rate)
    {
        double[] u = p.ToArray();
        for (int step = 0; step < 4; step++)
        {
            double[] next = new double[u.Length];
            for (int i = 0; i < u.Length; i++)
            {
                next[i] = u[i] * (1 - rate * u[(i + 1) % u.Length]);
            }

            u = next;
        }

        double s = 0;
        foreach (double e in u)
        {
            s += e * e;
        }

        return s;
    }

    [Differentiable]
    public static double GrowingBuffer(ReadOnlySpan<double> p)
    {
        double[] all = new double[] { p[0] };
        double s = 0;
        for (int k = 1; k < p.Length; k++)
        {
            double[] longer = new double[all.Length + 1];
            for (int i = 0; i < all.Length; i++)
            {
                longer[i] = all[i] * p[k];
            }

            longer[all.Length] = p[k];
            s += longer[0] * all[all.Length - 1];
            all = longer;
        }

        for (int i = 0; i < all.Length; i++)
        {
            s = s * 0.7 + all[i] * all[i];
        }

        return s;
    }

    [Differentiable]
    public static double BufferOfAnArm(ReadOnlySpan<double> p, double x)
    {
        double[] w = new double[2];
        w[0] = x;
        if (x > 0.5)
        {
            double[] longer = new double[p.Length + 1];
            p.CopyTo(longer);
            longer[^1] = x * x;
            w = longer;
        }

        double s = 0;
        for (int i = 0; i < w.Length; i++)
        {
            s += w[i] * w[i] * x;
        }

        return s;
    }

    [Differentiable]
    public static double ThreeBuffers(ReadOnlySpan<double> p)
    {
        double[] a = new double[3];
        double[] b = new double[3];
        double[] c = new double[3];
        for (int i = 0; i < 3; i++)
        {
            a[i] = p[i];
            b[i] = p[i] * p[i];
        }

        for (int k = 0; k < 5; k++)
        {
            for (int i = 0; i < 3; i++)
            {
                c[i] = 1.5 * b[i] - 0.5 * a[i] * b[(i + 1) % 3];
            }

            double[] oldest = a;
            a = b;
            b = c;
            c = oldest;
        }

        return b[0] * a[1] + c[2];
    }

    [Differentiable]
    public static double ParameterAndLocal(double[] p)
    {
        double[] from = p;
        double[] to = new double[p.Length];
        for (int k = 0; k < 3; k++)
        {
            for (int i = 0; i < from.Length; i++)
            {
                to[i] = from[i] * from[(i + k) % from.Length];
            }

            double[] old = from;
            from = to;
            to = old;
        }

        return from[0] + to[1] * from[2];
    }

    [Differentiable]
    public static double LaterRoot(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        ReadOnlySpan<double> v = p;
        double s = v[0] * v[1];
        double[] squares = new double[q.Length];
        for (int i = 0; i < q.Length; i++)
        {
            squares[i] = q[i] * q[i];
        }

        v = squares;
        s += v[0] * v[2];
        v = q;
        return s * v[1];
    }

    [Differentiable]
    public static double NestedRounds(Span<double> p, double x)
    {
        double[] spare = new double[p.Length];
        Span<double> front = p;
        Span<double> back = spare;
        for (int k = 0; k < 3; k++)
        {
            for (int j = 0; j < 2; j++)
            {
                for (int i = 1; i < front.Length; i++)
                {
                    back[i] = front[i - 1] * front[i] * x + k;
                }

                back[0] = front[^1];
                if (back[0] > j)
                {
                    Span<double> t = front;
                    front = back;
                    back = t;
                }
            }

            front = front[..^1];
            back = back[1..];
        }

        return front[0] + back[^1] * x;
    }
}
