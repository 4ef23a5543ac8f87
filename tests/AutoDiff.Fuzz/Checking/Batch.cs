using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using AutoDiff.Fuzz.Evaluation;
using AutoDiff.Fuzz.Printing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace AutoDiff.Fuzz.Checking;

/// <summary>Compiles many editions as one assembly: most of the time of a compilation does not depend on its size.</summary>
internal static class Batch
{
    /// <summary>Compiles, generates, compiles again and loads. The result has one entry for each edition.</summary>
    public static IReadOnlyList<Compiled> Compile(IReadOnlyList<Edition> editions)
    {
        Dictionary<string, Compiled> results = [];
        List<Edition> rest = [.. editions];

        // An error takes one edition out and leaves the others to be compiled again.
        while (rest.Count > 0)
        {
            foreach (Compiled settled in Attempt(rest))
            {
                results[settled.Edition.Label] = settled;
                rest.Remove(settled.Edition);
            }
        }

        return [.. editions.Select(edition => results[edition.Label])];
    }

    /// <summary>Those that are settled: all of them, or the broken ones.</summary>
    private static List<Compiled> Attempt(List<Edition> editions)
    {
        Dictionary<SyntaxTree, Edition> owners = editions.ToDictionary(edition => Compiler.Parse(edition.Program(Dialect.Source), edition.Label + ".cs"));
        CSharpCompilation compilation = Compiler.Generate(owners.Keys);
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(tree => !owners.ContainsKey(tree)).ToArray())
        {
            string space = tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().First().Name.ToString();
            owners[tree] = editions.First(edition => edition.Namespace(Dialect.Source) == space);
        }

        ILookup<bool, Edition> differentiated = editions.ToLookup(edition => IsDifferentiated(compilation, edition));
        List<Compiled> settled = [.. differentiated[false].Select(edition => Explain(compilation, edition))];
        HashSet<SyntaxTree> generated = [.. compilation.SyntaxTrees.Where(tree => owners.ContainsKey(tree) && !tree.FilePath.EndsWith(owners[tree].Label + ".cs", StringComparison.Ordinal))];
        if (!differentiated[true].Any())
        {
            return settled;
        }

        foreach (Edition edition in differentiated[true])
        {
            AdapterText adapter = new(edition);
            owners[Compiler.Parse(edition.Adapter(adapter.Primal(Dialect.Source) + adapter.Gradients(), Dialect.Source), edition.Label + ".Adapter.cs")] = edition;
            owners[Compiler.Parse(edition.Program(Dialect.Dual), edition.Label + ".Dual.cs")] = edition;
            owners[Compiler.Parse(edition.Adapter(adapter.Primal(Dialect.Dual), Dialect.Dual), edition.Label + ".DualAdapter.cs")] = edition;
        }

        // Sources of refused editions stay out: they have been explained.
        HashSet<Edition> kept = [.. differentiated[true]];
        CSharpCompilation whole = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(owners.Where(owner => kept.Contains(owner.Value)).Select(owner => owner.Key));
        using MemoryStream assembly = new();
        EmitResult emitted = whole.Emit(assembly);
        List<Compiled> broken = [.. Broken(emitted, owners, generated)];
        if (!emitted.Success)
        {
            return broken.Count > 0 ? [.. settled, .. broken] : throw new InvalidOperationException("The compiler failed without a place: " + emitted.Diagnostics[0]);
        }

        assembly.Position = 0;
        Assembly loaded = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(assembly);
        HashSet<Edition> failed = [.. broken.Select(compiled => compiled.Edition)];
        return [.. settled, .. broken, .. kept.Where(edition => !failed.Contains(edition)).Select(edition => Bind(loaded, edition))];
    }

    private static bool IsDifferentiated(CSharpCompilation compilation, Edition edition) =>
        compilation.GetTypeByMetadataName(edition.Namespace(Dialect.Source) + ".Program")!.GetMembers(edition.MethodName + "ValueAndGradient").Length > 0;

    /// <summary>Why an edition has no derivative.</summary>
    private static Compiled Explain(CSharpCompilation compilation, Edition edition)
    {
        SyntaxTree tree = compilation.SyntaxTrees.First(candidate => candidate.FilePath == edition.Label + ".cs");
        Diagnostic? error = compilation.GetSemanticModel(tree).GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        if (error is not null)
        {
            return new(edition) { Failure = new(FailureKind.Fuzzer, "The program does not compile: " + error) };
        }

        ImmutableArray<Diagnostic> diagnostics = [.. Compiler.Analyze(compilation, tree).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        Diagnostic? internalError = diagnostics.FirstOrDefault(diagnostic => diagnostic.Id is "DIFF0000" or "DIFF0099" or "AD0001");
        return diagnostics.IsEmpty || internalError is not null
            ? new(edition) { Failure = new(FailureKind.Internal, internalError?.GetMessage() ?? "There is no derivative, and no diagnostic either.") }
            : new(edition) { Refusals = [.. diagnostics.Select(Refusal.Of).Distinct()] };
    }

    private static IEnumerable<Compiled> Broken(EmitResult emitted, Dictionary<SyntaxTree, Edition> owners, HashSet<SyntaxTree> generated) => emitted.Diagnostics
        .Where(diagnostic => diagnostic.Location.SourceTree is not null)
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || (diagnostic.Severity == DiagnosticSeverity.Warning && generated.Contains(diagnostic.Location.SourceTree!)))
        .OrderByDescending(diagnostic => generated.Contains(diagnostic.Location.SourceTree!))
        .ThenByDescending(diagnostic => diagnostic.Severity)
        .GroupBy(diagnostic => owners[diagnostic.Location.SourceTree!])
        .Select(group => new Compiled(group.Key) { Failure = Describe(group.First(), generated) });

    private static Failure Describe(Diagnostic diagnostic, HashSet<SyntaxTree> generated)
    {
        FailureKind kind = !generated.Contains(diagnostic.Location.SourceTree!) ? FailureKind.Fuzzer
            : diagnostic.Severity == DiagnosticSeverity.Error ? FailureKind.GeneratedError
            : FailureKind.GeneratedWarning;
        int line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        return new(kind, $"{diagnostic.Id} {diagnostic.GetMessage()} | {diagnostic.Location.SourceTree!.GetText().Lines[line].ToString().Trim()}");
    }

    private static Compiled Bind(Assembly assembly, Edition edition)
    {
        Type adapter = assembly.GetType(edition.Namespace(Dialect.Source) + ".Adapter", throwOnError: true)!;
        Type evaluator = assembly.GetType(edition.Namespace(Dialect.Dual) + ".Adapter", throwOnError: true)!;
        return new(edition)
        {
            Primal = adapter.GetMethod("Primal")!.CreateDelegate<Func<Source<double>, double>>(),
            ValueAndGradient = adapter.GetMethod("ValueAndGradient")!.CreateDelegate<Func<Source<double>, Sink, double>>(),
            Gradient = adapter.GetMethod("Gradient")!.CreateDelegate<Func<Source<double>, Sink, double>>(),
            Dual = evaluator.GetMethod("Primal")!.CreateDelegate<Func<Source<Dual>, Dual>>(),
        };
    }
}
