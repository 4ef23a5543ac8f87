using System;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class DiffTests
{
    [Fact]
    public void StopGradient_is_the_value_itself()
    {
        Assert.Equal(1.5, Diff.StopGradient(1.5));
        Assert.Equal(2.5f, Diff.StopGradient(2.5f));
    }

    [Fact]
    public void StopGradient_copies_a_span()
    {
        double[] copy = new double[2];
        Diff.StopGradient<double>([1, 2], copy);
        Assert.Equal([1.0, 2.0], copy);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void StopGradient_refuses_another_length(int length)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => Diff.StopGradient<double>([1, 2], new double[length]));
        Assert.Equal("destination", thrown.ParamName);
        Assert.Contains("must have 2 elements, but has " + length, thrown.Message, StringComparison.Ordinal);
    }
}
