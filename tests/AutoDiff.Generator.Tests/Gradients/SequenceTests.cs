using System;
using System.Linq;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>LINQ that has become loops does what LINQ does: the value's bits, what is thrown, what NaN does.</summary>
public class SequenceTests
{
    private static readonly double[] Signs = [-0.0, 0.0, 1, -1];

    [Fact]
    public void SumOfFloat_AddsInDouble()
    {
        // In float, 1e8 + 1 - 1e8 is 0.
        Differentiated sum = Linq("float", "x.Sum()");
        Assert.Equal(1, sum.Value(new[] { 1e8f, 1, -1e8f }));
        Assert.Equal([1f, 1, 1], (float[])sum.Gradients(new[] { 1e8f, 1, -1e8f })[0]);
        Assert.Equal(1, Linq("float", "x.Sum(v => v)").Value(new[] { 1e8f, 1, -1e8f }));
    }

    [Fact]
    public void AverageOfFloat_AddsInDouble()
    {
        float[] x = [1e8f, 1, -1e8f];
        Differentiated average = Linq("float", "x.Average()");
        Assert.Equal(x.Average(), average.Value(x));
        Assert.All((float[])average.Gradients(x)[0], share => Assert.Equal(1 / 3f, share));
    }

    [Theory]
    [InlineData("Min", new[] { 1, double.NaN, 0 }, 1)]
    [InlineData("Min", new[] { double.NaN, 1, 0 }, 0)]
    [InlineData("Max", new[] { 1, double.NaN, 2, 0 }, 2)]
    [InlineData("Max", new[] { double.NaN, 1, 0 }, 1)]
    public void ExtremeBesideNaN_IsThatOfLinq(string name, double[] x, int place)
    {
        Differentiated extreme = Linq("double", $"x.{name}()");
        double expected = name == "Min" ? x.Min() : x.Max();
        Assert.Equal(expected, extreme.Value([x]));
        double[] gradient = extreme.Gradient([x]);
        Assert.Equal(1, gradient[place]);
        Assert.Equal(1, gradient.Sum());
    }

    [Theory]
    [InlineData("Min")]
    [InlineData("Max")]
    public void ExtremeOfNaNAlone_IsNaN(string name) => Assert.True(double.IsNaN(Linq("double", $"x.{name}()").Value([new[] { double.NaN, double.NaN }])));

    [Theory]
    [InlineData("Min")]
    [InlineData("Max")]
    public void ExtremeOfZerosOfBothSigns_HasTheBitsOfLinq(string name)
    {
        // The checks of the gradient compare the value's bits with those of the method itself.
        Linq("double", $"x.{name}()").Gradients([Signs]);
        Linq("double", $"x.{name}()").Gradients([Signs.Reverse().ToArray()]);
    }

    [Theory]
    [InlineData("x.Min()")]
    [InlineData("x.Max()")]
    [InlineData("x.Average()")]
    [InlineData("x.Aggregate((a, b) => a * b)")]
    [InlineData("x.Where(v => v > 10).Min()")]
    [InlineData("x.Select(v => v * v).Where(v => v > 10).Average()")]
    public void EmptySequence_ThrowsAsLinqDoes(string expression)
    {
        Differentiated method = Linq("double", expression);
        double[] x = expression.Contains("Where", StringComparison.Ordinal) ? [1, 2] : [];
        Assert.Throws<InvalidOperationException>(() => { method.Value([x]); });
        Assert.Throws<InvalidOperationException>(() => method.CallGradient([x], [new double[x.Length]]));
        Assert.Throws<InvalidOperationException>(() => method.CallValueAndGradient([x], [new double[x.Length]]));
    }

    [Theory]
    [InlineData("x.Sum()")]
    [InlineData("x.Aggregate(1.5, (a, b) => a * b)")]
    [InlineData("x.Select(v => v * v).Sum()")]
    public void EmptySum_IsWhereItStarts(string expression) => Assert.Empty(Linq("double", expression).Gradient([Array.Empty<double>()]));

    [Fact]
    public void SelectorThatThrows_ThrowsForTheSameElement()
    {
        Differentiated method = Linq("double", "x.Select(v => v > 0 ? Math.Sqrt(v) : throw new ArgumentException(\"not positive\")).Sum()");
        Assert.Throws<ArgumentException>(() => method.CallGradient([new[] { 1.0, -1 }], [new double[2]]));
        method.AgreesWithDifferencesAt([new[] { 1.0, 2 }]);
    }

    [Fact]
    public void ZipOfDifferentLengths_EndsWithTheShorter()
    {
        Differentiated zip = Differentiated.Method(
            "public static double F(double[] x, double[] y) => System.Linq.Enumerable.Sum(System.Linq.Enumerable.Zip(x, y, (a, b) => a * b * b));");
        zip.AgreesWithDifferencesAt(new[] { 1.0, 2, 3 }, new[] { 0.5, 0.25 });
    }

    private static Differentiated Linq(string type, string expression) => Differentiated.In(
        $$"""
        using System;
        using System.Linq;
        using AutoDiff;
        namespace Demo;
        public static partial class C
        {
            [Differentiable]
            public static {{type}} F({{type}}[] x) => {{expression}};
        }
        """,
        "Demo.C",
        "F");
}
