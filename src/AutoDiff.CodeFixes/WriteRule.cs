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
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoDiff.CodeFixes;

/// <summary>DIFF0011, DIFF0016: writes the beginning of the custom rule that is missing, below the method that needs it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WriteRule))]
[Shared]
public sealed class WriteRule : CodeFixProvider
{
    private const string Title = "Write a rule for the derivative";

    /// <summary>The property of the diagnostics that has the text of the rule.</summary>
    private const string Stub = "Stub";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["DIFF0011", "DIFF0016"];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        Diagnostic? diagnostic = context.Diagnostics.FirstOrDefault(candidate => candidate.Properties.ContainsKey(Stub));
        if (diagnostic?.Properties[Stub] is { } stub
            && root?.FindNode(context.Span).FirstAncestorOrSelf<MethodDeclarationSyntax>() is { Parent: TypeDeclarationSyntax } method
            && SyntaxFactory.ParseMemberDeclaration(stub) is { } rule)
        {
            context.RegisterCodeFix(CodeAction.Create(Title, cancellation => Fix(context.Document, method, rule, cancellation), nameof(WriteRule)), diagnostic);
        }
    }

    private static async Task<Document> Fix(Document document, MethodDeclarationSyntax method, MemberDeclarationSyntax rule, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        MemberDeclarationSyntax written = rule
            .WithLeadingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)
            .WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)
            .WithAdditionalAnnotations(Simplifier.Annotation, Formatter.Annotation);
        return document.WithSyntaxRoot(root.InsertNodesAfter(method, [written]));
    }
}
