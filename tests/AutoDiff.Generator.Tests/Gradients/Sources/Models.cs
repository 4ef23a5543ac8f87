using System;
using AutoDiff;

namespace Gradients;

/// <content>What people write: layers, losses, time stepping.</content>
public static partial class Functions
{
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
}
