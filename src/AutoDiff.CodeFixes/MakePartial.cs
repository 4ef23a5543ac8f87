using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.CodeFixes;

/// <summary>
/// DIFF0001, DIFF0020: <c>static class Losses</c> => <c>static partial class Losses</c>, and all types around it. The type is
/// the one that is declared at the diagnostic, or the one whose member is named there.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartial))]
[Shared]
public sealed class MakePartial : CodeFixProvider
{
    private const string Title = "Make the containing types partial";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["DIFF0001", "DIFF0020"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await TypeAt(context).ConfigureAwait(false) is { } type && Closed(type).Any())
        {
            context.RegisterCodeFix(
                CodeAction.Create(Title, cancellation => Fix(context.Document.Project.Solution, type, cancellation), nameof(MakePartial)),
                context.Diagnostics);
        }
    }

    private static async Task<INamedTypeSymbol?> TypeAt(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        return root?.FindNode(context.Span, getInnermostNodeForTie: true) switch
        {
            null => null,
            TypeDeclarationSyntax declaration => model?.GetDeclaredSymbol(declaration, context.CancellationToken),
            { } name => model?.GetSymbolInfo(name, context.CancellationToken).Symbol?.ContainingType,
        };
    }

    private static IEnumerable<TypeDeclarationSyntax> Closed(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            foreach (TypeDeclarationSyntax declaration in current.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>())
            {
                if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                {
                    yield return declaration;
                }
            }
        }
    }

    private static async Task<Solution> Fix(Solution solution, INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (IGrouping<SyntaxTree, TypeDeclarationSyntax> file in Closed(type).GroupBy(declaration => declaration.SyntaxTree))
        {
            if (solution.GetDocument(file.Key) is { } document)
            {
                SyntaxNode root = await file.Key.GetRootAsync(cancellation).ConfigureAwait(false);
                solution = solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNodes(file, static (_, current) => WithPartial(current)));
            }
        }

        return solution;
    }

    /// <summary><c>partial</c> comes last; as the only modifier it takes over the comments before the keyword.</summary>
    private static TypeDeclarationSyntax WithPartial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0)
        {
            return type.WithModifiers(type.Modifiers.Add(partial));
        }

        SyntaxToken keyword = type.Keyword;
        return type
            .WithKeyword(keyword.WithLeadingTrivia())
            .WithModifiers(SyntaxFactory.TokenList(partial.WithLeadingTrivia(keyword.LeadingTrivia)));
    }
}
