using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using AutoDiff.Generator;
using AutoDiff.Generator.FrontEnd;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Corpus.Tests;

/// <summary>Generator and analyzer run over a corpus, side by side.</summary>
internal sealed class CorpusRun
{
    /// <summary>Whatever the platform's default is, an overflow would end the test run without a word.</summary>
    private const int StackSize = 64 << 20;

    /// <summary>What only a mistake of ours can cause.</summary>
    private static readonly string[] Failures = ["AD0001", "DIFF0099"];

    /// <summary>One for each marked method, in source order.</summary>
    public required IReadOnlyList<MethodOutcome> Outcomes { get; init; }

    /// <summary>Sources and generated files.</summary>
    public required CSharpCompilation Output { get; init; }

    /// <summary>Exceptions of generator and analyzer, as the compiler reports them.</summary>
    public required IReadOnlyList<Diagnostic> Exceptions { get; init; }

    /// <summary>Errors and warnings inside of generated files.</summary>
    public required IReadOnlyList<Diagnostic> Uncompilable { get; init; }

    public static CorpusRun Of(Corpus corpus)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: Corpus.ParseOptions);
        Compilation output = corpus.Compilation;
        ImmutableArray<Diagnostic> reported = [];
        CompilationWithAnalyzers analysis = corpus.Compilation.WithAnalyzers(
            [new DifferentiableAnalyzer()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        OnLargeStacks(
            () => driver = driver.RunGeneratorsAndUpdateCompilation(corpus.Compilation, out output, out _),
            () => reported = analysis.GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult());

        // The analyzer has seen the sources only, where it misses what is generated.
        Diagnostic[] errors = [.. reported.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "DIFF0000")];
        ILookup<SyntaxTree, (Location Cause, Diagnostic Error)> causes = errors
            .SelectMany(error => error.AdditionalLocations.Prepend(error.Location).Select(cause => (cause, error)))
            .Where(pair => pair.cause.IsInSource)
            .ToLookup(pair => pair.cause.SourceTree!);
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Dictionary<string, SyntaxTree> files = result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SyntaxTree);
        HashSet<SyntaxTree> generated = [.. files.Values];
        return new CorpusRun
        {
            Outcomes =
            [
                .. corpus.Methods.Select(method =>
                {
                    SyntaxReference syntax = method.DeclaringSyntaxReferences[0];
                    IEnumerable<Diagnostic> own = causes[syntax.SyntaxTree].Where(pair => syntax.Span.Contains(pair.Cause.SourceSpan)).Select(pair => pair.Error);
                    SyntaxTree? file = files.GetValueOrDefault(HintNames.Of(method) + ".g.cs");
                    return new MethodOutcome(method, file, file is null ? [.. own] : []);
                }),
            ],
            Output = (CSharpCompilation)output,
            Exceptions = [.. result.Diagnostics, .. errors.Where(error => Failures.Contains(error.Id))],
            Uncompilable =
            [
                .. output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Location.SourceTree is { } tree && generated.Contains(tree)),
            ],
        };
    }

    private static void OnLargeStacks(params Action[] actions)
    {
        Exception? failure = null;
        Thread[] threads = [.. actions.Select(action => new Thread(() => Try(action), StackSize))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        if (failure is not null)
        {
            throw new InvalidOperationException("A thread failed: " + failure.Message, failure);
        }

        void Try(Action action)
        {
            try
            {
                action();
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                failure = exception;
            }
        }
    }
}
