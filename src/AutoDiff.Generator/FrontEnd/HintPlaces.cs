using System.Linq;
using System.Threading;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>From the statement that a hint is about to the expression in it.</summary>
internal static class HintPlaces
{
    /// <summary>The place of a cast or a division; any other place as it is.</summary>
    public static Location Refine(Refusal refusal, Location location, SemanticModel model, CancellationToken cancellation)
    {
        if (refusal.Id is not (RefusalIds.ZeroDerivative or RefusalIds.InfiniteDerivative) || location.SourceTree != model.SyntaxTree)
        {
            return location;
        }

        SyntaxNode statement = model.SyntaxTree.GetRoot(cancellation).FindNode(location.SourceSpan, getInnermostNodeForTie: true);
        return statement is InvocationExpressionSyntax ? location
            : statement.DescendantNodesAndSelf().FirstOrDefault(node => Is(node, refusal, model, cancellation))?.GetLocation() ?? location;
    }

    private static bool Is(SyntaxNode node, Refusal refusal, SemanticModel model, CancellationToken cancellation) => node switch
    {
        CastExpressionSyntax cast when refusal.Id == RefusalIds.ZeroDerivative =>
            TypeReader.Read(model.GetTypeInfo(cast, cancellation).Type).IsInteger && TypeReader.Read(model.GetTypeInfo(cast.Expression, cancellation).Type).IsFloatingPoint,
        BinaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.DivideExpression } or AssignmentExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.DivideAssignmentExpression } =>
            refusal.Id == RefusalIds.InfiniteDerivative,
        _ => false,
    };
}
