using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Corpus.Tests;

/// <summary>The sources of a library, every method of it marked, as its author would compile them.</summary>
/// <param name="Compilation">What compiles without errors, as long as nothing is generated.</param>
/// <param name="Methods">The methods that are marked.</param>
internal sealed record Corpus(CSharpCompilation Compilation, IReadOnlyList<IMethodSymbol> Methods)
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    /// <summary>Decompiles and marks.</summary>
    public static Corpus Of(ForeignAssembly assembly)
    {
        using Decompilation decompilation = new(assembly);
        SyntaxTree[] trees = [.. decompilation.Files.AsParallel().AsOrdered().Select(file => Marking.Mark(Parse(Source(File.ReadAllText(file)), Path.GetFileName(file))))];
        CSharpCompilation compilation = CSharpCompilation.Create(assembly.Name, trees, References(assembly.Name), Options);
        return new(compilation, [.. trees.SelectMany(tree => MethodsOf(tree, compilation))]);
    }

    /// <summary>A few attributes are the compiler's, which the decompiler knows no syntax for.</summary>
    private static string Source(string text) => text
        .Replace("[module: NullablePublicOnly(false)]", "", StringComparison.Ordinal)
        .Replace("[module: NullablePublicOnly(true)]", "", StringComparison.Ordinal)
        .Replace("[ParamCollection]", "params", StringComparison.Ordinal);

    private static IEnumerable<IMethodSymbol> MethodsOf(SyntaxTree tree, CSharpCompilation compilation)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Select(method => model.GetDeclaredSymbol(method)!);
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    public static CSharpCompilationOptions Options => new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true);

    /// <summary>The framework and the runtime library, without the library that is decompiled.</summary>
    public static IEnumerable<MetadataReference> References(string library) => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileNameWithoutExtension(path) is var name && name != library && (name is "mscorlib" or "netstandard" or "System" or "AutoDiff.Runtime" or "MathNet.Numerics" || name.StartsWith("System.", StringComparison.Ordinal)))
        .Select(path => MetadataReference.CreateFromFile(path));
}
