using System;
using AutoDiff;

namespace Demo.Products;

/// <summary>Methods whose results are not one number that is returned.</summary>
public static partial class Outputs
{
    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static void Scale(Span<double> p, double s)
    {
        for (int i = 0; i < p.Length; i++)
        {
            p[i] *= s;
        }
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static void Squares(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = x[i] * x[i];
        }
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static void PartlyWritten(ReadOnlySpan<double> x, double[] y, double a)
    {
        for (int i = 1; i < x.Length; i += 2)
        {
            y[i] = a * x[i] + y[i - 1];
        }

        y[0] = 3;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double SinCos(double x, out double cosine)
    {
        cosine = Math.Cos(x);
        return Math.Sin(x);
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static bool TryRoot(double x, out double root, out int tries)
    {
        tries = 0;
        root = x;
        if (x < 0)
        {
            return false;
        }

        while (Math.Abs(root * root - x) > 1e-12 && tries < 50)
        {
            root = 0.5 * (root + x / root);
            tries++;
        }

        return true;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static bool FirstAbove(ReadOnlySpan<double> x, double limit, out double found)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] > limit)
            {
                found = x[i] * x[i];
                return true;
            }
        }

        found = limit;
        return false;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static void OutInLoop(ReadOnlySpan<double> x, out double sum)
    {
        sum = 0;
        foreach (double item in x)
        {
            sum += item * sum + item;
        }
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static void OnlyOut(double x, double y, out double product, out double quotient)
    {
        product = x * y;
        quotient = product / (x + y);
        product = quotient * product;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double Step(ref double position, ref double velocity, double time)
    {
        velocity -= time * position;
        position += time * velocity;
        return velocity * velocity;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static void Steps(ref double position, ref double velocity, double time, int n)
    {
        for (int i = 0; i < n; i++)
        {
            velocity -= time * Math.Sin(position);
            position += time * velocity;
        }
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static void Counted(ReadOnlySpan<double> x, ref int count, ref double total)
    {
        foreach (double item in x)
        {
            if (item > 1)
            {
                count++;
                total += item * total;
            }
        }
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double ReassignedInput(double x, in double y, int n)
    {
        while (n > 0)
        {
            x = x * y - 0.5;
            n--;
        }

        return x * y;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static void Smooth(Span<double> p, [NoGradient] Span<double> scratch, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            p.CopyTo(scratch);
            for (int i = 1; i < p.Length - 1; i++)
            {
                p[i] = 0.25 * scratch[i - 1] + 0.5 * scratch[i] + 0.25 * scratch[i + 1] * scratch[i];
            }
        }
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double ValueAndState(Span<double> state, ReadOnlySpan<double> input)
    {
        double energy = 0;
        for (int i = 0; i < state.Length; i++)
        {
            state[i] = Math.Tanh(0.5 * state[i] + input[i] * state[(i + 1) % state.Length]);
            energy += state[i] * state[i];
        }

        return energy;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static void Reverse(Span<double> p)
    {
        for (int i = 0, j = p.Length - 1; i < j; i++, j--)
        {
            double t = p[i];
            p[i] = p[j];
            p[j] = t;
        }
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static void FillAndReturn(Span<double> p, double x)
    {
        for (int i = 0; i < p.Length; i++)
        {
            if (p[i] > 1.9)
            {
                p.Slice(i).Fill(x * x);
                return;
            }

            p[i] = p[i] * x;
        }

        p[0] += x;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static void SoftmaxInPlace(Span<double> p) => TensorOps.Softmax(p, p);

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static void Layer(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> b, Span<double> y)
    {
        TensorOps.MatMul(x.Slice(0, 4), w.Slice(0, 4), y.Slice(0, 4), 2, 2, 2);
        TensorOps.AddBias(y, b, 1, 6);
        TensorOps.Tanh(y, y);
        TensorOps.LogSoftmax(y, y, 2, 3);
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static double LossInLoop(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double s)
    {
        double total = 0;
        for (int i = 1; i < x.Length; i++)
        {
            total += s * Losses.MeanSquaredError(x.Slice(0, i), y.Slice(0, i)) + TensorOps.LogSumExp(x.Slice(i)) * Losses.L2Norm(y);
        }

        return total;
    }

    [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]
    public static double OutAfterFlag(double x, int n, out double y)
    {
        for (int i = 0; i < n; i++)
        {
            if (i > x)
            {
                y = x * i;
                return y * x;
            }
        }

        y = x;
        return x * x * x;
    }

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static Gradients.Secret SecretResult(Gradients.Secret secret, double k) => secret.Scaled(k);

    [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
    public static Gradients.Secrets SecretResults(Gradients.Secrets secrets, ref Gradients.Secret other, out Gradients.Secret given, double k)
    {
        given = other.Scaled(k);
        other = given.Scaled(k);
        return secrets.Turned(k);
    }
}
