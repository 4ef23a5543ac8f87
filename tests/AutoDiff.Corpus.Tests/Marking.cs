using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Corpus.Tests;

/// <summary>
/// <c>class C { double F(double x) ... }</c>   =>   <c>partial class C { [Differentiable] double F(double x) ... }</c>,
/// for every method of a file. What has no single number as its result is asked for its vector-Jacobian product.
/// </summary>
internal static class Marking
{
    private const string Gradient = "[global::AutoDiff.Differentiable] ";
    private const string Vjp = "[global::AutoDiff.Differentiable(global::AutoDiff.Derivatives.Vjp)] ";

    public static SyntaxTree Mark(SyntaxTree tree)
    {
        List<TextChange> changes = [];
        SyntaxNode root = tree.GetRoot();
        foreach (TypeDeclarationSyntax type in root.DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                changes.Add(Insertion(type.Keyword, "partial "));
            }
        }

        foreach (MethodDeclarationSyntax method in root.DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            bool isNumber = method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.DoubleKeyword or (int)SyntaxKind.FloatKeyword };
            changes.Add(Insertion(method.GetFirstToken(), isNumber ? Gradient : Vjp));
        }

        changes.Sort((left, right) => left.Span.CompareTo(right.Span));
        SourceText text = SourceText.From(tree.GetText().WithChanges(changes).ToString(), Encoding.UTF8);
        return CSharpSyntaxTree.ParseText(text, Corpus.ParseOptions, tree.FilePath);
    }

    private static TextChange Insertion(SyntaxToken before, string text) => new(new TextSpan(before.SpanStart, 0), text);
}
