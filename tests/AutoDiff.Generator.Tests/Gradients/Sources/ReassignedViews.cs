using System;
using AutoDiff;

namespace Gradients;

/// <content>View variables that are assigned again and again.</content>
public static partial class Functions
{
    [Differentiable]
    public static double ShrinkingParameter(ReadOnlySpan<double> p)
    {
        double s = 1;
        while (p.Length > 1)
        {
            s = s * p[0] + p[^1];
            p = p[1..];
        }

        return s;
    }

    [Differentiable]
    public static double HalvedParameter(Span<double> p, double x)
    {
        double first = p[0] * x;
        while (p.Length > 0)
        {
            int half = p.Length / 2;
            p[half] *= x;
            x = x * p[half] * 0.5 + p[0];
            p = x > 1.5 ? p[..half] : p[(half + 1)..];
        }

        return first + x;
    }

    [Differentiable]
    public static double ShrinkingBuffer(ReadOnlySpan<double> p)
    {
        Span<double> b = new double[p.Length];
        p.CopyTo(b);
        double s = 1;
        while (b.Length > 1)
        {
            b[0] = b[0] * b[1] * s;
            s = s * 0.4 + b[0];
            b = b[1..];
        }

        return s;
    }

    [Differentiable]
    public static double ViewOfABranch(ReadOnlySpan<double> p)
    {
        double s = 1;
        for (int i = 0; i + 2 < p.Length; i++)
        {
            ReadOnlySpan<double> v;
            if (s > 0.7)
            {
                v = p[1..];
            }
            else
            {
                v = p[2..];
            }

            s = s * 0.3 + v[0] * Math.Sin(s) * v[i] * v.Length * 0.1;
        }

        return s;
    }

    [Differentiable]
    public static double ChosenView(ReadOnlySpan<double> p, double x)
    {
        if (x > 0.1)
        {
            ReadOnlySpan<double> v = x > 1 ? p[1..] : p[..3];
            return v[0] * v[1] * x * v.Length;
        }

        return x;
    }

    [Differentiable]
    public static double BufferOfABranch(double x)
    {
        if (x > 1)
        {
            Span<double> w = new double[4];
            w.Fill(x);
            w[0] *= w[3];
            return w[0] * w[1];
        }

        return x;
    }

    [Differentiable]
    public static double ItemsOfAReassignedView(ReadOnlySpan<double> p)
    {
        double s = p[0];
        for (int k = 0; k < 3; k++)
        {
            ReadOnlySpan<double> v = p[k..];
            foreach (double e in v)
            {
                s = s * e * 0.5 + e;
                if (v.Length > 2)
                {
                    v = v[1..];
                    s += v[0] * s;
                }
            }
        }

        return s;
    }

    [Differentiable]
    public static double ArrayThatMayBeNull(double[] p, double[] q)
    {
        double[]? chosen = p.Length > 99 ? p : null;
        double[]? later = null;
        if (q.Length > 99)
        {
            later = q;
        }

        if (p.Length > 1)
        {
            later = p;
        }

        double product = later is null ? 1 : later[1];
        return chosen == null ? p[0] * q[0] * product : chosen[2];
    }

    [Differentiable]
    public static double ArrayOfThePreviousIteration(double[] p)
    {
        double[]? previous = null;
        double sum = 0;
        for (int i = 0; i + 1 < p.Length; i++)
        {
            double[] current = [p[i] * p[i + 1], p[i]];
            if (previous != null)
            {
                sum += previous[0] * current[1] + previous.Length;
            }

            previous = current;
        }

        return sum;
    }

    [Differentiable]
    public static double WorkArrayThatIsMadeWhenNeeded(double[] p)
    {
        double[]? work = null;
        double sum = 0;
        for (int n = 1; n < p.Length; n++)
        {
            if (work is null || work.Length < n)
            {
                work = new double[2 * n];
            }

            for (int i = 0; i < n; i++)
            {
                work[i] += p[i] * p[n];
            }

            sum += work[0] * work[n - 1];
        }

        return sum;
    }

    [Differentiable]
    public static double BestArraySoFar(double[] p)
    {
        double[]? best = null;
        double top = -1;
        for (int i = 0; i + 1 < p.Length; i++)
        {
            double[] candidate = [p[i], p[i] * p[i + 1]];
            if (best is null || candidate[1] > top)
            {
                best = candidate;
                top = candidate[1];
            }
        }

        return best![0] * best[1] * top;
    }

    [Differentiable]
    public static double EmptyArrayIsNotNull(double[] p)
    {
        double[] none = [];
        double[]? given = null;
        double sum = none == null ? 100 : 1;
        if (given == null)
        {
            sum += p[0];
        }

        given = none;
        if (given is not null)
        {
            sum *= p[1];
        }

        given = p[..0];
        return given != null ? sum * p[2] : sum;
    }

    [Differentiable]
    public static double EmptySpanOfAnArrayThatIsNull(double[] p, int n)
    {
        double[] x = (double[])p.Clone();
        double[]? w = null;
        Span<double> v = default;
        if (n > 99)
        {
            w = x;
            v = x;
        }

        w.AsSpan().Fill(p[1]);
        v.Fill(p[0]);
        for (int i = 0; i < v.Length; i++)
        {
            v[i] *= 2;
        }

        return x[0] * x[1];
    }

    [Differentiable]
    public static double ReassignedBesideStackMemory(double[] p)
    {
        double[] chosen = p;
        Span<double> stack = stackalloc double[2];
        stack[0] = p[1];
        if (p[0] > -9)
        {
            double[] first = (double[])p.Clone();
            double[] second = new double[p.Length];
            for (int step = 0; step < 3; step++)
            {
                second[0] = first[0] * first[1] + stack[0];
                second[1] = first[1];
                (first, second) = (second, first);
            }

            chosen = first;
        }

        return chosen[0] * chosen[1];
    }

    [Differentiable]
    public static double BufferOfALoopThenAnother(double[] p)
    {
        double s = p[0];
        double[] a = new double[2];
        a[0] = p[1];
        double[] v = (double[])p.Clone();
        for (int i = 0; i < 3; i++)
        {
            double[] q = new double[2];
            q[0] = s;
            v = q;
            s += v[0];
        }

        s *= v[0];
        v = a;
        return s * v[0];
    }

    [Differentiable]
    public static double StackBuffersInTurn(double[] x)
    {
        Span<double> a = stackalloc double[3];
        Span<double> b = stackalloc double[3];
        Span<double> current = a;
        for (int k = 0; k < 3; k++)
        {
            Span<double> next = k % 2 == 0 ? b : a;
            for (int i = 0; i < 3; i++)
            {
                next[i] = (current[i] * x[0]) + x[k];
            }

            current = next;
        }

        return current[0] * current[1];
    }

    [Differentiable]
    public static double StackTournament(double[] x)
    {
        Span<double> all = stackalloc double[4];
        x.AsSpan(0, 2).CopyTo(all);
        all[2] = x[0] * x[1];
        all[3] = 0.3;
        Span<double> current = all;
        while (current.Length > 1)
        {
            Span<double> left = current[..(current.Length / 2)];
            Span<double> right = current[(current.Length / 2)..];
            Span<double> best = left[0] > right[0] ? left : right;
            best[0] *= 1.1;
            current = best;
        }

        return current[0] * all[2];
    }

    [Differentiable]
    public static double StackOrHeapBySwitch(double[] x)
    {
        Span<double> a = stackalloc double[3];
        Span<double> heap = new double[3];
        Span<double> last = a;
        for (int s = 0; s < 3; s++)
        {
            Span<double> next = s switch { 0 => heap, 1 => a, _ => last };
            next[s] = x[s] * x[0];
            last = StackLarger(next, a);
        }

        return (last[1] * a[1]) + (heap[0] * a[2]);
    }

    private static Span<double> StackLarger(Span<double> a, Span<double> b)
    {
        if (a[0] > b[0])
        {
            return a;
        }

        return b;
    }
}
