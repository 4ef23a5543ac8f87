using System;
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
using Microsoft.CodeAnalysis.FindSymbols;

namespace AutoDiff.CodeFixes;

/// <summary>
/// DIFF0007, DIFF0010, DIFF0012: what is refused => the form of it that is not. Each row of <see cref="Forms"/> is one.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseSupportedForm))]
[Shared]
public sealed class UseSupportedForm : CodeFixProvider
{
    private static readonly Form[] Forms =
    [
        // IReadOnlyList<double> x, x.Count   =>   double[] x, x.Length
        new("DIFF0007", "Take an array", (node, model, cancellation) => node.FirstAncestorOrSelf<ParameterSyntax>() is { Type: GenericNameSyntax { TypeArgumentList.Arguments: [var element] } type } parameter
            && type.Identifier.ValueText is "IReadOnlyList" or "IReadOnlyCollection" or "IList" or "ICollection" or "IEnumerable"
            && parameter.Parent?.Parent is { } method
            && model.GetDeclaredSymbol(parameter, cancellation) is { } symbol
                ? [
                    (type, SyntaxFactory.ParseTypeName(element + "[]").WithTriviaFrom(type)),
                    .. method.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
                        .Where(access => access is { Name.Identifier.ValueText: "Count", Parent: not InvocationExpressionSyntax, Expression: IdentifierNameSyntax name } && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, symbol))
                        .Select(access => ((SyntaxNode)access.Name, (SyntaxNode)SyntaxFactory.IdentifierName("Length").WithTriviaFrom(access.Name))),
                ]
                : []),

        // text.Twice(x)   =>   Extensions.Twice(text, x)
        new("DIFF0010", "Call it as a static method", (node, model, cancellation) => node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: MemberAccessExpressionSyntax access } call
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { ReducedFrom: { } reduced }
                ? [(call, call
                    .WithExpression(SyntaxFactory.ParseExpression(reduced.ContainingType.ToMinimalDisplayString(model, call.SpanStart) + "." + access.Name).WithLeadingTrivia(call.GetLeadingTrivia()))
                    .WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList([SyntaxFactory.Argument(access.Expression.WithoutTrivia()), .. call.ArgumentList.Arguments], call.ArgumentList.Arguments.Select(_ => SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)))).WithOpenParenToken(call.ArgumentList.OpenParenToken)))]
                : []),

        // A private method that becomes a part of another type's derivative   =>   an internal one
        new("DIFF0010", "Make it internal", (node, model, cancellation) => model.GetSymbolInfo(node.FirstAncestorOrSelf<InvocationExpressionSyntax>() ?? node, cancellation).Symbol is IMethodSymbol { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary } method
            ? [.. Declarations<MethodDeclarationSyntax>(method).Select(declaration => ((SyntaxNode)declaration, (SyntaxNode)WithInternal(declaration)))]
            : []),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["DIFF0007", "DIFF0010", "DIFF0012"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not { } node || model is null)
        {
            return;
        }

        foreach (Form form in Forms.Where(form => form.Id == context.Diagnostics[0].Id))
        {
            (SyntaxNode Old, SyntaxNode New)[] replacements = [.. form.Replacements(node, model, context.CancellationToken)];
            if (replacements.Length > 0)
            {
                Register(context, form.Title, replacements);
            }
        }

        if (context.Diagnostics[0].Id == "DIFF0012" && await Overridable(context, node, model).ConfigureAwait(false) is { } method)
        {
            // An overridable member   =>   one that no type can override
            Register(context, "Let no type override it", [.. Declarations<MethodDeclarationSyntax>(method).Select(declaration => ((SyntaxNode)declaration, (SyntaxNode)WithoutOverrides(declaration)))]);
        }
    }

    private static void Register(CodeFixContext context, string title, (SyntaxNode Old, SyntaxNode New)[] replacements) => context.RegisterCodeFix(
        CodeAction.Create(title, cancellation => Replaced(context.Document.Project.Solution, replacements, cancellation), title),
        context.Diagnostics);

    /// <summary>The method that is called, if others could override it and none does.</summary>
    private static async Task<IMethodSymbol?> Overridable(CodeFixContext context, SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || model.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol { IsSealed: false, IsAbstract: false, ContainingType: { TypeKind: TypeKind.Class, IsSealed: false } } method
            || !(method.IsVirtual || method.IsOverride)
            || !Declarations<MethodDeclarationSyntax>(method).Any())
        {
            return null;
        }

        IEnumerable<ISymbol> overrides = await SymbolFinder.FindOverridesAsync(method, context.Document.Project.Solution, cancellationToken: context.CancellationToken).ConfigureAwait(false);
        return overrides.Any() ? null : method;
    }

    private static IEnumerable<T> Declarations<T>(ISymbol symbol)
        where T : MemberDeclarationSyntax => symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<T>();

    private static async Task<Solution> Replaced(Solution solution, (SyntaxNode Old, SyntaxNode New)[] replacements, CancellationToken cancellation)
    {
        foreach (IGrouping<SyntaxTree, (SyntaxNode Old, SyntaxNode New)> file in replacements.GroupBy(replacement => replacement.Old.SyntaxTree))
        {
            if (solution.GetDocument(file.Key) is { } document)
            {
                SyntaxNode root = await file.Key.GetRootAsync(cancellation).ConfigureAwait(false);
                Dictionary<SyntaxNode, SyntaxNode> byOld = file.ToDictionary(replacement => replacement.Old, replacement => replacement.New);
                solution = solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNodes(byOld.Keys, (old, _) => byOld[old]));
            }
        }

        return solution;
    }

    // virtual   =>   nothing        override   =>   sealed override
    private static MethodDeclarationSyntax WithoutOverrides(MethodDeclarationSyntax method)
    {
        int index = method.Modifiers.IndexOf(SyntaxKind.OverrideKeyword);
        if (index >= 0)
        {
            SyntaxToken word = method.Modifiers[index];
            SyntaxToken seal = SyntaxFactory.Token(SyntaxKind.SealedKeyword).WithLeadingTrivia(word.LeadingTrivia).WithTrailingTrivia(SyntaxFactory.Space);
            return method.WithModifiers(method.Modifiers.Replace(word, word.WithLeadingTrivia()).Insert(index, seal));
        }

        SyntaxToken leading = method.GetFirstToken();
        MethodDeclarationSyntax open = method.WithModifiers(method.Modifiers.RemoveAt(method.Modifiers.IndexOf(SyntaxKind.VirtualKeyword)));
        return open.ReplaceToken(open.GetFirstToken(), open.GetFirstToken().WithLeadingTrivia(leading.LeadingTrivia));
    }

    private static MethodDeclarationSyntax WithInternal(MethodDeclarationSyntax method)
    {
        SyntaxToken word = SyntaxFactory.Token(SyntaxKind.InternalKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        int known = method.Modifiers.IndexOf(SyntaxKind.PrivateKeyword);
        if (known >= 0)
        {
            return method.WithModifiers(method.Modifiers.Replace(method.Modifiers[known], word.WithTriviaFrom(method.Modifiers[known])));
        }

        SyntaxToken first = method.GetFirstToken();
        MethodDeclarationSyntax bare = method.ReplaceToken(first, first.WithLeadingTrivia());
        return bare.WithModifiers(bare.Modifiers.Insert(0, word.WithLeadingTrivia(first.LeadingTrivia)));
    }

    /// <summary>One construct: where it is refused, and what takes its place; nothing where it is not that construct.</summary>
    private sealed record Form(string Id, string Title, Func<SyntaxNode, SemanticModel, CancellationToken, IEnumerable<(SyntaxNode Old, SyntaxNode New)>> Replacements);
}
