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
/// for every method of a file, or for a fixed part of them. What has no single number as its result is asked for its vector-Jacobian product.
/// </summary>
internal static class Marking
{
    private const string Gradient = "[global::AutoDiff.Differentiable] ";
    private const string Vjp = "[global::AutoDiff.Differentiable(global::AutoDiff.Derivatives.Vjp)] ";

    /// <summary>Marks one method in so many.</summary>
    public static SyntaxTree Mark(SyntaxTree tree, int oneIn)
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

        foreach (MethodDeclarationSyntax method in root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => IsChosen(method, oneIn)))
        {
            bool isNumber = method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.DoubleKeyword or (int)SyntaxKind.FloatKeyword };
            changes.Add(Insertion(method.GetFirstToken(), isNumber ? Gradient : Vjp));
        }

        changes.Sort((left, right) => left.Span.CompareTo(right.Span));
        SourceText text = SourceText.From(tree.GetText().WithChanges(changes).ToString(), Encoding.UTF8);
        return CSharpSyntaxTree.ParseText(text, Corpus.ParseOptions, tree.FilePath);
    }

    /// <summary>By the method's own name and signature, so that the part stays the same whatever becomes of other methods.</summary>
    public static bool IsChosen(MethodDeclarationSyntax method, int oneIn)
    {
        string type = method.Parent is TypeDeclarationSyntax { Identifier.Text: var name } ? name : "";
        uint hash = (type + "." + method.Identifier.Text + method.ParameterList.WithoutTrivia()).Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));

        // The low bits of products are the poorest.
        return (hash >> 8) % oneIn == 0;
    }

    private static TextChange Insertion(SyntaxToken before, string text) => new(new TextSpan(before.SpanStart, 0), text);
}
