using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// Which bodies may end in an exception other than that of an index, themselves or through others that they call. Where
/// none does, it cannot be told whether an element that is not there was asked for before or after.
/// </summary>
/// <param name="bodyOf">The body of a method, if it is known.</param>
/// <param name="modelOf">The model that a body is looked into with.</param>
internal sealed class ThrowingBodies(Func<IMethodSymbol, SyntaxNode?> bodyOf, Func<SyntaxNode, SemanticModel> modelOf)
{
    private static readonly HashSet<string> Silent = ["System.Math", "System.MathF", "System.Double", "System.Single"];

    private readonly Dictionary<SyntaxNode, Contents> known = [];

    /// <summary>Whether a body is one of them.</summary>
    public bool Contains(SyntaxNode body)
    {
        HashSet<SyntaxNode> seen = [body];
        Queue<SyntaxNode> called = new(seen);
        while (called.Count > 0)
        {
            Contents contents = ContentsOf(called.Dequeue());
            if (contents.Throws)
            {
                return true;
            }

            foreach (SyntaxNode next in contents.Called.Where(seen.Add))
            {
                called.Enqueue(next);
            }
        }

        return false;
    }

    private Contents ContentsOf(SyntaxNode body)
    {
        if (!known.TryGetValue(body, out Contents? contents))
        {
            SemanticModel model = modelOf(body);
            contents = new Contents();
            foreach (SyntaxNode node in body.DescendantNodesAndSelf())
            {
                Add(node, model, contents);
            }

            known.Add(body, contents);
        }

        return contents;
    }

    private void Add(SyntaxNode node, SemanticModel model, Contents contents)
    {
        switch (node)
        {
            case ThrowStatementSyntax or ThrowExpressionSyntax:
                contents.Throws = true;
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression or (int)SyntaxKind.ModuloExpression } division when TypeReader.Read(model.GetTypeInfo(division).Type).IsInteger:
                contents.Throws |= !model.GetConstantValue(division.Right).HasValue;
                break;
            case InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or ElementAccessExpressionSyntax
                or SimpleNameSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or CastExpressionSyntax:
                Add(model.GetSymbolInfo(node).Symbol, node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax, contents);
                break;
        }
    }

    private void Add(ISymbol? symbol, bool isCall, Contents contents)
    {
        switch (symbol)
        {
            case IPropertySymbol property:
                Add(property.GetMethod, isCall: false, contents);
                Add(property.SetMethod, isCall: false, contents);
                break;
            case IMethodSymbol method when bodyOf(method) is { } body && BodyReader.MayCarry(method):
                contents.Called.Add(body);
                break;
            case IMethodSymbol method:
                // What is not read may throw anything, but for functions of numbers, and what has nothing to run.
                contents.Throws |= bodyOf(method) is not null || (isCall && !(method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true }) && !Silent.Contains(method.ContainingType.MetadataFullName()));
                break;
            default:
                contents.Throws |= isCall && symbol is null;
                break;
        }
    }

    private sealed class Contents
    {
        public bool Throws { get; set; }

        public List<SyntaxNode> Called { get; } = [];
    }
}
