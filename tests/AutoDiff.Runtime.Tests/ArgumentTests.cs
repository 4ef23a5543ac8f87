using System;
using System.Linq;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class ArgumentTests
{
    public static TheoryData<string, string, Action<double[]>> Wrong => new()
    {
        { "MatMul", "left", d => TensorOps.MatMul<double>(new double[5], new double[6], d, 2, 3, 2) },
        { "MatMul", "right", d => TensorOps.MatMul<double>(new double[6], new double[5], d, 2, 3, 2) },
        { "MatMul", "result", d => TensorOps.MatMul<double>(new double[6], new double[9], d, 2, 3, 3) },
        { "MatMul", "rows", d => TensorOps.MatMul<double>(new double[6], new double[6], d, -1, 3, 2) },
        { "MatMul", "inner", d => TensorOps.MatMul<double>([], [], d, 2, -3, 2) },
        { "MatMul", "left", d => TensorOps.MatMul<double>(new double[4], new double[4], d, int.MaxValue, int.MaxValue, 4) },
        { "MatMul", "result", d => TensorOps.MatMul<double>(d, new double[4], d, 2, 2, 2) },
        { "MatMulLeftVjp", "leftGradient", d => TensorOps.MatMulLeftVjp<double>(new double[4], new double[4], d.AsSpan(1), 2, 2, 2) },
        { "AddBias", "bias", d => TensorOps.AddBias<double>(d, new double[3], 2, 2) },
        { "AddBias", "values", d => TensorOps.AddBias<double>(d, new double[3], 2, 3) },
        { "Softmax", "result", d => TensorOps.Softmax<double>(new double[5], d) },
        { "Softmax", "result", d => TensorOps.Softmax<double>(d.AsSpan(0, 3), d.AsSpan(1)) },
        { "Softmax", "logits", d => TensorOps.Softmax<double>(new double[5], d, 2, 2) },
        { "LogSoftmax", "logits", d => TensorOps.LogSoftmax<double>(new double[5], d, 2, 2) },
        { "LogSumExp", "result", d => TensorOps.LogSumExp<double>(new double[6], d, 2, 3) },
        { "OneHot", "labels", d => TensorOps.OneHot<double>([0, 2], d, 2) },
        { "OneHot", "labels", d => TensorOps.OneHot<double>([0, -1], d, 2) },
        { "OneHot", "result", d => TensorOps.OneHot<double>([0, 1], d, 3) },
        { "Relu", "result", d => TensorOps.Relu<double>(new double[3], d) },
        { "Sigmoid", "result", d => TensorOps.Sigmoid<double>(d.AsSpan(0, 3), d.AsSpan(1)) },
        { "ReluVjp", "xGradient", d => TensorOps.ReluVjp<double>(new double[3], new double[3], d) },
        { "MeanSquaredError", "target", d => Losses.MeanSquaredError<double>(new double[3], new double[2]) },
        { "MeanSquaredError", "prediction", d => Losses.MeanSquaredError<double>([], []) },
        { "MeanSquaredErrorVjp", "targetGradient", d => Losses.MeanSquaredErrorVjp<double>(new double[3], new double[3], 1, [], d) },
        { "CategoricalCrossEntropy", "rows", d => Losses.CategoricalCrossEntropy<double>([], [], 0, 3) },
        { "SoftmaxCrossEntropy", "labels", d => Losses.SoftmaxCrossEntropy<double>(new double[4], [0, 2], 2) },
        { "SoftmaxCrossEntropy", "labels", d => Losses.SoftmaxCrossEntropy<double>([], ReadOnlySpan<int>.Empty, 2) },
        { "SoftmaxCrossEntropy", "logits", d => Losses.SoftmaxCrossEntropy<double>(new double[5], [0, 1], 2) },
        { "SoftmaxCrossEntropyOfLabelsVjp", "logitsGradient", d => Losses.SoftmaxCrossEntropyOfLabelsVjp<double>(new double[6], [0, 1], 1, d, 3) },
        { "SoftmaxCrossEntropyOfLabelsVjp", "labels", d => Losses.SoftmaxCrossEntropyOfLabelsVjp<double>(new double[4], [0, 9], 1, d, 2) },
        { "L2NormVjp", "xGradient", d => Losses.L2NormVjp<double>(new double[3], 1, d) },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Wrong_argument_is_named_and_nothing_is_written(string method, string parameter, Action<double[]> call)
    {
        double[] destination = [11, 12, 13, 14];
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => call(destination));
        Assert.Equal(parameter, exception.ParamName);
        Assert.Contains($"'{parameter}", exception.Message, StringComparison.Ordinal);
        Assert.True(destination.SequenceEqual([11.0, 12, 13, 14]), $"{method} has written");
    }

    [Fact]
    public void Message_says_what_was_expected_and_what_came()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => TensorOps.MatMul<double>(new double[5], new double[6], new double[4], 2, 3, 2));
        Assert.StartsWith("Length of 'left': expected 6 = 2 x 3, actual 5.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_element_types_are_refused()
    {
        Assert.Throws<NotSupportedException>(() => TensorOps.Relu((Half)1));
        Assert.Throws<NotSupportedException>(() => Losses.L2Norm<Half>([(Half)1]));
        Assert.Throws<NotSupportedException>(() => TensorOps.MatMul<Half>([(Half)1], [(Half)1], new Half[1], 1, 1, 1));
    }

    [Fact]
    public void Empty_shadow_is_skipped()
    {
        double[] gradient = new double[3];
        Losses.SumSquaredErrorVjp<double>([1, 2, 3], [0, 0, 0], 1, [], gradient);
        Assert.Equal([-2, -4, -6], gradient);
        Losses.SumSquaredErrorVjp<double>([1, 2, 3], [0, 0, 0], 1, [], []);
    }

    [Fact]
    public void OneHot_writes_every_entry()
    {
        float[] result = [9, 9, 9, 9, 9, 9];
        TensorOps.OneHot<float>([2, 0], result, 3);
        Assert.Equal([0, 0, 1, 1, 0, 0], result);
    }

    [Fact]
    public void Empty_element_wise_input_is_allowed()
    {
        TensorOps.Relu<double>([], []);
        TensorOps.Softmax<double>([], []);
        TensorOps.AddBias<double>([], [], 3, 0);
        Assert.Equal(0, Losses.SumSquaredError<double>([], []));
        Assert.Equal(0, Losses.L2Norm<double>([]));
    }
}
