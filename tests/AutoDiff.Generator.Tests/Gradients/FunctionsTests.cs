using System;
using System.Linq;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>Every method of <c>Sources</c>, at several points, in both precisions.</summary>
public class FunctionsTests
{
    private const int Points = 4;

    public static TheoryData<string> Stems { get; } = new(EmbeddedSources.Gradients.Stems);

    [Theory]
    [MemberData(nameof(Stems))]
    public void Gradient_AgreesWithDifferences(string stem)
    {
        GradientWrapper wrapper = CompiledFunctions.InDouble.ByStem[stem];
        for (int seed = 0; seed < Points; seed++)
        {
            new GradientTest(wrapper).At(Arguments.For(wrapper.Types, seed));
        }
    }

    [Theory]
    [MemberData(nameof(Stems))]
    public void GradientInSingle_AgreesWithDouble(string stem)
    {
        GradientWrapper inDouble = CompiledFunctions.InDouble.ByStem[stem];
        GradientWrapper inSingle = CompiledFunctions.InSingle.ByStem[stem];
        for (int seed = 0; seed < Points; seed++)
        {
            object[] expected = new GradientTest(inDouble).Gradients(Arguments.For(inDouble.Types, seed));
            object[] actual = new GradientTest(inSingle).Gradients(Arguments.For(inSingle.Types, seed));
            for (int i = 0; i < expected.Length; i++)
            {
                RequireNear(expected[i], actual[i], inDouble.Parameters[inDouble.Active[i]].Name);
            }
        }
    }

    [Fact]
    public void EveryAnnotatedMethod_IsRun()
    {
        string[] stems = [.. EmbeddedSources.Gradients.Stems.Order(StringComparer.Ordinal)];
        Assert.Equal(stems.Distinct(), stems);
        Assert.Equal(stems, CompiledFunctions.InDouble.ByStem.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(stems, CompiledFunctions.InSingle.ByStem.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            stems.Select(stem => stem + "ValueAndGradient").Order(StringComparer.Ordinal),
            CompiledFunctions.InDouble.Compilation.GetSymbolsWithName(name => name.EndsWith("ValueAndGradient", StringComparison.Ordinal), SymbolFilter.Member)
                .Select(member => member.Name)
                .Order(StringComparer.Ordinal));
    }

    /// <summary>Relative to the largest element; recurrences lose three of seven digits.</summary>
    private static void RequireNear(object expected, object actual, string name)
    {
        int count = FloatingPoint.Count(expected);
        double scale = Enumerable.Range(0, count).Select(i => Math.Abs(FloatingPoint.Get(expected, i))).Append(1).Max();
        for (int i = 0; i < count; i++)
        {
            double difference = Math.Abs(FloatingPoint.Get(expected, i) - FloatingPoint.Get(actual, i));
            Assert.True(difference <= 2e-4 * scale, $"{name}[{i}]: {FloatingPoint.Get(expected, i):R} in double, {FloatingPoint.Get(actual, i):R} in float.");
        }
    }
}
