using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>The gradients that the samples train and print with, against differences.</summary>
public class SampleTests
{
    private static readonly Dictionary<string, object[]> Points = new(StringComparer.Ordinal)
    {
        ["Tour.Functions.Wavelet"] = [0.7],
        ["Tour.Functions.Distance"] = [0.6, -1.1],
        ["Tour.Functions.Rosenbrock"] = [-1.2, 1.0],
        ["Tour.Functions.Horner"] = [Numbers(5, 1), 0.8],
        ["Tour.Functions.SquareRoot"] = [7.3],
        ["Seed.Classifier.MeanSquaredError"] = [Numbers(8, 2), Numbers(12, 3), Numbers(3, 4), new[] { 0, 2 }],
        ["Seed.Classifier.CrossEntropy"] = [Numbers(8, 2), Numbers(12, 3), Numbers(3, 4), new[] { 0, 2 }],
        ["Seed.Probability.Of"] = [Numbers(3, 5), 1],
        ["Likelihood.Models.Gamma"] = [new[] { 0.4, -0.3 }, new[] { 0.7, 2.4, 1.1 }],
        ["Likelihood.Models.CensoredNormal"] = [new[] { 0.9, 0.2 }, new[] { 0.7, 2.0, 1.1 }, 2.0],
        ["Likelihood.Models.Beta"] = [new[] { 0.4, -0.3 }, new[] { 0.7, 0.4, 0.1 }],
        ["Digits.RegressionLosses.CrossEntropy"] = [Numbers(640, 6), Numbers(10, 7), Numbers(128, 8), new[] { 3, 9 }],
        ["Digits.RegressionLosses.SquaredError"] = [Numbers(640, 6), Numbers(10, 7), Numbers(128, 8), new[] { 3, 9 }],
        ["Digits.NetworkLoss.CrossEntropy"] = [Numbers(4810, 9), Numbers(128, 8), new[] { 3, 9 }],
    };

    public static TheoryData<string> Methods => [.. Points.Keys];

    [Theory]
    [MemberData(nameof(Methods))]
    public void GradientOfASample_AgreesWithDifferences(string method)
    {
        string[] parts = method.Split('.');
        string[] sources = [.. Sources(parts[0]).Where(source => source.Contains("partial class", StringComparison.Ordinal) || source.Contains("class DigitSet", StringComparison.Ordinal) || source.Contains("DerivativeOf", StringComparison.Ordinal))];
        GradientTest.Check(GeneratorHarness.Run(sources).Compilation, parts[0] + "." + parts[1], parts[2], Points[method]);
    }

    [Fact]
    public void EveryAnnotatedMethodOfTheSamples_IsChecked() => Assert.Equal(
        Points.Count,
        new[] { "Tour", "Seed", "Digits", "Likelihood" }.SelectMany(sample => Sources(sample)).Sum(source => source.Split("    [Differentiable").Length - 1));

    private static double[] Numbers(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
    }

    // The samples are C# 14, which infers the type arguments that the older C# of these tests wants written.
    private static IEnumerable<string> Sources(string sample, [CallerFilePath] string thisFile = "") =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "samples", sample), "*.cs")
            .Order(StringComparer.Ordinal)
            .Select(path => Regex.Replace(File.ReadAllText(path), @"\b((?:TensorOps|Losses)\.\w+)\(", "$1<double>("));
}
