using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>Extreme inputs: logits of size 1e4, infinities, saturated probabilities, squares out of range.</summary>
public sealed class StabilityTests
{
    [Fact]
    public void Softmax_of_logits_of_size_1e4_is_exact()
    {
        SoftmaxAtLargeLogits<double>(1e-14);
        SoftmaxAtLargeLogits<float>(1e-6);
    }

    [Fact]
    public void Softmax_gives_zero_at_minus_infinity()
    {
        double[] p = new double[3];
        TensorOps.Softmax<double>([0, double.NegativeInfinity, 0], p);
        Assert.Equal([0.5, 0, 0.5], p);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(1000)]
    public void Softmax_of_equal_logits_is_uniform_and_in_place_changes_nothing(int n)
    {
        double[] logits = new double[n];
        Array.Fill(logits, -1e4);
        double[] p = new double[n];
        TensorOps.Softmax<double>(logits, p);
        TensorOps.Softmax<double>(logits, logits);
        Near.All([.. Enumerable.Repeat(1.0 / n, n)], p, 1e-15);
        Assert.Equal(p, logits);
    }

    [Fact]
    public void LogSumExp_limits()
    {
        double minus = double.NegativeInfinity;
        Assert.Equal(minus, TensorOps.LogSumExp<double>([]));
        Assert.Equal(minus, TensorOps.LogSumExp<double>([minus, minus]));
        Assert.Equal(double.PositiveInfinity, TensorOps.LogSumExp<double>([1, double.PositiveInfinity]));
        Assert.Equal(double.NaN, TensorOps.LogSumExp<double>([1, double.NaN]));
        Near.One(1e4 + Math.Log(2), TensorOps.LogSumExp<double>([1e4, 1e4, minus, -1e4]), 1e-15);
        Near.One(-1e4 + Math.Log(2), TensorOps.LogSumExp<double>([-1e4, -1e4]), 1e-15);
    }

    [Fact]
    public void LogSoftmax_keeps_small_differences_of_large_logits()
    {
        double[] result = new double[2];
        TensorOps.LogSoftmax<double>([10000, 10001], result);
        Near.All([-1.3132616875182228, -0.31326168751822286], result, 1e-15);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(70)]
    public void Softmax_gradient_rows_sum_to_zero(int columns)
    {
        const int rows = 3;
        double[] logits = Samples.Uniform(1, rows * columns, -1e4, 1e4);
        double[] p = new double[logits.Length];
        double[] gradient = new double[logits.Length];
        TensorOps.Softmax<double>(logits, p, rows, columns);
        TensorOps.SoftmaxVjp<double>(p, Samples.Uniform(2, p.Length), gradient, rows, columns);
        foreach (double[] row in gradient.Chunk(columns))
        {
            Assert.True(Math.Abs(row.Sum()) < 1e-15);
        }
    }

    [Fact]
    public void Cross_entropy_of_large_logits_is_finite_and_so_is_its_gradient()
    {
        double[] logits = [1e4, -1e4, 0, -1e4, 1e4, 0];
        double[] gradient = new double[6];
        Assert.Equal(1e4, Losses.SoftmaxCrossEntropy<double>(logits, [1, 1], 3));
        Losses.SoftmaxCrossEntropyOfLabelsVjp<double>(logits, [1, 1], 1, gradient, 3);
        Assert.Equal([0.5, -0.5, 0, 0, 0, 0], gradient);
    }

    [Fact]
    public void Cross_entropy_ignores_minus_infinity_where_the_target_is_zero()
    {
        double[] logits = [0, double.NegativeInfinity, 0];
        double[] gradient = new double[3];
        Near.One(Math.Log(2), Losses.SoftmaxCrossEntropy<double>(logits, [1.0, 0, 0], 1, 3), 1e-15);
        Losses.SoftmaxCrossEntropyVjp<double>(logits, [1.0, 0, 0], 1, gradient, [], 1, 3);
        Assert.Equal([-0.5, 0, 0.5], gradient);
    }

    [Fact]
    public void Binary_cross_entropy_from_logits_is_finite_at_1e4()
    {
        double[] gradient = new double[4];
        Assert.Equal(5000, Losses.BinaryCrossEntropyFromLogits<double>([1e4, -1e4, 1e4, -1e4], [0, 1, 1, 0]));
        Losses.BinaryCrossEntropyFromLogitsVjp<double>([1e4, -1e4, 1e4, -1e4], [0, 1, 1, 0], 4, gradient, []);
        Assert.Equal([1, -1, 0, 0], gradient);
    }

    [Fact]
    public void Binary_cross_entropy_is_finite_at_certainty_and_zero_where_it_is_right()
    {
        Assert.Equal(0, Losses.BinaryCrossEntropy<double>([0, 1], [0, 1]));
        Near.One(708.39641853226408, Losses.BinaryCrossEntropy<double>([0, 1], [1, 0]), 1e-14);
        Near.One(87.336544750553102, Losses.BinaryCrossEntropy<float>([0, 1], [1, 0]), 1e-6);
        double[] gradient = new double[4];
        Losses.BinaryCrossEntropyVjp<double>([0, 1, 0, 1], [0, 1, 1, 0], 4, gradient, []);
        Assert.Equal(1, gradient[0]);
        Assert.Equal(-1, gradient[1]);
        Assert.True(double.IsFinite(gradient[2]) && gradient[2] < -1e300);
        Assert.True(double.IsFinite(gradient[3]) && gradient[3] > 1e300);
    }

    [Fact]
    public void Categorical_cross_entropy_counts_zero_log_zero_as_zero() =>
        Assert.Equal(0, Losses.CategoricalCrossEntropy<double>([0, 1], [0, 1], 1, 2));

    [Theory]
    [InlineData(1e200)]
    [InlineData(1e-200)]
    [InlineData(1.0)]
    [InlineData(double.Epsilon)]
    [InlineData(1.2e308)]
    public void L2Norm_neither_overflows_nor_underflows(double unit)
    {
        double[] x = [unit, 0, -unit];
        double expected = unit is double.Epsilon ? double.Epsilon : unit * Math.Sqrt(2);
        double[] gradient = new double[3];
        Near.Same(expected, Losses.L2Norm<double>(x), 1e-15);
        Losses.L2NormVjp<double>(x, 1, gradient);
        Near.All([Math.Sqrt(0.5), 0, -Math.Sqrt(0.5)], gradient, 1e-15);
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    public void L2Norm_of_float_neither_overflows_nor_underflows(float unit) =>
        Near.One(unit * Math.Sqrt(2), Losses.L2Norm<float>([unit, -unit]), 1e-6);

    [Fact]
    public void L2Norm_at_zero_has_gradient_zero()
    {
        double[] gradient = new double[20];
        Assert.Equal(0, Losses.L2Norm<double>(new double[20]));
        Losses.L2NormVjp<double>(new double[20], 1, gradient);
        Assert.Equal(new double[20], gradient);
    }

    [Fact]
    public void Relu_has_derivative_zero_at_zero_and_never_multiplies_zero_by_infinity()
    {
        double[] gradient = new double[3];
        TensorOps.ReluVjp<double>([0, 0, 1], [1, double.PositiveInfinity, 2], gradient);
        Assert.Equal([0, 0, 2], gradient);
        Assert.Equal(double.NaN, TensorOps.Relu(double.NaN));
        Assert.Equal(0, TensorOps.Relu(double.NegativeInfinity));
    }

    [Theory]
    [InlineData(-1e4, 0, -1, 0)]
    [InlineData(1e4, 1, 1, 1e4)]
    [InlineData(double.NegativeInfinity, 0, -1, 0)]
    [InlineData(double.PositiveInfinity, 1, 1, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN, double.NaN, double.NaN)]
    public void Activations_saturate_without_overflow(double x, double sigmoid, double tanh, double softplus)
    {
        Assert.Equal(sigmoid, TensorOps.Sigmoid(x));
        Assert.Equal(tanh, TensorOps.Tanh(x));
        Assert.Equal(softplus, TensorOps.Softplus(x));
        Assert.Equal((float)sigmoid, TensorOps.Sigmoid((float)x));
        Assert.Equal((float)tanh, TensorOps.Tanh((float)x));
        Assert.Equal((float)softplus, TensorOps.Softplus((float)x));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(1000)]
    public void Element_wise_forms_in_place_equal_the_scalar_forms(int n)
    {
        InPlace<double>(n, TensorOps.Relu, TensorOps.Relu);
        InPlace<double>(n, TensorOps.Sigmoid, TensorOps.Sigmoid);
        InPlace<float>(n, TensorOps.Tanh, TensorOps.Tanh);
        InPlace<float>(n, TensorOps.Softplus, TensorOps.Softplus);
    }

    private delegate void Map<T>(ReadOnlySpan<T> x, Span<T> result);

    private static void InPlace<T>(int n, Map<T> map, Func<T, T> scalar)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] x = Samples.As<T>(Samples.Uniform(n, n, -5, 5));
        T[] expected = [.. x.Select(scalar)];
        map(x, x);
        Assert.Equal(expected, x);
    }

    private static void SoftmaxAtLargeLogits<T>(double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] p = new T[3];
        TensorOps.Softmax<T>(Samples.As<T>([10000, 10001, -10000]), p);
        Near.All([0.2689414213699951, 0.7310585786300049, 0], Samples.Doubles(p), tolerance);
    }
}
