using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>The same program in <c>float</c>: <c>double x = 0.5 * Math.Sin(y);</c> becomes <c>float x = 0.5f * MathF.Sin(y);</c>.</summary>
internal sealed class SinglePrecision : CSharpSyntaxRewriter
{
    private SinglePrecision()
    {
    }

    public static string Of(string source) =>
        new SinglePrecision().Visit(CSharpSyntaxTree.ParseText(source).GetRoot()).ToFullString();

    public override SyntaxNode? VisitPredefinedType(PredefinedTypeSyntax node) => node.Keyword.IsKind(SyntaxKind.DoubleKeyword)
        ? node.WithKeyword(SyntaxFactory.Token(SyntaxKind.FloatKeyword).WithTriviaFrom(node.Keyword))
        : base.VisitPredefinedType(node);

    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node) =>
        node.Expression is IdentifierNameSyntax { Identifier.Text: "Math" } math && typeof(MathF).GetMember(node.Name.Identifier.Text).Length > 0
            ? node.WithExpression(SyntaxFactory.IdentifierName("MathF").WithTriviaFrom(math))
            : base.VisitMemberAccessExpression(node);

    public override SyntaxNode? VisitLiteralExpression(LiteralExpressionSyntax node)
    {
        if (node.Token.Value is not double)
        {
            return node;
        }

        // An iteration that stops at 1e-12 would never stop.
        string text = (node.Token.Text == "1e-12" ? "1e-6" : node.Token.Text.TrimEnd('d')) + "f";
        return SyntaxFactory.ParseExpression(text).WithTriviaFrom(node);
    }
}
