using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>All functions of <c>Sources</c> with their gradients, compiled once for all tests.</summary>
internal sealed class CompiledFunctions
{
    private static readonly Lazy<CompiledFunctions> LazyDouble = new(() => new(text => text, inSingle: false));
    private static readonly Lazy<CompiledFunctions> LazySingle = new(() => new(SinglePrecision.Of, inSingle: true));

    private CompiledFunctions(Func<string, string> precision, bool inSingle)
    {
        Run = GeneratorHarness.Run([.. EmbeddedSources.Gradients.Files.Select(precision)]);
        Compilation = Run.Compilation;
        ByStem = GradientWrapper.CreateAll(Compilation, AnnotatedMethod.All(Compilation, inSingle)).ToDictionary(wrapper => wrapper.Method.Stem);
    }

    /// <summary>As they are written.</summary>
    public static CompiledFunctions InDouble => LazyDouble.Value;

    /// <summary>With <c>float</c> in place of <c>double</c>.</summary>
    public static CompiledFunctions InSingle => LazySingle.Value;

    public GeneratorRun Run { get; }

    public CSharpCompilation Compilation { get; }

    public IReadOnlyDictionary<string, GradientWrapper> ByStem { get; }
}
