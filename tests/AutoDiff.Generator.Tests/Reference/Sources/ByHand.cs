using System;
using AutoDiff;

namespace Reference;

/// <summary>The same layer and losses with loops and <see cref="Math"/> alone.</summary>
public static partial class ByHand
{
    [Differentiable]
    public static double SoftmaxMseMean(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double total = 0;
        double[] z = new double[classes];
        for (int i = 0; i < batch; i++)
        {
            double max = double.NegativeInfinity;
            for (int j = 0; j < classes; j++)
            {
                z[j] = b[j];
                for (int k = 0; k < inputs; k++)
                {
                    z[j] += x[i * inputs + k] * w[k * classes + j];
                }

                max = Math.Max(max, z[j]);
            }

            double sum = 0;
            for (int j = 0; j < classes; j++)
            {
                z[j] = Math.Exp(z[j] - max);
                sum += z[j];
            }

            for (int j = 0; j < classes; j++)
            {
                double error = (y[i] == j ? 1 : 0) - z[j] / sum;
                total += error * error;
            }
        }

        return total / (batch * classes);
    }

    [Differentiable]
    public static double LinearSumSquaredError(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double total = 0;
        for (int i = 0; i < batch; i++)
        {
            for (int j = 0; j < classes; j++)
            {
                double z = b[j];
                for (int k = 0; k < inputs; k++)
                {
                    z += x[i * inputs + k] * w[k * classes + j];
                }

                double error = y[i] == j ? 1 - z : -z;
                total += error * error;
            }
        }

        return total;
    }

    [Differentiable]
    public static double LinearL2Norm(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double total = 0;
        for (int i = 0; i < batch; i++)
        {
            for (int j = 0; j < classes; j++)
            {
                double error = b[j];
                for (int k = 0; k < inputs; k++)
                {
                    error += x[i * inputs + k] * w[k * classes + j];
                }

                if (y[i] == j)
                {
                    error -= 1;
                }

                total += error * error;
            }
        }

        return Math.Sqrt(total);
    }

    [Differentiable]
    public static double LinearL2NormSquared(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double total = 0;
        for (int j = 0; j < classes; j++)
        {
            for (int i = 0; i < batch; i++)
            {
                ReadOnlySpan<double> row = x.Slice(i * inputs, inputs);
                double error = b[j] - (y[i] == j ? 1 : 0);
                for (int k = 0; k < row.Length; k++)
                {
                    error += row[k] * w[k * classes + j];
                }

                total += Math.Pow(error, 2);
            }
        }

        return total;
    }

    [Differentiable]
    public static double SoftmaxCrossEntropyFromLogits(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double total = 0;
        double[] z = new double[classes];
        for (int i = 0; i < batch; i++)
        {
            for (int j = 0; j < classes; j++)
            {
                double sum = b[j];
                for (int k = 0; k < inputs; k++)
                {
                    sum += x[i * inputs + k] * w[k * classes + j];
                }

                z[j] = sum;
            }

            double max = z[0];
            for (int j = 1; j < classes; j++)
            {
                if (z[j] > max)
                {
                    max = z[j];
                }
            }

            double exponentials = 0;
            for (int j = 0; j < classes; j++)
            {
                exponentials += Math.Exp(z[j] - max);
            }

            total += max - z[y[i]] + Math.Log(exponentials);
        }

        return total / batch;
    }

    [Differentiable]
    public static double CategoricalCrossEntropyFromProbabilities(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double total = 0;
        double[] e = new double[batch * classes];
        for (int i = 0; i < batch; i++)
        {
            Span<double> row = e.AsSpan(i * classes, classes);
            b.CopyTo(row);
            for (int k = 0; k < inputs; k++)
            {
                for (int j = 0; j < classes; j++)
                {
                    row[j] += x[i * inputs + k] * w[k * classes + j];
                }
            }

            double max = double.NegativeInfinity;
            foreach (double z in row)
            {
                max = z > max ? z : max;
            }

            double sum = 0;
            for (int j = 0; j < classes; j++)
            {
                row[j] = Math.Exp(row[j] - max);
                sum += row[j];
            }

            for (int j = 0; j < classes; j++)
            {
                double p = row[j] / sum;
                if (y[i] == j)
                {
                    total -= Math.Log(p);
                }
            }
        }

        return total / batch;
    }

    [Differentiable]
    public static double BinaryCrossEntropyFromLogits(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double total = 0;
        for (int i = 0; i < batch; i++)
        {
            double z = b[0];
            for (int k = 0; k < inputs; k++)
            {
                z += x[i * inputs + k] * w[k * classes];
            }

            double label = y[i] % 2;
            total += Math.Max(z, 0) - z * label + Math.Log(1 + Math.Exp(-Math.Abs(z)));
        }

        return total / batch;
    }

    [Differentiable]
    public static double BinaryCrossEntropyFromProbabilities(
        [NoGradient] ReadOnlySpan<double> x, ReadOnlySpan<double> w, ReadOnlySpan<double> b, ReadOnlySpan<int> y, int batch, int inputs, int classes)
    {
        double total = 0;
        for (int i = 0; i < batch; i++)
        {
            double z = b[0];
            for (int k = 0; k < inputs; k++)
            {
                z += x[i * inputs + k] * w[k * classes];
            }

            double p = z > 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));
            total -= y[i] % 2 == 1 ? Math.Log(p) : Math.Log(1 - p);
        }

        return total / batch;
    }
}
