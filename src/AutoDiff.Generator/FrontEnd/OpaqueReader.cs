using System;
using System.Collections.Generic;
using System.Text;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// An expression that is not modelled => its text, with every type and static member spelled globally, cut at the
/// locals and parameters it reads. Whatever could declare, assign or capture a variable is refused.
/// </summary>
internal sealed partial class OpaqueReader
{
    private readonly Reading reading;
    private readonly Func<ISymbol, Expression?> variables;
    private readonly List<string> segments = [];
    private readonly List<Expression> operands = [];
    private readonly StringBuilder text = new();
    private SyntaxToken previous;

    private readonly Expression? self;

    private OpaqueReader(Reading reading, Func<ISymbol, Expression?> variables, Expression? self)
    {
        this.reading = reading;
        this.variables = variables;
        this.self = self;
    }

    public static Opaque Read(Reading reading, Func<ISymbol, Expression?> variables, Expression? self, SyntaxNode syntax, IrType type, int site)
    {
        OpaqueReader reader = new(reading, variables, self);
        reader.Visit(syntax);
        reader.segments.Add(reader.text.ToString());
        return new Opaque(type, reader.segments.ToEquatableArray(), reader.operands.ToEquatableArray()) { Site = site };
    }

    private void Append(string part, SyntaxToken first, SyntaxToken last)
    {
        if ((text.Length > 0 || operands.Count > 0) && OriginReader.IsSpaced(previous, first))
        {
            text.Append(' ');
        }

        text.Append(part);
        previous = last;
    }

    private void Append(SyntaxToken token) => Append(token.Text, token, token);

    private void Append(SyntaxNode replaced, string part) => Append(part, replaced.GetFirstToken(), replaced.GetLastToken());

    private void Append(SyntaxNode replaced, Expression operand)
    {
        Append(replaced, "");
        segments.Add(text.ToString());
        text.Clear();
        operands.Add(operand);
    }

    private void VisitChildren(SyntaxNode node)
    {
        foreach (SyntaxNodeOrToken child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is { } inner)
            {
                Visit(inner);
            }
            else if (child.Span.Length > 0)
            {
                Append(child.AsToken());
            }
        }
    }

    private void Visit(SyntaxNode node)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (node)
        {
            case TypeSyntax type when reading.Model.GetSymbolInfo(type, reading.Cancellation).Symbol is ITypeSymbol symbol:
                if (!reading.CanName(symbol))
                {
                    Fence.Refuse(reading, node, Fence.Unnameable);
                }

                Append(node, symbol.GlobalName());
                break;
            case PredefinedTypeSyntax or OmittedArraySizeExpressionSyntax:
                VisitChildren(node);
                break;
            case ArrayTypeSyntax array:
                Visit(array.ElementType);
                foreach (ArrayRankSpecifierSyntax rank in array.RankSpecifiers)
                {
                    VisitChildren(rank);
                }

                break;
            case ThisExpressionSyntax when self is not null:
                Append(node, self);
                break;
            case ThisExpressionSyntax:
                Fence.Refuse(reading, node, Fence.OwnObject);
                break;
            case SimpleNameSyntax name:
                VisitName(name);
                break;
            case MemberAccessExpressionSyntax access:
                VisitAccess(access);
                break;
            case MemberBindingExpressionSyntax binding:
                Append(binding.OperatorToken);
                VisitMemberName(binding.Name);
                break;
            case InvocationExpressionSyntax invocation:
                VisitInvocation(invocation);
                break;
            case ArgumentSyntax { RefKindKeyword.RawKind: not 0 }:
                Fence.Refuse(reading, node, Fence.ByReference);
                break;
            case NameColonSyntax:
                Append(node, node.ToString());
                break;
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax, Left: IdentifierNameSyntax member } initialiser:
                Append(member.Identifier);
                Append(initialiser.OperatorToken);
                Visit(initialiser.Right);
                break;
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax, Left: ImplicitElementAccessSyntax element } initialiser:
                VisitChildren(element.ArgumentList);
                Append(initialiser.OperatorToken);
                Visit(initialiser.Right);
                break;
            case InterpolationSyntax interpolation:
                // Global names contain colons, which would start a format.
                Append(interpolation.OpenBraceToken.Text + "(", interpolation.OpenBraceToken, interpolation.OpenBraceToken);
                Visit(interpolation.Expression);
                text.Append(')');
                foreach (SyntaxNode? clause in new SyntaxNode?[] { interpolation.AlignmentClause, interpolation.FormatClause })
                {
                    text.Append(clause?.ToString());
                }

                text.Append(interpolation.CloseBraceToken.Text);
                previous = interpolation.CloseBraceToken;
                break;
            case InterpolatedStringTextSyntax plain:
                text.Append(plain.TextToken.Text);
                previous = plain.TextToken;
                break;
            default:
                if (Allowed.Contains(node.Kind()))
                {
                    VisitChildren(node);
                }
                else
                {
                    Fence.Refuse(reading, node);
                }

                break;
        }
    }
}
