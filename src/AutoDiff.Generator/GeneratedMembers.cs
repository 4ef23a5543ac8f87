using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.FrontEnd;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator;

/// <summary>
/// Reads methods that call generated members, such as <c>FGradient(p, g)</c>. The generator is shown the compilation as it
/// is before there are any: what the names that a body calls would mean is written first, and the body is read where that
/// exists. The analyzer sees the same members, and so the same model.
/// </summary>
internal static class GeneratedMembers
{
    /// <summary>Reads a method, with the generated members that it calls.</summary>
    public static ReadResult Read(IMethodSymbol method, SemanticModel model, CancellationToken cancellation) =>
        Read(method, model, [HintNames.Of(method)], cancellation);

    /// <param name="method">The annotated method.</param>
    /// <param name="model">That of the tree where its body stands.</param>
    /// <param name="callers">The methods that are being read, by their hint names: a member cannot be written by its own help.</param>
    /// <param name="cancellation">Ends the work.</param>
    private static ReadResult Read(IMethodSymbol method, SemanticModel model, ImmutableHashSet<string> callers, CancellationToken cancellation)
    {
        ReadResult result = MethodReader.Read(method, model, cancellation);
        if (Called(result.Bodies) is not { Count: > 0 } called)
        {
            return result;
        }

        // Whether or not the reader stumbled: what does not bind may look like a constant.
        IMethodSymbol[] meant = [.. Annotated(model.Compilation, called, cancellation).Where(annotated => !callers.Contains(HintNames.Of(annotated)))];
        if (meant.Length == 0)
        {
            return result;
        }

        (DifferentiableMethod Method, GeneratedFile File)[] written = [.. meant.Select(annotated => Write(annotated, model.Compilation, callers, cancellation)).OfType<(DifferentiableMethod, GeneratedFile)>()];
        if (written.Length == 0)
        {
            return result with { IsRepeatable = false };
        }

        Accessor[] accessors = [.. written.SelectMany(each => each.Method.Accessors)];
        IEnumerable<SyntaxTree> trees = written.Select(each => each.File).Concat(GeneratedFile.OfAccessors(accessors))
            .Select(file => CSharpSyntaxTree.ParseText(file.Text, (CSharpParseOptions)model.SyntaxTree.Options, file.HintName + ".g.cs", cancellationToken: cancellation));
        SemanticModel completed = model.Compilation.AddSyntaxTrees(trees).GetSemanticModel(model.SyntaxTree);
        if (completed.GetDeclaredSymbol(MethodReader.DeclarationOf(method, model.SyntaxTree, cancellation), cancellation) is not IMethodSymbol again)
        {
            return result;
        }

        // What the members that are called read through accessors, their derivatives read as well.
        ReadResult complete = MethodReader.Read(again, completed, cancellation) with { IsRepeatable = false };
        return complete.Method is { } read ? complete with { Method = read with { Accessors = read.Accessors.Concat(accessors).Distinct().ToEquatableArray() } } : complete;
    }

    /// <summary>The names that are called and may be those of generated members.</summary>
    private static HashSet<string> Called(IEnumerable<SyntaxNode> bodies) =>
    [
        .. bodies
            .SelectMany(body => body.DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Select(call => call.Expression switch
            {
                SimpleNameSyntax name => name.Identifier.ValueText,
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                _ => "",
            })
            .Where(name => CollisionReader.AllSuffixes.Any(suffix => name.EndsWith(suffix, System.StringComparison.Ordinal))),
    ];

    /// <summary>The annotated methods for which members of these names are generated.</summary>
    private static IEnumerable<IMethodSymbol> Annotated(Compilation compilation, HashSet<string> names, CancellationToken cancellation) => compilation
        .GetSymbolsWithName(_ => true, SymbolFilter.Member, cancellation)
        .OfType<IMethodSymbol>()
        .Where(method => RequestReader.AttributesOf(method).Any(request => CollisionReader.NamesOf(method, request).Any(names.Contains)));

    private static (DifferentiableMethod, GeneratedFile)? Write(IMethodSymbol method, Compilation compilation, ImmutableHashSet<string> callers, CancellationToken cancellation)
    {
        IMethodSymbol part = method.PartialImplementationPart ?? method;
        if (part.DeclaringSyntaxReferences is not [var declaration, ..])
        {
            return null;
        }

        SemanticModel model = compilation.GetSemanticModel(declaration.SyntaxTree);
        if (Read(part, model, callers.Add(HintNames.Of(method)), cancellation).Method is not { } read
            || Compiler.Compile(read, cancellation) is not { Text: { } text } outcome
            || outcome.Refusals.Any(Descriptors.IsError))
        {
            return null;
        }

        return (read, new GeneratedFile(read.Placement.HintName, text));
    }
}
