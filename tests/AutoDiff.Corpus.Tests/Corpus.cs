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
/// <param name="Files">How many source files there are.</param>
internal sealed record Corpus(CSharpCompilation Compilation, IReadOnlyList<IMethodSymbol> Methods, int Files)
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    /// <summary>Decompiles and marks.</summary>
    public static Corpus Of(ForeignAssembly assembly)
    {
        using Decompilation decompilation = new(assembly);
        SyntaxTree[] trees = [.. decompilation.Files.AsParallel().AsOrdered().Select(file => Parse(File.ReadAllText(file), Path.GetFileName(file)))];
        CSharpCompilation compilation = CSharpCompilation.Create(assembly.Name, trees, ReferencesOf(assembly), Options);

        // What does not compile by itself, such as code that uses what its framework hides, is left out of nobody's fault.
        SyntaxTree[] marked = [.. trees.AsParallel().AsOrdered().Select(tree => CSharpSyntaxTree.ParseText(Marking.Mark(tree), ParseOptions, tree.FilePath))];
        compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(marked);
        return new(compilation, [.. marked.SelectMany(tree => MethodsOf(tree, compilation))], trees.Length);
    }

    private static IEnumerable<IMethodSymbol> MethodsOf(SyntaxTree tree, CSharpCompilation compilation)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Select(method => model.GetDeclaredSymbol(method)!);
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static CSharpCompilationOptions Options => new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true);

    private static IEnumerable<MetadataReference> ReferencesOf(ForeignAssembly assembly) => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileNameWithoutExtension(path) is var name && name != assembly.Name && (name is "mscorlib" or "netstandard" or "System" or "AutoDiff.Runtime" || name.StartsWith("System.", StringComparison.Ordinal)))
        .Select(path => MetadataReference.CreateFromFile(path));
}
