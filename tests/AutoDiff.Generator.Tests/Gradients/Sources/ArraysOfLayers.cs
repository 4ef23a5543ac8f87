using System;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <summary>Arrays of structs and objects that hold arrays.</summary>
public static partial class Functions
{
    [Differentiable]
    public static double NetworkOfLayers(double[] x)
    {
        var network = new Network(new[] { 2, 3, 2 }, x);
        network.Decay(x[0]);
        double[] y = network.Forward(new[] { x[0], x[1] });
        return (y[0] * y[1]) + network.Norm();
    }

    [Differentiable]
    public static double RecurrentCells(double[] x)
    {
        var cells = new Cell[2];
        for (int k = 0; k < 2; k++)
        {
            cells[k] = new Cell { Hidden = new double[2], Memory = new double[2] };
        }

        double loss = 0;
        for (int t = 0; t < 3; t++)
        {
            double[] input = { x[t], x[0] };
            for (int k = 0; k < 2; k++)
            {
                cells[k] = Next(cells[k], input, x[k]);
                input = cells[k].Hidden;
            }

            loss += input[0] * input[1];
        }

        return loss;
    }

    [Differentiable]
    public static double LayersThatShareWeights(double[] x)
    {
        StructLayer[] layers = StructLayers(3, x);
        layers[1].W = layers[0].W;
        layers[0].W[1] += x[1];
        (layers[0], layers[2]) = (layers[2], layers[0]);
        StructLayer copy = layers[0];
        copy.W[0] *= x[2];
        copy.Scale = 100;
        StructLayer[] others = layers.ToArray();
        others[0].W[0] += x[0];
        others[1].Scale = 2;
        return RunAll(layers, x[1]) + RunAll(others, x[0]) + (copy.Scale * copy.W[0]) + layers.Sum(layer => layer.Run(x[2]));
    }

    [Differentiable]
    public static double LayersThatAreReplaced(double[] x)
    {
        StructLayer[] layers = StructLayers(3, x);
        for (int k = 0; k < 2; k++)
        {
            StructLayer[] next = StructLayers(3, x);
            for (int i = 0; i < 3; i++)
            {
                next[i].W[0] = layers[2 - i].W[0] * x[k];
            }

            layers = next;
        }

        for (int i = 0; i < 3; i++)
        {
            layers[i].Exchange();
            layers[i].Renew(x[i]);
            layers[i].B = i == 1 ? new double[3] : layers[1].W;
        }

        ref StructLayer middle = ref layers[1];
        middle.W[0] = x[0];
        middle.Scale *= x[1];
        middle.W = new double[2];
        middle.W[1] = x[2];
        return RunAll(layers, x[1]);
    }

    [Differentiable]
    public static double WeightsOfSeveralOwners(double[] x)
    {
        var layers = new StructLayer[2];
        double[] weights = new double[2];
        weights[0] = x[0];
        layers[0].W = weights;
        layers[0].B = weights;
        layers[1].W = weights;
        layers[1].B = new double[2];
        weights[1] = x[1];
        layers[1].W[0] += x[2];
        layers[0].Scale = layers[1].Scale = x[1];
        var pairs = new (double[] V, double Weight)[2];
        pairs[0] = (new[] { x[0], x[1] }, x[2]);
        pairs[1] = (pairs[0].V, x[0]);
        pairs[1].V[0] *= 2;
        return (layers[0].W[0] * layers[1].W[1] * weights[0]) + RunAll(layers, x[0]) + (pairs[0].V[0] * pairs[0].Weight) + (pairs[1].V[1] * pairs[1].Weight);
    }

    [Differentiable]
    public static double PolynomialsInAnArray(double[] x)
    {
        ShortPolynomial[] all = [new([x[0], x[1]]), new([x[2], x[0], x[1]])];
        ShortPolynomial first = all[0];
        first.C[0] *= x[2];
        return all[0].At(all[1].At(x[0])) + all.Sum(p => p.At(x[1])) + (first with { C = new[] { x[2] } }).At(1);
    }

    [Differentiable]
    public static double TableOfIndices(double[] x)
    {
        var rows = new IndexedRow[2];
        for (int i = 0; i < 2; i++)
        {
            rows[i].Indices = new[] { i, 1 };
            rows[i].Value = x[i];
            rows[i].Flags = new bool[2];
        }

        rows[1].Flags[0] = true;
        double sum = 0;
        foreach (IndexedRow row in rows)
        {
            sum += row.Value * x[row.Indices[0]] * (row.Flags[0] ? 2 : 3);
        }

        return sum;
    }

    private static StructLayer[] StructLayers(int count, double[] x)
    {
        var layers = new StructLayer[count];
        for (int i = 0; i < count; i++)
        {
            layers[i] = new StructLayer(2 + i, x, i);
        }

        return layers;
    }

    private static double RunAll(StructLayer[] layers, double v)
    {
        foreach (StructLayer layer in layers)
        {
            v = layer.Run(v);
        }

        return v;
    }

    private static Cell Next(Cell cell, double[] input, double weight)
    {
        double[] hidden = new double[2];
        double[] memory = new double[2];
        for (int i = 0; i < 2; i++)
        {
            double forget = 1 / (1 + Math.Exp(-cell.Hidden[i] * weight));
            memory[i] = (forget * cell.Memory[i]) + (Math.Tanh(input[i]) * (1 - forget));
            hidden[i] = Math.Tanh(memory[i]) * weight;
        }

        return new Cell { Hidden = hidden, Memory = memory };
    }

    private struct Cell
    {
        public double[] Hidden;
        public double[] Memory;
    }

    private struct IndexedRow
    {
        public int[] Indices;
        public double Value;
        public bool[] Flags;
    }

    private struct StructLayer
    {
        public double[] W;
        public double[] B;
        public double Scale;

        public StructLayer(int n, double[] x, int at)
        {
            W = new double[n];
            B = new double[n];
            Scale = x[at];
            for (int i = 0; i < n; i++)
            {
                W[i] = x[(at + i) % x.Length];
                B[i] = 0.1 * i * x[at];
            }
        }

        public readonly double Run(double v)
        {
            double sum = 0;
            for (int i = 0; i < W.Length; i++)
            {
                sum += Math.Tanh((W[i] * v) + (i < B.Length ? B[i] : 0));
            }

            return sum * Scale;
        }

        public void Exchange() => (W, B) = (B, W);

        public void Renew(double f)
        {
            W = new double[3];
            W[1] = f;
            Scale = f;
        }
    }

    private sealed record ShortPolynomial(double[] C)
    {
        public double At(double x)
        {
            double sum = 0;
            for (int i = C.Length - 1; i >= 0; i--)
            {
                sum = (sum * x) + C[i];
            }

            return sum;
        }
    }

    private sealed class DenseLayer
    {
        private readonly int inputs;
        private readonly int outputs;

        public DenseLayer(int inputs, int outputs, double[] p, ref int at)
        {
            this.inputs = inputs;
            this.outputs = outputs;
            W = new double[inputs * outputs];
            B = new double[outputs];
            for (int i = 0; i < W.Length; i++)
            {
                W[i] = p[at++ % p.Length] * ((i % 3) - 1);
            }

            for (int i = 0; i < outputs; i++)
            {
                B[i] = p[at++ % p.Length] * 0.1;
            }
        }

        public double[] W { get; }

        public double[] B { get; }

        public double[] Forward(double[] x)
        {
            double[] y = new double[outputs];
            for (int j = 0; j < outputs; j++)
            {
                double sum = B[j];
                for (int i = 0; i < inputs; i++)
                {
                    sum += W[(j * inputs) + i] * x[i];
                }

                y[j] = Math.Tanh(sum);
            }

            return y;
        }
    }

    private sealed class Network
    {
        private readonly DenseLayer[] layers;

        public Network(int[] sizes, double[] p)
        {
            layers = new DenseLayer[sizes.Length - 1];
            int at = 0;
            for (int k = 0; k < layers.Length; k++)
            {
                layers[k] = new DenseLayer(sizes[k], sizes[k + 1], p, ref at);
            }
        }

        public double[] Forward(double[] x)
        {
            foreach (DenseLayer layer in layers)
            {
                x = layer.Forward(x);
            }

            return x;
        }

        public double Norm() => layers.Sum(layer => layer.W.Sum(w => w * w));

        public void Decay(double factor)
        {
            foreach (DenseLayer layer in layers)
            {
                for (int i = 0; i < layer.W.Length; i++)
                {
                    layer.W[i] *= factor;
                }
            }
        }
    }
}
