using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// All that a file tells the rest of the compilation: its tokens without the bodies of its members, and its directives.
/// Two files of equal shape mean the same to every body that stands in neither. What initialises fields and what
/// attributes and parameters are given is part of the shape, and what constructors do, which decides how a value is put
/// together from its numbers; comments and white space are not.
/// </summary>
internal sealed class DeclarationShape
{
    private static readonly ConditionalWeakTable<SyntaxTree, DeclarationShape> Known = new();

    private DeclarationShape(string checksum, ImmutableArray<TextSpan> bodies) => (Checksum, Bodies) = (checksum, bodies);

    /// <summary>Equal for files of equal shape.</summary>
    public string Checksum { get; }

    /// <summary>Where the bodies stand that the shape leaves out, in their order. Files of equal shape have equally many.</summary>
    public ImmutableArray<TextSpan> Bodies { get; }

    /// <summary>The shape of a file, which is worked out once for each tree.</summary>
    public static DeclarationShape Of(SyntaxTree tree, CancellationToken cancellation) =>
        Known.TryGetValue(tree, out DeclarationShape? known) ? known : Known.GetValue(tree, _ => Read(tree.GetRoot(cancellation), cancellation));

    private static DeclarationShape Read(SyntaxNode root, CancellationToken cancellation)
    {
        StringBuilder shape = new();
        ImmutableArray<TextSpan>.Builder bodies = ImmutableArray.CreateBuilder<TextSpan>();
        Queue<DirectiveTriviaSyntax> directives = new(Directives(root));
        foreach (SyntaxNodeOrToken part in root.DescendantNodesAndTokens(node => !IsBody(node)))
        {
            cancellation.ThrowIfCancellationRequested();
            while (directives.Count > 0 && directives.Peek().SpanStart < part.SpanStart)
            {
                Append(shape, directives.Dequeue());
            }

            if (part.AsNode() is not { } node)
            {
                // A token that the parser made up is told from one that is there.
                shape.Append(part.Span.IsEmpty ? '\u0001' : '\u0002').Append(part);
            }
            else if (IsBody(node))
            {
                shape.Append('\u0003').Append(part.RawKind);
                bodies.Add(part.Span);
                AppendNames(shape, node);
            }
            else if (node is MemberDeclarationSyntax)
            {
                // Where brackets are missing, equal tokens may be nested otherwise.
                shape.Append('\u0004').Append(part.RawKind);
            }
        }

        foreach (DirectiveTriviaSyntax directive in directives)
        {
            Append(shape, directive);
        }

        return new DeclarationShape(FrontEnd.Checksum.Of(shape.ToString()), bodies.ToImmutable());
    }

    private static bool IsBody(SyntaxNode node) => node switch
    {
        _ when node.Parent is ConstructorDeclarationSyntax => false,
        BlockSyntax => node.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax,
        ArrowExpressionClauseSyntax => node.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax,
        GlobalStatementSyntax => true,
        _ => false,
    };

    /// <summary>Names that top-level statements declare are found by lookup everywhere, and what they await or return makes their method.</summary>
    private static void AppendNames(StringBuilder shape, SyntaxNode body)
    {
        if (body is not GlobalStatementSyntax)
        {
            return;
        }

        foreach (SyntaxToken token in body.DescendantTokens())
        {
            bool isDeclared = token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is not SimpleNameSyntax;
            if (isDeclared || token.Kind() is SyntaxKind.AwaitKeyword or SyntaxKind.ReturnKeyword or SyntaxKind.YieldKeyword)
            {
                shape.Append('\u0002').Append(token.Text);
            }
        }
    }

    /// <summary>Also those inside bodies: <c>#pragma</c> and <c>#nullable</c> reach on to what follows, and <c>#if</c> decides what there is.</summary>
    private static IEnumerable<DirectiveTriviaSyntax> Directives(SyntaxNode root)
    {
        if (root.ContainsDirectives)
        {
            for (DirectiveTriviaSyntax? next = ((CSharpSyntaxNode)root).GetFirstDirective(); next is not null; next = next.GetNextDirective())
            {
                yield return next;
            }
        }
    }

    private static void Append(StringBuilder shape, DirectiveTriviaSyntax directive)
    {
        bool isTaken = directive is BranchingDirectiveTriviaSyntax { BranchTaken: true };
        shape.Append('\u0005').Append(directive.IsActive ? 'a' : 'i').Append(isTaken ? 't' : 'n').Append(directive);
    }
}
