using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using AutoDiff.Generator.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>Runs a generator and analyzers over source text, as a consumer's build does.</summary>
internal static class GeneratorHarness
{
    /// <summary>The name of the project's generator.</summary>
    private const string GeneratorName = "AutoDiff.Generator.DifferentiableGenerator";

    /// <summary>The project's generator.</summary>
    public static IIncrementalGenerator CreateGenerator() =>
        (IIncrementalGenerator)Activator.CreateInstance(GeneratorAssembly.GetType(GeneratorName, throwOnError: true)!)!;

    /// <summary>All analyzers of the project.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> CreateAnalyzers() =>
    [
        .. GeneratorAssembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    private static System.Reflection.Assembly GeneratorAssembly => typeof(GradientFileEmitter).Assembly;

    /// <summary>Runs the project's generator.</summary>
    public static GeneratorRun Run(params string[] sources) => Run(CreateGenerator(), sources);

    /// <summary>Runs a generator.</summary>
    public static GeneratorRun Run(IIncrementalGenerator generator, params string[] sources) =>
        Run(generator, CompilerInput.Compilation(sources));

    /// <summary>Runs a generator over a compilation.</summary>
    public static GeneratorRun Run(IIncrementalGenerator generator, CSharpCompilation compilation)
    {
        GeneratorDriver driver = CreateDriver(generator).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return new(driver, (CSharpCompilation)output);
    }

    /// <summary>A driver that tracks steps, for tests of incrementality.</summary>
    public static GeneratorDriver CreateDriver(IIncrementalGenerator generator) => CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()],
        parseOptions: CompilerInput.ParseOptions,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>What the project's analyzers report, in source order.</summary>
    public static Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation) => Analyze(compilation, CreateAnalyzers());

    /// <summary>What analyzers report, in source order.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        if (analyzers.IsEmpty)
        {
            return [];
        }

        IEnumerable<Diagnostic> diagnostics = await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    /// <summary>Generates, compiles with warnings as errors, and loads.</summary>
    public static LoadedAssembly CompileAndLoad(params string[] sources) => LoadedAssembly.Load(Run(sources).Compilation);
}
