using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests.Reference;

/// <summary>The losses of <c>Sources</c> with their gradients, compiled once for all tests.</summary>
internal static class CompiledLosses
{
    private static readonly Lazy<IReadOnlyDictionary<string, GradientWrapper>> Double = new(() => Compile(text => text));
    private static readonly Lazy<IReadOnlyDictionary<string, GradientWrapper>> Single = new(() => Compile(SinglePrecision.Of));

    /// <summary>A loss in <c>double</c>.</summary>
    /// <param name="way"><c>ByPrimitives</c> or <c>ByHand</c>.</param>
    /// <param name="name">As the reference calls it: <c>softmax_mse_mean</c>.</param>
    /// <returns>The loss with its gradients.</returns>
    public static GradientWrapper InDouble(string way, string name) => Double.Value[Key(way, name)];

    /// <summary>The same in <c>float</c>.</summary>
    public static GradientWrapper InSingle(string way, string name) => Single.Value[Key(way, name)];

    private static string Key(string way, string name) =>
        way + "." + CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name).Replace("_", "", StringComparison.Ordinal);

    private static Dictionary<string, GradientWrapper> Compile(Func<string, string> precision)
    {
        CSharpCompilation compilation = GeneratorHarness.Run([.. EmbeddedSources.Reference.Files.Select(precision)]).Compilation;
        return GradientWrapper.CreateAll(compilation, AnnotatedMethod.All(compilation))
            .ToDictionary(wrapper => wrapper.Method.Primal.ContainingType.Name + "." + wrapper.Method.Stem);
    }
}
