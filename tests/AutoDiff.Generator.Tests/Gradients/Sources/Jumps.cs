using System;
using AutoDiff;

namespace Gradients;

/// <content><c>goto</c>, as translations from other languages and decompilers write it.</content>
public static partial class Functions
{
    [Differentiable]
    public static double OutOfNestedLoops(double[] p)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            for (int j = 0; j < p.Length; j++)
            {
                s += p[i] * p[j] * (i + 1);
                if (s > 2)
                {
                    goto done;
                }
            }

            s *= 1.1;
        }

        s += 3 * p[0];
    done:
        return s * p[1];
    }

    [Differentiable]
    public static double LoopByJumping(double x, double y)
    {
        int n = 0;
    again:
        x = Math.Sin(x) + y;
        double last = x * y;
        n++;
        if (n < 4)
        {
            goto again;
        }

        return x * last;
    }

    [Differentiable]
    public static double ArithmeticIf(double[] p)
    {
        double r, d;
        int m = 0;
        d = p[0] - p[1];
        if (d < 0)
        {
            goto L10;
        }

        if (d == 0)
        {
            goto L20;
        }

        goto L30;
    L10:
        r = p[0] * p[^1];
        goto L40;
    L20:
        r = 0;
        goto L40;
    L30:
        r = p[1] * p[1];
        m++;
        if (m < 3)
        {
            goto L50;
        }

    L40:
        r += 1;
        return r * p[0];
    L50:
        d *= 0.5;
        r = d * d;
        for (; ; )
        {
            r += d;
            m++;
            if (m > 5)
            {
                goto L40;
            }

            if (r > 1e6)
            {
                break;
            }
        }

        return r;
    }

    [Differentiable]
    public static double OutOfSwitchesAndOn(double[] p)
    {
        double s = p[0];
        for (int i = 0; i < 6; i++)
        {
            switch (i % 4)
            {
                case 0:
                    s += p[1];
                    goto next;
                case 1:
                    if (s > 5)
                    {
                        goto final;
                    }

                    s *= p[^1];
                    break;
                case 2:
                    goto skip;
                default:
                    s -= 0.1 * p[0];
                    continue;
            }

            s *= 1.2;
        skip:
            s += 0.3 * p[1] * s;
        next:
            s *= 0.9;
        }

    final:
        return s * s;
    }

    [Differentiable]
    public static double BreakAndContinueInALoopByJumping(double[] p)
    {
        double s = 0;
        int i = 0;
        while (true)
        {
            int j = 0;
        inner:
            s += p[j % p.Length] * (i + 1);
            j++;
            if (j == 2 && i == 0)
            {
                i++;
                continue;
            }

            if (j < 3)
            {
                goto inner;
            }

            i++;
            if (i > 2)
            {
                break;
            }

            if (i == 2)
            {
                goto finish;
            }
        }

        s *= 2;
    finish:
        return s * s;
    }

    [Differentiable]
    public static double IntoALoop(double[] p)
    {
        double s = p[0];
        int n = 0;
        if (p[1] > p[0])
        {
            goto middle;
        }

    top:
        s *= p[1];
        n++;
        if (s > 1e3)
        {
            goto end;
        }

    middle:
        s = Math.Tanh(s) + 0.5 * p[^1];
        if (n < 3)
        {
            goto top;
        }

        s += n * p[0];
    end:
        return s;
    }

    [Differentiable]
    public static double JumpsInAHelper(double[] p)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += Stepped(p[i], p[0]);
        }

        return s;
    }

    [Differentiable]
    public static double WritingInALoopByJumping(double[] p)
    {
        double[] w = new double[p.Length];
        int i = 0;
    fill:
        if (i >= p.Length)
        {
            goto filled;
        }

        w[i] = p[i] * p[i];
        i++;
        goto fill;
    filled:
        double s = 0;
        i = w.Length - 1;
    back:
        s = 0.5 * s + w[i];
        w[i] = s;
        if (--i >= 0)
        {
            goto back;
        }

        foreach (double v in w)
        {
            if (v > 1e9)
            {
                goto bad;
            }

            s += v * p[0];
        }

        return s;
    bad:
        return double.NaN;
    }

    [Differentiable]
    public static double OutOfTry(double x, double y)
    {
        int runs = 0;
        try
        {
            double z = x * y;
            if (z > 0)
            {
                goto square;
            }

            z += 1;
            return z * y;
        square:
            z *= z;
            return z + y;
        }
        finally
        {
            runs++;
        }
    }

    [Differentiable]
    public static double StateMachineByGotoCase(double x, double y, int start)
    {
        double s = x;
        int n = 0;
        switch (Math.Abs(start) % 3)
        {
            case 0:
                s *= y;
                n++;
                if (n > 5)
                {
                    break;
                }

                goto case 2;
            case 1:
                s += 0.5 * y;
                n++;
                goto case 0;
            case 2:
                s = Math.Sin(s) + x;
                if (n % 2 == 0)
                {
                    goto case 1;
                }

                goto default;
            default:
                s -= 0.1 * y;
                n++;
                goto case 0;
        }

        return s;
    }

    [Differentiable]
    public static double GotoCaseOutOfALoop(double[] p)
    {
        double s = 0;
        for (int r = 0; r < 5; r++)
        {
            switch (r)
            {
                case 0:
                    for (int i = 0; i < p.Length; i++)
                    {
                        s += p[i];
                        if (i == 1)
                        {
                            goto case 3;
                        }
                    }

                    break;
                case 1:
                    s *= p[0];
                    continue;
                case 3:
                    s += p[1] * p[^1];
                    break;
                default:
                    s *= 0.5;
                    if (s > 3)
                    {
                        return s;
                    }

                    goto case 3;
            }

            s += 0.1 * p[0];
        }

        return s;
    }

    [Differentiable]
    public static double UnrolledByFallingThrough(double[] p)
    {
        double s = 1;
        int i = 0;
        int n = (p.Length + 3) / 4;
        switch (p.Length % 4)
        {
            case 0:
                s += p[i++ % p.Length];
                goto case 3;
            case 3:
                s *= p[i++ % p.Length];
                goto case 2;
            case 2:
                s += p[i++ % p.Length] * s;
                goto case 1;
            case 1:
                s += p[i++ % p.Length];
                if (--n > 0)
                {
                    goto case 0;
                }

                break;
        }

        return s;
    }

    [Differentiable]
    public static double BuffersBetweenLabels(double[] p)
    {
        if (p[0] < -1e3)
        {
            goto bad;
        }

        double[] h = new double[2];
        h[0] = p[0] * p[1];
        h[1] = 2 + p[1] * p[1];
        int n = 0;
    again:
        Span<double> last = stackalloc double[2];
        last[0] = h[0];
        last[1] = h[1];
        h[0] = 0.5 * (h[0] + p[1] / h[1]);
        if (n++ < 3)
        {
            goto again;
        }

        goto converged;
    bad:
        return double.NaN;
    converged:
        return h[0] * h[1] + last[0] * last[1];
    }

    [Differentiable]
    public static double JumpsOutOfADoLoop(double[] p)
    {
        double s = 1;
        int w = 0;
        do
        {
            if (w == 1)
            {
                s *= p[^1];
                goto next;
            }

            if (w == 2)
            {
                continue;
            }

            s += p[0] * s;
        next:
            s += p[1];
            if (s > 100)
            {
                goto end;
            }
        }
        while (++w < 4 && s < 50);
        s *= 2;
    end:
        return s * s;
    }

    [Differentiable]
    public static double NamesAcrossJumps(double[] p)
    {
        double[] w = (double[])p.Clone();
        int i = 0;
        ref double cell = ref w[i];
        double s = 0;
    again:
        cell += 0.5 * w[1] * w[1];
        double scale = Scaled(0.3 * i);
        Func<double, double> f = v => v * scale + w[0];
        s = 0.2 * f(w[i]) + s;
        i++;
        if (i < w.Length)
        {
            goto again;
        }

        return s + w[0] * scale;

        double Scaled(double v)
        {
            s += v;
            return s * p[1];
        }
    }

    [Differentiable]
    public static double PingPongByJumping(double[] p)
    {
        double[] a = (double[])p.Clone();
        double[] b = new double[p.Length];
        int n = 0;
    step:
        for (int i = 0; i < a.Length; i++)
        {
            if (i == 2 && n == 1)
            {
                goto swap;
            }

            b[i] = a[(i + 1) % a.Length] * a[i];
        }

    swap:
        (a, b) = (b, a);
        if (++n < 4)
        {
            goto step;
        }

        double sum = b[0];
        foreach (double v in a)
        {
            sum += v;
        }

        return sum;
    }

    private static double Stepped(double a, double b)
    {
        int n = 0;
    start:
        if (n > 2)
        {
            goto end;
        }

        a = a * b + 1;
        n++;
        goto start;
    end:
        return a - b;
    }
}
