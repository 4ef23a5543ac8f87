using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Corpus.Tests;

/// <summary>The sources of a library, some or all methods of it marked, as its author would compile them.</summary>
/// <param name="Compilation">What compiles without errors, as long as nothing is generated.</param>
/// <param name="Methods">The methods that are marked.</param>
internal sealed record Corpus(CSharpCompilation Compilation, IReadOnlyList<IMethodSymbol> Methods)
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    /// <summary>Decompiles and marks.</summary>
    public static Corpus Of(ForeignAssembly assembly)
    {
        using Decompilation decompilation = new(assembly);
        SyntaxTree[] trees = [.. decompilation.Files.AsParallel().AsOrdered().Select(file => Marking.Mark(Parse(File.ReadAllText(file), Path.GetFileName(file)), assembly.OneIn))];
        CSharpCompilation compilation = Compilable(CSharpCompilation.Create(assembly.Name, trees, References(assembly.Name), Options));
        trees = [.. compilation.SyntaxTrees];
        return new(compilation, [.. trees.SelectMany(tree => MethodsOf(tree, compilation, assembly.OneIn))]);
    }

    /// <summary>What the decompiler gets wrong, functions inside of functions mostly, is left out: the method throws.</summary>
    private static CSharpCompilation Compilable(CSharpCompilation compilation)
    {
        foreach (IGrouping<SyntaxTree, Diagnostic> errors in compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Location.IsInSource).ToLookup(error => error.Location.SourceTree!))
        {
            SyntaxNode root = errors.Key.GetRoot();
            SyntaxNode[] bodies = [.. errors.Select(error => root.FindNode(error.Location.SourceSpan).FirstAncestorOrSelf<BaseMethodDeclarationSyntax>()?.Body).OfType<SyntaxNode>().Distinct()];
            root = root.ReplaceNodes(bodies, (_, _) => SyntaxFactory.ParseStatement("{ throw null!; }"));
            compilation = compilation.ReplaceSyntaxTree(errors.Key, errors.Key.WithRootAndOptions(root, ParseOptions));
        }

        return compilation;
    }

    private static IEnumerable<IMethodSymbol> MethodsOf(SyntaxTree tree, CSharpCompilation compilation, int oneIn)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => Marking.IsChosen(method, oneIn)).Select(method => model.GetDeclaredSymbol(method)!);
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    public static CSharpCompilationOptions Options => new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true);

    /// <summary>The framework and the runtime library, without the library that is decompiled.</summary>
    public static IEnumerable<MetadataReference> References(string library) => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileNameWithoutExtension(path) is var name && name != library && (name is "mscorlib" or "netstandard" or "System" or "AutoDiff.Runtime" or "MathNet.Numerics" || name.StartsWith("System.", StringComparison.Ordinal)))
        .Select(path => MetadataReference.CreateFromFile(path));
}
