using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>Except for dot products, every kernel adds the terms of a sum in order, each rounded once.</summary>
public sealed class MatrixProductTests
{
    [Theory]
    [InlineData(12, 64, 32)]
    [InlineData(13, 33, 17)]
    [InlineData(1, 100, 70)]
    [InlineData(100, 70, 1)]
    [InlineData(7, 300, 10)]
    [InlineData(3, 1000, 31)]
    [InlineData(25, 257, 65)]
    [InlineData(500, 20, 33)]
    [InlineData(2, 2, 1000)]
    [InlineData(8, 16, 16)]
    [InlineData(20, 300, 96)]
    public void Product_equals_sequential_fused_sums_bit_for_bit(int rows, int inner, int columns)
    {
        Check<double>(rows, inner, columns);
        Check<float>(rows, inner, columns);
    }

    [Theory]
    [InlineData(0, 3, 2)]
    [InlineData(3, 0, 2)]
    [InlineData(3, 2, 0)]
    [InlineData(0, 0, 0)]
    public void Empty_products_are_zeros(int rows, int inner, int columns)
    {
        double[] result = new double[rows * columns];
        Array.Fill(result, double.NaN);
        TensorOps.MatMul<double>(new double[rows * inner], new double[inner * columns], result, rows, inner, columns);
        TensorOps.MatMulTransposedBoth<double>(new double[rows * inner], new double[inner * columns], result, rows, inner, columns);
        Assert.Equal(new double[rows * columns], result);
    }

    private static void Check<T>(int rows, int inner, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] left = Samples.As<T>(Samples.Uniform(rows, rows * inner));
        T[] right = Samples.As<T>(Samples.Uniform(columns, inner * columns));
        T[] leftTransposed = Transpose(left, rows, inner);
        T[] rightTransposed = Transpose(right, inner, columns);
        T[] expected = new T[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                for (int k = 0; k < inner; k++)
                {
                    expected[(i * columns) + j] = T.FusedMultiplyAdd(
                        left[(i * inner) + k], right[(k * columns) + j], expected[(i * columns) + j]);
                }
            }
        }

        bool isDots = rows == 1;
        T[] result = new T[expected.Length];
        Array.Fill(result, T.NaN);
        TensorOps.MatMul<T>(left, right, result, rows, inner, columns);
        Compare(columns == 1);
        TensorOps.MatMulTransposedLeft<T>(leftTransposed, right, result, rows, inner, columns);
        Compare(false);
        TensorOps.MatMulTransposedRight<T>(left, rightTransposed, result, rows, inner, columns);
        Compare(isDots || columns == 1);
        TensorOps.MatMulTransposedBoth<T>(leftTransposed, rightTransposed, result, rows, inner, columns);
        Compare(isDots);

        void Compare(bool isDot)
        {
            if (isDot)
            {
                Near.All(Samples.Doubles(expected), Samples.Doubles(result), typeof(T) == typeof(double) ? 1e-14 : 1e-5);
            }
            else
            {
                Assert.Equal(expected, result);
            }

            Array.Fill(result, T.NaN);
        }
    }

    private static T[] Transpose<T>(T[] values, int rows, int columns) =>
        [.. Enumerable.Range(0, values.Length).Select(i => values[(i % rows * columns) + (i / rows)])];
}
