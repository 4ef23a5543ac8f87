using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using AutoDiff.Fuzz.Evaluation;
using AutoDiff.Fuzz.Printing;
using AutoDiff.Fuzz.Reports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace AutoDiff.Fuzz.Checking;

/// <summary>Compiles many editions as one assembly: most of the time of a compilation does not depend on its size.</summary>
internal static class Batch
{
    /// <summary>Compiles, generates, compiles again and loads. The result has one entry for each edition.</summary>
    /// <param name="editions">The programs.</param>
    /// <param name="coverage">Counts what stands in them, if wanted.</param>
    public static IReadOnlyList<Compiled> Compile(IReadOnlyList<Edition> editions, Coverage? coverage = null)
    {
        Dictionary<string, Compiled> results = [];
        List<Edition> rest = [.. editions];

        // An error takes one edition out and leaves the others to be compiled again.
        while (rest.Count > 0)
        {
            foreach (Compiled settled in Attempt(rest, coverage))
            {
                results[settled.Edition.Label] = settled;
                rest.Remove(settled.Edition);
            }
        }

        return [.. editions.Select(edition => results[edition.Label])];
    }

    /// <summary>Those that are settled: all of them, or the broken ones.</summary>
    private static List<Compiled> Attempt(List<Edition> editions, Coverage? coverage)
    {
        Dictionary<SyntaxTree, Edition> owners = editions.ToDictionary(edition => Compiler.Parse(edition.Program(Dialect.Source), edition.Label + ".cs"));
        CSharpCompilation compilation = Compiler.Generate(owners.Keys);
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(tree => !owners.ContainsKey(tree)).ToArray())
        {
            string space = tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().First().Name.ToString();
            owners[tree] = editions.First(edition => edition.Namespace(Dialect.Source) == space);
        }

        List<Compiled> explained = Explain(compilation, [.. editions.Where(edition => !IsDifferentiated(compilation, edition))]);
        List<Compiled> settled = [.. explained.Where(compiled => compiled.Failure is not null)];
        Dictionary<Edition, Compiled> kept = editions.Except(settled.Select(compiled => compiled.Edition)).ToDictionary(edition => edition, edition => new Compiled(edition));
        foreach (Compiled refused in explained.Where(compiled => compiled.Failure is null))
        {
            kept[refused.Edition] = refused;
        }

        HashSet<SyntaxTree> generated = [.. compilation.SyntaxTrees.Where(tree => tree.FilePath != owners[tree].Label + ".cs")];
        foreach (Compiled compiled in kept.Values)
        {
            Edition edition = compiled.Edition;
            AdapterText adapter = new(edition);
            string members = adapter.Primal(Dialect.Source) + (compiled.Refusals.IsEmpty ? adapter.Gradients() : "") + (compiled.Refusals.IsEmpty && edition.Subject.HasProducts ? adapter.Products() : "");
            owners[Compiler.Parse(edition.Adapter(members, Dialect.Source), edition.Label + ".Adapter.cs")] = edition;
            owners[Compiler.Parse(edition.Program(Dialect.Dual), edition.Label + ".Dual.cs")] = edition;
            owners[Compiler.Parse(edition.Adapter(adapter.Primal(Dialect.Dual), Dialect.Dual), edition.Label + ".DualAdapter.cs")] = edition;
        }

        CSharpCompilation whole = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(owners.Where(owner => kept.ContainsKey(owner.Value)).Select(owner => owner.Key));
        using MemoryStream assembly = new();
        EmitResult emitted = whole.Emit(assembly);
        List<Compiled> broken = [.. Broken(emitted, owners, generated)];
        if (!emitted.Success)
        {
            return broken.Count > 0 ? [.. settled, .. broken] : throw new InvalidOperationException("The compiler failed without a place: " + emitted.Diagnostics[0]);
        }

        foreach ((SyntaxTree tree, Edition edition) in owners.Where(owner => coverage is not null && owner.Key.FilePath == owner.Value.Label + ".cs" && kept.ContainsKey(owner.Value)))
        {
            coverage!.Count(whole, tree, !kept[edition].Refusals.IsEmpty);
        }

        assembly.Position = 0;
        Assembly loaded = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(assembly);
        HashSet<Edition> failed = [.. broken.Select(compiled => compiled.Edition)];
        return [.. settled, .. broken, .. kept.Values.Where(compiled => !failed.Contains(compiled.Edition)).Select(compiled => Bind(loaded, compiled))];
    }

    private static bool IsDifferentiated(CSharpCompilation compilation, Edition edition) =>
        compilation.GetTypeByMetadataName(edition.Namespace(Dialect.Source) + ".Program")!.GetMembers(edition.MethodName + "ValueAndGradient").Length > 0;

    /// <summary>Why editions have no derivative.</summary>
    private static List<Compiled> Explain(CSharpCompilation compilation, List<Edition> editions)
    {
        if (editions.Count == 0)
        {
            return [];
        }

        Dictionary<string, SyntaxTree> trees = compilation.SyntaxTrees.ToDictionary(tree => tree.FilePath);
        ILookup<SyntaxTree?, Diagnostic> diagnostics = Compiler.Analyze(compilation, editions.Select(edition => trees[edition.Label + ".cs"]))
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .ToLookup(diagnostic => diagnostic.Location.SourceTree);
        return [.. editions.Select(edition => Explain(edition, compilation.GetSemanticModel(trees[edition.Label + ".cs"]), [.. diagnostics[trees[edition.Label + ".cs"]]]))];
    }

    private static Compiled Explain(Edition edition, SemanticModel model, ImmutableArray<Diagnostic> diagnostics)
    {
        if (model.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
        {
            return new(edition) { Failure = new(FailureKind.Fuzzer, "The program does not compile: " + error) };
        }

        Diagnostic? internalError = diagnostics.FirstOrDefault(diagnostic => diagnostic.Id is "DIFF0000" or "DIFF0099" or "AD0001");
        return diagnostics.IsEmpty || internalError is not null
            ? new(edition) { Failure = new(FailureKind.Internal, internalError?.GetMessage(CultureInfo.InvariantCulture) ?? "There is no derivative, and no diagnostic either.") }
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

    private static Compiled Bind(Assembly assembly, Compiled compiled)
    {
        Type adapter = assembly.GetType(compiled.Edition.Namespace(Dialect.Source) + ".Adapter", throwOnError: true)!;
        Type evaluator = assembly.GetType(compiled.Edition.Namespace(Dialect.Dual) + ".Adapter", throwOnError: true)!;
        return compiled with
        {
            Primal = adapter.GetMethod("Primal")!.CreateDelegate<Func<Source<double>, double>>(),
            ValueAndGradient = adapter.GetMethod("ValueAndGradient")?.CreateDelegate<Func<Source<double>, Sink, double>>(),
            Gradient = adapter.GetMethod("Gradient")?.CreateDelegate<Func<Source<double>, Sink, double>>(),
            Vjp = adapter.GetMethod("Vjp")?.CreateDelegate<Func<Source<double>, double, Sink, double>>(),
            Jvp = adapter.GetMethod("Jvp")?.CreateDelegate<Func<Source<double>, Source<double>, (double, double)>>(),
            Dual = evaluator.GetMethod("Primal")!.CreateDelegate<Func<Source<Dual>, Dual>>(),
        };
    }
}
