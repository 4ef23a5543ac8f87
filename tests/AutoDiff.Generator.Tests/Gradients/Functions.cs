using System;
using AutoDiff;

namespace Gradients;

/// <summary>
/// Methods whose gradients are checked against differences, each for one thing that goes wrong when it is done the
/// obvious way. Scalars are given values in [0.5, 2), buffers six such values, <c>int</c> three, index buffers 0 to 5.
/// </summary>
public static partial class Functions
{
    private const double Half = 0.5;
    private static readonly double Third = Math.Cbrt(1.0 / 27);

    // Expressions

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

    // Locals

    [Differentiable]
    public static double Reassigned(double x)
    {
        double a = x * x;
        a = Math.Sin(a) * a;
        a = a * a + x;
        return a;
    }

    [Differentiable]
    public static double ReassignedParameter(double x, double y)
    {
        x = x * y;
        y = x + y;
        x *= y;
        return x * y;
    }

    [Differentiable]
    public static double Compound(double x, double y)
    {
        double s = x;
        s += y * x;
        s -= s * y;
        s *= s;
        s /= 1 + y;
        s %= 10;
        return s;
    }

    [Differentiable]
    public static double Chained(double x)
    {
        double a, b;
        a = b = x * x;
        b *= a;
        return a + b;
    }

    [Differentiable]
    public static double Swap(double x, double y)
    {
        double t = x;
        x = y;
        y = t;
        return x * x + 3 * y;
    }

    [Differentiable]
    public static double DeclaredLater(double x)
    {
        double y;
        if (x > 1)
        {
            double t = x * x;
            y = Math.Sin(t) * t;
        }
        else
        {
            double t = Math.Exp(x);
            y = t / (1 + t);
        }

        return y * y;
    }

    [Differentiable]
    public static double ConditionOverwritten(double x, double y)
    {
        double m = x;
        if (m > y)
        {
            m = m * y;
        }
        else
        {
            m = m + y * y;
        }

        return m * x;
    }

    // Early returns

    [Differentiable]
    public static double EarlyReturn(double x, double y)
    {
        if (x > 1.2)
        {
            return x * y;
        }

        if (y > 1.2)
        {
            x *= y;
            if (x > 1)
            {
                return Math.Sin(x);
            }
        }

        return x + y * y;
    }

    [Differentiable]
    public static double ReturnInLoop(ReadOnlySpan<double> p, double limit)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * p[i];
            if (s > limit)
            {
                return s * p[i];
            }
        }

        return Math.Sqrt(s);
    }

    [Differentiable]
    public static double ReturnInNestedLoop(ReadOnlySpan<double> p, int n)
    {
        double s = 1;
        for (int i = 0; i < p.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                s = s * 0.9 + p[i] * p[j];
                if (s > n)
                {
                    return s * s * p[j];
                }
            }

            s += p[i];
        }

        return s;
    }

    // Loops that overwrite

    [Differentiable]
    public static double Product(ReadOnlySpan<double> p)
    {
        double r = 1;
        for (int i = 0; i < p.Length; i++)
        {
            r *= p[i];
        }

        return r;
    }

    [Differentiable]
    public static double Horner(ReadOnlySpan<double> c, double x)
    {
        double r = 0;
        for (int i = c.Length - 1; i >= 0; i--)
        {
            r = r * x + c[i];
        }

        return r;
    }

    [Differentiable]
    public static double Power(double x, int n)
    {
        double r = 1;
        for (int i = 0; i < n; i++)
        {
            r = r * x;
        }

        return r;
    }

    [Differentiable]
    public static double Fibonacci(double a, double b, int n)
    {
        for (int i = 0; i < n; i++)
        {
            double t = a * b;
            a = b;
            b = Math.Sin(t) + b;
        }

        return a * b;
    }

    [Differentiable]
    public static double RunningMaximum(ReadOnlySpan<double> p)
    {
        double m = p[0];
        foreach (double v in p)
        {
            if (v > m)
            {
                m = v;
            }
        }

        return m * m;
    }

    [Differentiable]
    public static double LogSumExp(ReadOnlySpan<double> p)
    {
        double m = double.NegativeInfinity;
        for (int i = 0; i < p.Length; i++)
        {
            m = Math.Max(m, p[i]);
        }

        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += Math.Exp(p[i] - m);
        }

        return m + Math.Log(s);
    }

    [Differentiable]
    public static double Newton(double a)
    {
        double x = a;
        while (Math.Abs(x * x - a) > 1e-12)
        {
            x = 0.5 * (x + a / x);
        }

        return x;
    }

    [Differentiable]
    public static double WhileWithCounter(ReadOnlySpan<double> p)
    {
        int i = 0;
        double s = 1;
        while (i < p.Length && s < 50)
        {
            s = s * p[i] + i;
            i++;
        }

        return s;
    }

    [Differentiable]
    public static double WhileTrue(double x)
    {
        int k = 0;
        while (true)
        {
            x = x * 1.5;
            if (x > 10)
            {
                break;
            }

            k += 2;
            x += k;
        }

        return x * k;
    }

    [Differentiable]
    public static double BreakAndContinue(ReadOnlySpan<double> p, double limit)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            if (p[i] > 1.6)
            {
                continue;
            }

            s += Math.Sin(p[i] * s) + p[i];
            if (s > 3 * limit)
            {
                break;
            }

            s *= limit;
        }

        return s;
    }

    [Differentiable]
    public static double NestedBreak(ReadOnlySpan<double> p)
    {
        double total = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double s = p[i];
            for (int j = 0; j < p.Length; j++)
            {
                if (j == i)
                {
                    continue;
                }

                s *= p[j];
                if (s > 3)
                {
                    break;
                }
            }

            total += s * s;
        }

        return total;
    }

    [Differentiable]
    public static double Triangular(ReadOnlySpan<double> p)
    {
        double total = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double s = 1;
            for (int j = 0; j < i; j++)
            {
                s = s * p[j] + p[i];
            }

            total += Math.Log(s);
        }

        return total;
    }

    [Differentiable]
    public static double Rectangular(ReadOnlySpan<double> p, int n)
    {
        double total = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double s = p[i];
            for (int j = 0; j < n; j++)
            {
                s = Math.Sin(s) * p[i] + Math.Exp(-s);
            }

            total += s * p[i];
        }

        return total;
    }

    [Differentiable]
    public static double Strided(ReadOnlySpan<double> p)
    {
        double s = 1;
        for (int i = 1; i < p.Length; i += 2)
        {
            s = s * p[i] + p[i - 1];
        }

        for (int i = p.Length - 1; i > 0; i -= 2)
        {
            s = s * p[i] - p[i - 1];
        }

        return s;
    }

    [Differentiable]
    public static double EmptyLoops(ReadOnlySpan<double> p, int n)
    {
        double s = p[0];
        for (int i = n; i < n; i++)
        {
            s *= p[i];
        }

        for (int i = 5; i < n; i += 2)
        {
            s *= p[i];
        }

        return s;
    }

    [Differentiable]
    public static double LocalsInLoop(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double r = p[i] - q[i];
            double e = Math.Exp(-r * r);
            double w = 2 * e + r;
            s += w * w * r;
        }

        return s / p.Length;
    }

    [Differentiable]
    public static double BranchInLoop(ReadOnlySpan<double> p)
    {
        double s = 0.5;
        for (int i = 0; i < p.Length; i++)
        {
            if (s > 1)
            {
                double t = s * p[i];
                s = Math.Sin(t) + t * t * 0.1;
            }
            else
            {
                s = s * s + p[i];
            }
        }

        return s;
    }

    [Differentiable]
    public static double HugeThenUndone(double x)
    {
        double s = x;
        s += 1e17;
        double t = s * 1e-17;
        s -= 1e17;
        return t * x + x * x;
    }

    [Differentiable]
    public static double NormOfLoop(ReadOnlySpan<double> p)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * p[i];
        }

        return Math.Sqrt(s);
    }

    [Differentiable]
    public static double VarianceTwoPass(ReadOnlySpan<double> p)
    {
        double mean = 0;
        foreach (double v in p)
        {
            mean += v;
        }

        mean /= p.Length;
        double variance = 0;
        foreach (double v in p)
        {
            variance += (v - mean) * (v - mean);
        }

        return variance / (p.Length - 1);
    }

    // Buffers

    [Differentiable]
    public static double InPlace(Span<double> p)
    {
        for (int i = 0; i < p.Length; i++)
        {
            p[i] = p[i] * p[i];
        }

        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * p[i];
        }

        return s;
    }

    [Differentiable]
    public static double AliasedAccumulate(Span<double> p, ReadOnlySpan<int> index, double w)
    {
        for (int i = 0; i < p.Length; i++)
        {
            p[i] += p[index[i]] * w;
        }

        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * (i + 1);
        }

        return s;
    }

    [Differentiable]
    public static double PrefixProducts(ReadOnlySpan<double> p)
    {
        double[] q = new double[p.Length];
        q[0] = p[0];
        for (int i = 1; i < p.Length; i++)
        {
            q[i] = q[i - 1] * p[i] + Math.Sin(q[i - 1]);
        }

        return q[p.Length - 1] * q[2];
    }

    [Differentiable]
    public static double Overwritten(ReadOnlySpan<double> p)
    {
        Span<double> q = stackalloc double[3];
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            q[i % 3] = p[i] * p[i];
            s += q[0] * q[1] + q[2];
        }

        return s;
    }

    [Differentiable]
    public static double Scatter(ReadOnlySpan<double> p, ReadOnlySpan<int> index)
    {
        double[] bins = new double[6];
        for (int i = 0; i < p.Length; i++)
        {
            bins[index[i]] += p[i] * p[i];
        }

        double s = 0;
        foreach (double bin in bins)
        {
            s += bin * bin;
        }

        return s;
    }

    [Differentiable]
    public static double ComputedIndices(ReadOnlySpan<double> p)
    {
        int[] order = new int[p.Length];
        for (int i = 0; i < p.Length; i++)
        {
            order[i] = (i * 5 + 1) % p.Length;
        }

        double s = 1;
        for (int i = 0; i < p.Length; i++)
        {
            s = s * p[order[i]] + i;
            order[(i + 1) % p.Length] = order[i] ^ 1;
        }

        return s;
    }

    [Differentiable]
    public static double Views(ReadOnlySpan<double> p, int n)
    {
        ReadOnlySpan<double> head = p.Slice(0, n);
        ReadOnlySpan<double> tail = p[n..];
        double s = 0;
        for (int i = 0; i < n; i++)
        {
            s += head[i] * tail[i] * tail[^1];
        }

        return s;
    }

    [Differentiable]
    public static double ShrinkingView(ReadOnlySpan<double> p)
    {
        ReadOnlySpan<double> s = p;
        double r = 0;
        while (s.Length > 1)
        {
            r = r * s[0] + s[1] * s[^1];
            s = s[1..];
        }

        return r * s[0];
    }

    [Differentiable]
    public static double OverlappingViews(Span<double> p)
    {
        Span<double> a = p[..4];
        Span<double> b = p[2..];
        for (int i = 0; i < 4; i++)
        {
            a[i] = a[i] * b[i];
        }

        double s = 0;
        for (int i = 0; i < b.Length; i++)
        {
            s += b[i] * b[i];
        }

        return s;
    }

    [Differentiable]
    public static double CopyAndFill(ReadOnlySpan<double> p, double x)
    {
        double[] q = new double[p.Length];
        q.AsSpan().Fill(x * x);
        double s = q[0] * q[1];
        p.Slice(0, 3).CopyTo(q);
        s += q[0] * q[1] * q[5];
        q.AsSpan(1, 2).Clear();
        for (int i = 0; i < q.Length; i++)
        {
            s += q[i] * q[i];
        }

        return s;
    }

    [Differentiable]
    public static double OverlappingCopy(Span<double> p)
    {
        p[..5].CopyTo(p[1..]);
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * (i + 1) * p[i];
        }

        return s;
    }

    [Differentiable]
    public static double ArrayRangeCopies(double[] p)
    {
        double[] head = p[..3];
        head[0] *= 2;
        return head[0] * p[0] + head[1] * p[2];
    }

    [Differentiable]
    public static double Arrays(double[] p, [NoGradient] double[] q)
    {
        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += p[i] * q[i] * p[^1];
        }

        return s;
    }

    [Differentiable]
    public static double Scratch(ReadOnlySpan<double> p, [NoGradient] Span<double> scratch)
    {
        for (int i = 0; i < p.Length; i++)
        {
            scratch[i] = p[i] * p[i] + scratch[i];
        }

        double s = 0;
        for (int i = 0; i < p.Length; i++)
        {
            s += Math.Sin(scratch[i]) * scratch[i];
        }

        return s;
    }

    [Differentiable]
    public static double BufferInLoop(ReadOnlySpan<double> p, int n)
    {
        double total = 0;
        for (int k = 0; k < n; k++)
        {
            double[] q = new double[p.Length];
            double s = 0;
            for (int i = 0; i < p.Length; i++)
            {
                q[i] = Math.Exp(-p[i] * (k + 1));
                s += q[i];
            }

            for (int i = 0; i < p.Length; i++)
            {
                total += (q[i] / s - 0.1 * i) * (q[i] / s);
            }
        }

        return total;
    }

    [Differentiable]
    public static double TimeStepping(ReadOnlySpan<double> p, double dt, int n)
    {
        double[] state = p.ToArray();
        for (int t = 0; t < n; t++)
        {
            double[] next = new double[state.Length];
            for (int i = 0; i < state.Length; i++)
            {
                double left = i > 0 ? state[i - 1] : 0;
                double right = i < state.Length - 1 ? state[i + 1] : 0;
                next[i] = state[i] + dt * (left - 2 * state[i] + right) * state[i];
            }

            next.CopyTo(state, 0);
        }

        double s = 0;
        foreach (double v in state)
        {
            s += v * v;
        }

        return s;
    }

    [Differentiable]
    public static double Increments(ReadOnlySpan<double> p)
    {
        int i = 0;
        double s = p[i++] * p[i];
        s += p[i++] * s;
        s *= p[++i] + i--;
        return s * p[i];
    }

    [Differentiable]
    public static double WriteThroughIncrement(ReadOnlySpan<double> p)
    {
        double[] q = new double[p.Length + 1];
        int k = 0;
        foreach (double v in p)
        {
            q[k++] = v * v;
            q[k] = v;
        }

        return q[0] * q[3] + q[k];
    }

    [Differentiable]
    public static double SoftmaxSquaredError(ReadOnlySpan<double> z, [NoGradient] ReadOnlySpan<double> target)
    {
        double m = double.NegativeInfinity;
        foreach (double v in z)
        {
            m = Math.Max(m, v);
        }

        double sum = 0;
        double[] e = new double[z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            e[i] = Math.Exp(z[i] - m);
            sum += e[i];
        }

        double loss = 0;
        for (int i = 0; i < z.Length; i++)
        {
            double d = e[i] / sum - target[i];
            loss += d * d;
        }

        return loss / z.Length;
    }

    [Differentiable]
    public static double Dense(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
    {
        double loss = 0;
        for (int row = 0; row < 2; row++)
        {
            for (int column = 0; column < 2; column++)
            {
                double z = 0;
                for (int k = 0; k < 3; k++)
                {
                    z += x[row * 3 + k] * w[k * 2 + column];
                }

                loss += Math.Tanh(z) * z;
            }
        }

        return loss;
    }

    [Differentiable(WithRespectTo = [nameof(y)])]
    public static double OnlyY(double x, double y) => x * x * y * y;

    [Differentiable(Name = "Renamed")]
    public static double Original(double x) => x * x;

    [Differentiable]
    public static double Mixed(float a, double b)
    {
        float c = a * a;
        c += (float)b;
        double d = c * b;
        return d * c;
    }
}
