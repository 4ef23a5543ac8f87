using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using AutoDiff.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Fuzz.Checking;

/// <summary>The compiler of a consumer: the running framework, the runtime, the real generator and analyzer.</summary>
internal static class Compiler
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        concurrentBuild: false,
        specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
        {
            // The programs need no documentation; what is generated has it by itself.
            ["CS1591"] = ReportDiagnostic.Suppress,

            // Facade assemblies of the running framework.
            ["CS1701"] = ReportDiagnostic.Suppress,
        });

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(IsForPrograms)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), ParseOptions, path);

    /// <summary>Compiles trees and lets the generator add its own.</summary>
    public static CSharpCompilation Generate(IEnumerable<SyntaxTree> trees)
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Fuzzed" + Guid.NewGuid().ToString("N"), trees, References, Options);
        CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> reported);
        return reported.IsEmpty
            ? (CSharpCompilation)output
            : throw new InvalidOperationException("The generator reports what only the analyzer should: " + reported[0]);
    }

    /// <summary>What the analyzer says of some of the trees.</summary>
    public static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation, IEnumerable<SyntaxTree> trees) => compilation
        .RemoveAllSyntaxTrees()
        .AddSyntaxTrees(trees)
        .WithAnalyzers([new DifferentiableAnalyzer()])
        .GetAnalyzerDiagnosticsAsync()
        .GetAwaiter().GetResult();

    private static bool IsForPrograms(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return name is "mscorlib" or "netstandard" or "System" or "AutoDiff.Runtime" or "AutoDiff.Fuzz" || name.StartsWith("System.", StringComparison.Ordinal);
    }
}
