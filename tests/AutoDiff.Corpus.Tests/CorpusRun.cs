using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using AutoDiff.Generator;
using AutoDiff.Generator.FrontEnd;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Corpus.Tests;

/// <summary>Generator and analyzer run over a corpus.</summary>
internal sealed class CorpusRun
{
    /// <summary>As large as a compiler's main thread may have: decompiled code is deep.</summary>
    private const int StackSize = 64 << 20;

    public required Corpus Corpus { get; init; }

    /// <summary>One for each marked method, in source order.</summary>
    public required IReadOnlyList<MethodOutcome> Outcomes { get; init; }

    /// <summary>Sources and generated files.</summary>
    public required CSharpCompilation Output { get; init; }

    /// <summary>What the driver says about the generator itself: CS8785 and the like.</summary>
    public required ImmutableArray<Diagnostic> GeneratorDiagnostics { get; init; }

    /// <summary>Errors and warnings inside of generated files.</summary>
    public required IReadOnlyList<Diagnostic> Uncompilable { get; init; }

    public static CorpusRun Of(Corpus corpus, Action<string>? log = null)
    {
        Stopwatch watch = Stopwatch.StartNew();
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: Corpus.ParseOptions);
        Compilation output = corpus.Compilation;
        ConcurrentBag<Diagnostic> found = [];
        CompilationWithAnalyzers analysis = corpus.Compilation.WithAnalyzers([new DifferentiableAnalyzer()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        OnLargeStacks(
            () =>
            {
                driver = driver.RunGeneratorsAndUpdateCompilation(corpus.Compilation, out output, out _);
                log?.Invoke($"generator {watch.Elapsed}");
            },
            Analyze);
        log?.Invoke("found " + found.Count + " " + string.Join(",", found.GroupBy(d => d.Id).Select(g => g.Key + ":" + g.Count())) + found.FirstOrDefault());
        log?.Invoke($"analyzer {watch.Elapsed}");

        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        HashSet<string> files = [.. result.GeneratedSources.Select(source => source.HintName)];
        ILookup<SyntaxTree, Diagnostic> byTree = found.Where(diagnostic => diagnostic.Location.SourceTree is not null).ToLookup(diagnostic => diagnostic.Location.SourceTree!);
        List<MethodOutcome> outcomes = [];
        foreach (IMethodSymbol method in corpus.Methods)
        {
            string hint = HintNames.Of(method) + ".g.cs";
            SyntaxReference syntax = method.DeclaringSyntaxReferences[0];
            outcomes.Add(new(method, files.Contains(hint) ? hint : null, [.. byTree[syntax.SyntaxTree].Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && syntax.Span.Contains(diagnostic.Location.SourceSpan))]));
        }

        HashSet<SyntaxTree> generated = [.. result.GeneratedSources.Select(source => source.SyntaxTree)];
        Diagnostic[] problems = [.. output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Location.SourceTree is { } tree && generated.Contains(tree))];
        log?.Invoke($"compiled {watch.Elapsed}");
        foreach (var d in output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && !(d.Location.SourceTree is { } tree && generated.Contains(tree))).Take(20)) log?.Invoke(d.ToString());
        return new CorpusRun
        {
            Corpus = corpus,
            Outcomes = outcomes,
            Output = (CSharpCompilation)output,
            GeneratorDiagnostics = [.. result.Diagnostics, .. found.Where(diagnostic => diagnostic.Id is "AD0001" or "DIFF0099")],
            Uncompilable = problems,
        };

        void Analyze()
        {
            foreach (Diagnostic diagnostic in analysis.GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult())
            {
                found.Add(diagnostic);
            }
        }
    }

    public string Describe()
    {
        StringBuilder text = new();
        MethodOutcome[] numeric = [.. Outcomes.Where(outcome => NumericSignature.Is(outcome.Method))];
        text.AppendLine(CultureInfo.InvariantCulture, $"methods {Outcomes.Count}, differentiated {Outcomes.Count(outcome => outcome.IsDifferentiated)}; numeric {numeric.Length}, differentiated {numeric.Count(outcome => outcome.IsDifferentiated)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"neither: {Outcomes.Count(outcome => !outcome.IsDifferentiated && outcome.Refusals.All(d => d.Id == "DIFF0000"))}, both: {Outcomes.Count(outcome => outcome.IsDifferentiated && outcome.Refusals.Any(d => d.Id != "DIFF0000"))}");
        foreach (MethodOutcome outcome in Outcomes.Where(outcome => !outcome.IsDifferentiated && outcome.Refusals.All(d => d.Id == "DIFF0000")).Take(20))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  neither {outcome.Method}");
        }

        foreach (Diagnostic diagnostic in GeneratorDiagnostics.Take(60))
        {
            text.AppendLine(diagnostic.ToString());
        }

        foreach (Diagnostic diagnostic in Uncompilable.Take(60))
        {
            text.AppendLine(diagnostic.ToString());
            text.AppendLine("      " + diagnostic.Location.SourceTree!.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim());
        }

        foreach (var group in numeric.Where(outcome => !outcome.IsDifferentiated).SelectMany(outcome => outcome.Refusals.Select(Reason).Distinct()).GroupBy(reason => reason).OrderByDescending(group => group.Count()).Take(70))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{group.Count(),5} {group.Key}");
        }

        return text.ToString();
    }

    private static string Reason(Diagnostic diagnostic) => diagnostic.Id + " " + diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private static void OnLargeStacks(params Action[] actions)
    {
        Exception? failure = null;
        Thread[] threads = [.. actions.Select(action => new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            StackSize))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        if (failure is not null)
        {
            throw new InvalidOperationException("A thread failed.", failure);
        }
    }
}
