using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>What a run of a generator gave.</summary>
/// <param name="Driver">For running again after an edit.</param>
/// <param name="Compilation">The sources with the generated files.</param>
internal sealed record GeneratorRun(GeneratorDriver Driver, CSharpCompilation Compilation)
{
    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; } = Driver.GetRunResult().Results
        .SelectMany(result => result.GeneratedSources)
        .ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>What the generator itself reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => Driver.GetRunResult().Diagnostics;

    /// <summary>The only generated file.</summary>
    public string File => Files.Values.Single();
}
