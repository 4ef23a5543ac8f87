using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>A piece of source => its text on one line, without comments, fit for a <c>//</c> comment.</summary>
internal static class OriginReader
{
    /// <summary>A statement's text; of a compound statement only the header: <c>if (x &gt; 0)</c>.</summary>
    public static string Text(SyntaxNode node)
    {
        StringBuilder text = new();
        SyntaxToken previous = default;

        // The arms of a switch are quoted one by one.
        int skipped = 0;
        int end = BodyStart(node) ?? node.Span.End;
        foreach (SyntaxToken token in node.DescendantTokens().TakeWhile(token => token.SpanStart < end))
        {
            if (token.Span.Length == 0)
            {
                continue;
            }

            if (token.Parent is SwitchExpressionSyntax choice && token == choice.OpenBraceToken && choice.Arms.Count > 0)
            {
                text.Append(" { … }");
                skipped = choice.CloseBraceToken.Span.End;
            }

            if (token.SpanStart < skipped)
            {
                previous = token;
                continue;
            }

            if (text.Length > 0 && IsSpaced(previous, token))
            {
                text.Append(' ');
            }

            text.Append(token.Text);
            previous = token;
        }

        return Escape(text.ToString());
    }

    /// <summary>
    /// Whether two neighbouring tokens are kept apart: as in the source, but a line break next to a bracket or before
    /// a dot is not a space.
    /// </summary>
    public static bool IsSpaced(SyntaxToken previous, SyntaxToken token)
    {
        if (previous.Span.End == token.SpanStart || previous.RawKind == 0)
        {
            return false;
        }

        bool hugs = previous.Kind() is SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.DotToken
            || token.Kind() is SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.DotToken or SyntaxKind.CommaToken or SyntaxKind.SemicolonToken;
        return !hugs;
    }

    /// <summary>Characters that would end the comment, or not show in it, become <c>\uXXXX</c>.</summary>
    private static string Escape(string text)
    {
        if (text.All(IsPlain))
        {
            return text;
        }

        StringBuilder escaped = new();
        foreach (char character in text)
        {
            if (IsPlain(character))
            {
                escaped.Append(character);
            }
            else
            {
                escaped.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        return escaped.ToString();
    }

    private static bool IsPlain(char character) => CharUnicodeInfo.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    private static int? BodyStart(SyntaxNode node) => node switch
    {
        IfStatementSyntax statement => statement.Statement.SpanStart,
        ForStatementSyntax statement => statement.Statement.SpanStart,
        ForEachStatementSyntax statement => statement.Statement.SpanStart,
        WhileStatementSyntax statement => statement.Statement.SpanStart,
        DoStatementSyntax statement => statement.Statement.SpanStart,
        SwitchStatementSyntax statement => statement.OpenBraceToken.SpanStart,
        TryStatementSyntax statement => statement.Block.SpanStart,
        UsingStatementSyntax statement => statement.Statement.SpanStart,
        _ => null,
    };
}
