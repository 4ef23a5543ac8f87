using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoDiff.CodeFixes;

/// <summary>
/// DIFF0011, DIFF0012, DIFF0017: <c>Other.Scale(x)</c> => <c>Diff.StopGradient(Other.Scale(x))</c>, and
/// <c>(int)x</c> => <c>(int)Diff.StopGradient(x)</c>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrapInStopGradient))]
[Shared]
public sealed class WrapInStopGradient : CodeFixProvider
{
    private const string Title = "Treat it as a constant with Diff.StopGradient";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["DIFF0011", "DIFF0012", "DIFF0017"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        ExpressionSyntax? expression = root?.FindNode(context.Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<ExpressionSyntax>();
        if (expression is CastExpressionSyntax { Expression: var operand } && context.Diagnostics[0].Id == "DIFF0017")
        {
            expression = operand is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : operand;
        }

        // A method without a result has nothing to wrap, and what is no value type has no derivative.
        if (expression is not null && model?.GetTypeInfo(expression, context.CancellationToken).Type is { IsValueType: true, IsRefLikeType: false, SpecialType: not SpecialType.System_Void })
        {
            context.RegisterCodeFix(
                CodeAction.Create(Title, cancellation => Fix(context.Document, expression, cancellation), nameof(WrapInStopGradient)),
                context.Diagnostics);
        }
    }

    private static async Task<Document> Fix(Document document, ExpressionSyntax expression, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        ExpressionSyntax wrapped = SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                SyntaxFactory.ParseExpression("global::AutoDiff.Diff").WithAdditionalAnnotations(Simplifier.Annotation),
                SyntaxFactory.IdentifierName("StopGradient")),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(expression.WithoutTrivia()))));
        SyntaxNode replaced = expression.Parent is ParenthesizedExpressionSyntax { Parent: CastExpressionSyntax } parentheses ? parentheses : expression;
        return document.WithSyntaxRoot(root.ReplaceNode(replaced, wrapped.WithTriviaFrom(replaced)));
    }
}
