using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace AutoDiff.Runtime.Tests;

/// <summary>Every primitive and loss at sizes around the vector widths.</summary>
internal static class PrimitiveCases
{
    private static readonly int[] Lengths = [1, 2, 15, 16, 17, 31, 33, 70, 200];

    private static readonly (int Rows, int Columns)[] Shapes = [(1, 1), (1, 5), (3, 2), (2, 15), (2, 16), (3, 17), (2, 33), (2, 70)];

    private static readonly (int Rows, int Inner, int Columns)[] Products =
        [(1, 1, 1), (2, 3, 4), (1, 40, 17), (40, 1, 1), (5, 17, 1), (17, 2, 16), (13, 15, 17), (1, 33, 33)];

    public static IEnumerable<PrimitiveCase<T>> All<T>()
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Lengths.SelectMany(ElementWise<T>)
            .Concat(Lengths.SelectMany(PairLosses<T>))
            .Concat(Lengths.SelectMany(Norms<T>))
            .Concat(Shapes.SelectMany(shape => Rows<T>(shape.Rows, shape.Columns)))
            .Concat(Shapes.SelectMany(shape => RowLosses<T>(shape.Rows, shape.Columns)))
            .Concat(Products.SelectMany(shape => MatrixProducts<T>(shape.Rows, shape.Inner, shape.Columns)));

    private delegate void Map<T>(ReadOnlySpan<T> x, Span<T> result);

    private delegate void MapVjp<T>(ReadOnlySpan<T> result, ReadOnlySpan<T> resultGradient, Span<T> xGradient);

    private delegate T Pair<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y);

    private delegate void PairVjp<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, T g, Span<T> xGradient, Span<T> yGradient);

    private delegate void Product<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result, int rows, int inner, int columns);

    private delegate void ProductJvp<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, ReadOnlySpan<T> leftTangent, ReadOnlySpan<T> rightTangent, Span<T> resultTangent, int rows, int inner, int columns);

    private static IEnumerable<PrimitiveCase<T>> ElementWise<T>(int n)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        yield return Of("Relu", Each(z => z.Real > 0 ? z : 0), TensorOps.Relu, TensorOps.ReluVjp, TensorOps.ReluJvp);
        yield return Of("Sigmoid", Each(z => 1 / (1 + Complex.Exp(-z))), TensorOps.Sigmoid, TensorOps.SigmoidVjp, TensorOps.SigmoidJvp);
        yield return Of("Tanh", Each(z => (Complex.Exp(2 * z) - 1) / (Complex.Exp(2 * z) + 1)), TensorOps.Tanh, TensorOps.TanhVjp, TensorOps.TanhJvp);
        yield return Of("Softplus", Each(z => Complex.Log(1 + Complex.Exp(z))), TensorOps.Softplus, TensorOps.SoftplusVjp, TensorOps.SoftplusJvp);
        yield return Of("Softmax one row", Softmax, TensorOps.Softmax, TensorOps.SoftmaxRowVjp, TensorOps.SoftmaxRowJvp);
        yield return Of("LogSoftmax one row", z => Softmax(z).Select(z => Complex.Log(z)).ToArray(), TensorOps.LogSoftmax, TensorOps.LogSoftmaxRowVjp, TensorOps.LogSoftmaxRowJvp);

        PrimitiveCase<T> Of(string name, Func<Complex[], Complex[]> naive, Map<T> forward, MapVjp<T> vjp, MapVjp<T> jvp) => new(
            $"{name} [{n}]",
            [Samples.Uniform(n, n, -3, 3)],
            x => naive(x[0]),
            x => Filled<T>(n, result => forward(x[0], result)),
            (x, result, g, shadows) => vjp(result, g, shadows[0]))
        {
            Jvp = (x, result, tangents, tangent) => jvp(result, tangents[0], tangent),
        };
    }

    private static IEnumerable<PrimitiveCase<T>> PairLosses<T>(int n)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] wide = Samples.Uniform(n, n);
        double[] unit = Samples.Uniform(n + 1, n, 0.05, 0.95);
        double[] other = Samples.Uniform(n + 2, n, 0, 1);
        yield return Of("SumSquaredError", wide, (x, y) => (x - y) * (x - y), 1, Losses.SumSquaredError, Losses.SumSquaredErrorVjp);
        yield return Of("MeanSquaredError", wide, (x, y) => (x - y) * (x - y), n, Losses.MeanSquaredError, Losses.MeanSquaredErrorVjp);
        yield return Of(
            "BinaryCrossEntropy",
            unit,
            (x, y) => -((y * Complex.Log(x)) + ((1 - y) * Complex.Log(1 - x))),
            n,
            Losses.BinaryCrossEntropy,
            Losses.BinaryCrossEntropyVjp);
        yield return Of(
            "BinaryCrossEntropyFromLogits",
            wide,
            (x, y) => Complex.Log(1 + Complex.Exp(x)) - (y * x),
            n,
            Losses.BinaryCrossEntropyFromLogits,
            Losses.BinaryCrossEntropyFromLogitsVjp);

        PrimitiveCase<T> Of(
            string name, double[] first, Func<Complex, Complex, Complex> term, double count, Pair<T> forward, PairVjp<T> vjp) => new(
            $"{name} [{n}]",
            [first, other],
            x => [Sum(x[0].Zip(x[1], term)) / count],
            x => [forward(x[0], x[1])],
            (x, result, g, shadows) => vjp(x[0], x[1], g[0], shadows[0], shadows[1]));
    }

    private static IEnumerable<PrimitiveCase<T>> Norms<T>(int n)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[][] inputs = [Samples.Uniform(n, n)];
        yield return new(
            $"SquaredL2Norm [{n}]",
            inputs,
            x => [Sum(x[0].Select(z => z * z))],
            x => [Losses.SquaredL2Norm<T>(x[0])],
            (x, result, g, shadows) => Losses.SquaredL2NormVjp(x[0], g[0], shadows[0]));
        yield return new(
            $"L2Norm [{n}]",
            inputs,
            x => [Complex.Sqrt(Sum(x[0].Select(z => z * z)))],
            x => [Losses.L2Norm<T>(x[0])],
            (x, result, g, shadows) => Losses.L2NormVjp(x[0], g[0], shadows[0]));
        yield return new(
            $"LogSumExp [{n}]",
            inputs,
            x => [Complex.Log(Sum(x[0].Select(Complex.Exp)))],
            x => [TensorOps.LogSumExp<T>(x[0])],
            (x, result, g, shadows) => TensorOps.LogSumExpVjp(x[0], g[0], shadows[0]));
    }

    private static IEnumerable<PrimitiveCase<T>> Rows<T>(int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] values = Samples.Uniform(rows + columns, rows * columns, -3, 3);
        double[] bias = Samples.Uniform(columns, columns);
        string shape = $"[{rows}, {columns}]";
        yield return new(
            $"Softmax {shape}",
            [values],
            x => x[0].Chunk(columns).SelectMany(Softmax).ToArray(),
            x => Filled<T>(rows * columns, result => TensorOps.Softmax(x[0], result, rows, columns)),
            (x, result, g, shadows) => TensorOps.SoftmaxVjp(result, g, shadows[0], rows, columns))
        {
            Jvp = (x, result, tangents, tangent) => TensorOps.SoftmaxJvp<T>(result, tangents[0], tangent, rows, columns),
        };
        yield return new(
            $"LogSoftmax {shape}",
            [values],
            x => x[0].Chunk(columns).SelectMany(Softmax).Select(z => Complex.Log(z)).ToArray(),
            x => Filled<T>(rows * columns, result => TensorOps.LogSoftmax(x[0], result, rows, columns)),
            (x, result, g, shadows) => TensorOps.LogSoftmaxVjp(result, g, shadows[0], rows, columns))
        {
            Jvp = (x, result, tangents, tangent) => TensorOps.LogSoftmaxJvp<T>(result, tangents[0], tangent, rows, columns),
        };
        yield return new(
            $"LogSumExp {shape}",
            [values],
            x => x[0].Chunk(columns).Select(row => Complex.Log(Sum(row.Select(Complex.Exp)))).ToArray(),
            x => Filled<T>(rows, result => TensorOps.LogSumExp(x[0], result, rows, columns)),
            (x, result, g, shadows) => TensorOps.LogSumExpRowsVjp(x[0], g, shadows[0], rows, columns))
        {
            Jvp = (x, result, tangents, tangent) => TensorOps.LogSumExpRowsJvp<T>(x[0], tangents[0], tangent, rows, columns),
        };
        yield return new(
            $"AddBias {shape}",
            [values, bias],
            x => x[0].Select((z, i) => z + x[1][i % columns]).ToArray(),
            x =>
            {
                T[] sum = (T[])x[0].Clone();
                TensorOps.AddBias(sum, x[1], rows, columns);
                return sum;
            },
            (x, result, g, shadows) =>
            {
                // The cotangent of what is updated in place passes through; here it is an input of its own.
                for (int i = 0; i < g.Length; i++)
                {
                    shadows[0][i] += g[i];
                }

                TensorOps.AddBiasVjp(g, shadows[1], rows, columns);
            })
        {
            Jvp = (x, result, tangents, tangent) =>
            {
                tangents[0].CopyTo(tangent, 0);
                TensorOps.AddBiasJvp<T>(tangent, tangents[1], rows, columns);
            },
        };
    }

    private static IEnumerable<PrimitiveCase<T>> RowLosses<T>(int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] logits = Samples.Uniform(rows + columns, rows * columns, -3, 3);
        double[] unit = Samples.Uniform(rows + columns + 1, rows * columns, 0.05, 0.95);
        double[] target = Samples.Uniform(rows + columns + 2, rows * columns, 0, 1);
        int[] labels = [.. Enumerable.Range(0, rows).Select(i => i * 7 % columns)];
        string shape = $"[{rows}, {columns}]";
        yield return new(
            $"CategoricalCrossEntropy {shape}",
            [unit, target],
            x => [-Sum(x[0].Zip(x[1], (p, y) => y * Complex.Log(p))) / rows],
            x => [Losses.CategoricalCrossEntropy<T>(x[0], x[1], rows, columns)],
            (x, result, g, shadows) =>
                Losses.CategoricalCrossEntropyVjp(x[0], x[1], g[0], shadows[0], shadows[1], rows, columns));
        yield return new(
            $"SoftmaxCrossEntropy {shape}",
            [logits, target],
            x => [-Sum(x[0].Chunk(columns).SelectMany(Softmax).Zip(x[1], (p, y) => y * Complex.Log(p))) / rows],
            x => [Losses.SoftmaxCrossEntropy<T>(x[0], x[1], rows, columns)],
            (x, result, g, shadows) =>
                Losses.SoftmaxCrossEntropyVjp(x[0], x[1], g[0], shadows[0], shadows[1], rows, columns));
        yield return new(
            $"SoftmaxCrossEntropy of labels {shape}",
            [logits],
            x => [-Sum(x[0].Chunk(columns).Select((row, i) => Complex.Log(Softmax(row)[labels[i]]))) / rows],
            x => [Losses.SoftmaxCrossEntropy<T>(x[0], labels, columns)],
            (x, result, g, shadows) =>
                Losses.SoftmaxCrossEntropyOfLabelsVjp(x[0], labels, g[0], shadows[0], columns));
    }

    private static IEnumerable<PrimitiveCase<T>> MatrixProducts<T>(int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        yield return Of("MatMul", false, false, TensorOps.MatMul, TensorOps.MatMulLeftVjp, TensorOps.MatMulRightVjp, TensorOps.MatMulJvp);
        yield return Of(
            "MatMulTransposedLeft", true, false, TensorOps.MatMulTransposedLeft, TensorOps.MatMulTransposedLeftLeftVjp, TensorOps.MatMulTransposedLeftRightVjp, TensorOps.MatMulTransposedLeftJvp);
        yield return Of(
            "MatMulTransposedRight", false, true, TensorOps.MatMulTransposedRight, TensorOps.MatMulTransposedRightLeftVjp, TensorOps.MatMulTransposedRightRightVjp, TensorOps.MatMulTransposedRightJvp);
        yield return Of(
            "MatMulTransposedBoth", true, true, TensorOps.MatMulTransposedBoth, TensorOps.MatMulTransposedBothLeftVjp, TensorOps.MatMulTransposedBothRightVjp, TensorOps.MatMulTransposedBothJvp);

        PrimitiveCase<T> Of(
            string name, bool left, bool right, Product<T> forward, Product<T> leftVjp, Product<T> rightVjp, ProductJvp<T> jvp) => new(
            $"{name} [{rows}, {inner}, {columns}]",
            [Samples.Uniform(rows, rows * inner), Samples.Uniform(columns, inner * columns)],
            x => NaiveProduct(x[0], left, x[1], right, rows, inner, columns),
            x => Filled<T>(rows * columns, result => forward(x[0], x[1], result, rows, inner, columns)),
            (x, result, g, shadows) =>
            {
                leftVjp(x[1], g, shadows[0], rows, inner, columns);
                rightVjp(x[0], g, shadows[1], rows, inner, columns);
            })
            {
                Jvp = (x, result, tangents, tangent) => jvp(x[0], x[1], tangents[0], tangents[1], tangent, rows, inner, columns),
            };
    }

    private static Complex[] NaiveProduct(
        Complex[] left, bool leftTransposed, Complex[] right, bool rightTransposed, int rows, int inner, int columns)
    {
        Complex[] result = new Complex[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                for (int k = 0; k < inner; k++)
                {
                    result[(i * columns) + j] +=
                        left[leftTransposed ? (k * rows) + i : (i * inner) + k]
                        * right[rightTransposed ? (j * inner) + k : (k * columns) + j];
                }
            }
        }

        return result;
    }

    private static Func<Complex[], Complex[]> Each(Func<Complex, Complex> function) => x => [.. x.Select(function)];

    private static Complex[] Softmax(Complex[] row)
    {
        Complex sum = Sum(row.Select(Complex.Exp));
        return [.. row.Select(z => Complex.Exp(z) / sum)];
    }

    private static Complex Sum(IEnumerable<Complex> terms) => terms.Aggregate(Complex.Zero, (sum, term) => sum + term);

    // Destinations that are overwritten start as NaN.
    private static T[] Filled<T>(int length, Action<T[]> write)
        where T : IFloatingPointIeee754<T>
    {
        T[] result = new T[length];
        Array.Fill(result, T.NaN);
        write(result);
        return result;
    }
}
