using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>What a consumer's compilation is made of.</summary>
internal static class CompilerInput
{
    /// <summary>
    /// C# before 14, which infers no type arguments from an array or a <c>Span</c> where a
    /// <c>ReadOnlySpan</c> is wanted. Documentation comments are diagnosed: a cref of generated code that does not
    /// resolve is an error.
    /// </summary>
    public static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    /// <summary>Each time another object: what the generator keeps for one project must not serve another.</summary>
    public static CSharpCompilationOptions Options => new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        generalDiagnosticOption: ReportDiagnostic.Error,
        nullableContextOptions: NullableContextOptions.Enable,
        specificDiagnosticOptions: new Dictionary<string, ReportDiagnostic>
        {
            // The sources under test need no documentation; what is generated has it by itself.
            ["CS1591"] = ReportDiagnostic.Suppress,

            // Facade assemblies of the running framework.
            ["CS1701"] = ReportDiagnostic.Suppress,
        });

    /// <summary>The running framework, the runtime library, and a library of somebody else's.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(IsForConsumers)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A compilation of source texts, which are named <c>Source0.cs</c> and so on.</summary>
    public static CSharpCompilation Compilation(params string[] sources) => CSharpCompilation.Create(
        "Consumer",
        sources.Select((source, i) => Parse(source, $"Source{i}.cs")),
        References,
        Options);

    public static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), ParseOptions, path);

    private static bool IsForConsumers(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return name is "mscorlib" or "netstandard" or "System" or "AutoDiff.Runtime" or "MathNet.Numerics"
            || name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Win32", StringComparison.Ordinal);
    }
}
