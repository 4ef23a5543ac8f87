using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Methods and properties that return a reference: the place that their body names stands for the call.
/// <code>
/// ref double this[int i, int j] => ref Data[i * Columns + j];      v[0, 1] = x;   =>   v.Data[0 * v.Columns + 1] = x;
/// </code>
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>The members whose bodies are being read.</summary>
    private readonly HashSet<ISymbol> referring = new(SymbolEqualityComparer.Default);

    /// <summary>The place that a call refers to; null for any other operation, and where its body does more than name one.</summary>
    private Expression? ReadReferred(IOperation operation)
    {
        (IMethodSymbol? method, IOperation? instance, ImmutableArray<IArgumentOperation> arguments) = operation switch
        {
            IPropertyReferenceOperation { Property: { RefKind: not RefKind.None, GetMethod: { } getter } } property => (getter, property.Instance, property.Arguments),
            IInvocationOperation { TargetMethod: { RefKind: not RefKind.None } called } invocation => (called, invocation.Instance, invocation.Arguments),
            _ => default((IMethodSymbol?, IOperation?, ImmutableArray<IArgumentOperation>)),
        };
        if (method is null || IsLocal(method) || IsMarkedConstant(method) || NamedBy(reading.Helpers.BodyOf(method)) is not { } named
            || arguments.Any(argument => argument.Parameter!.RefKind != RefKind.None || argument.Parameter.Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate)
            || method.Parameters.Any(parameter => IsAssignedIn(method, parameter))
            || !referring.Add(method.OriginalDefinition))
        {
            return null;
        }

        try
        {
            return ReadReferred(method, named, instance, [.. arguments]);
        }
        finally
        {
            referring.Remove(method.OriginalDefinition);
        }
    }

    private Expression? ReadReferred(IMethodSymbol method, ExpressionSyntax named, IOperation? instance, IArgumentOperation[] arguments)
    {
        Func<Expression>[] receiver = instance is null || method.IsStatic ? [] : [() => ReadsAsPlace(instance) && IsInParts(instance) ? ReadPlace(instance) ?? Placeholder(instance) : Read(instance)];
        Expression[] values = InOrder([.. receiver, .. arguments.Select(argument => (Func<Expression>)(() => Read(argument.Value)))], i => i < receiver.Length);

        SemanticModel model = reading.Model.SyntaxTree == named.SyntaxTree ? reading.Model : reading.Model.Compilation.GetSemanticModel(named.SyntaxTree);
        Reading body = new(reading, named, model, TypeArguments.SymbolsOf(method), reading.Place);
        body.Reads(named.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? (SyntaxNode)named);
        BodyReader reader = new(body, this) { self = receiver.Length > 0 ? values[0] : null, isOwnObject = false, selfType = null, origin = origin };
        reader.referring.UnionWith(referring);
        for (int i = 0; i < arguments.Length; i++)
        {
            // The body names the parameters of the getter, not those of the property.
            IParameterSymbol parameter = method.Parameters[arguments[i].Parameter!.Ordinal];
            Expression value = values[receiver.Length + i];
            bound[parameter.OriginalDefinition] = Simple(value is Composite ? value : As(value, TypeFor(parameter.Type)), parameter.Name);
        }

        (List<Statement> written, Expression? place) = reader.Apart(() => model.GetOperation(named, reading.Cancellation) is { } target ? reader.ReadPlace(target) : null);
        output.AddRange(written);
        foreach (LocatedRefusal refusal in body.Refusals)
        {
            reading.Refuse(refusal.Id, refusal.Location, [.. refusal.Arguments]);
        }

        reading.HasCompileErrors |= body.HasCompileErrors;
        return place ?? Placeholder(instance ?? arguments[0]);
    }

    private static ExpressionSyntax? NamedBy(SyntaxNode? body) => body switch
    {
        ArrowExpressionClauseSyntax { Expression: RefExpressionSyntax { Expression: var named } } => named,
        BlockSyntax { Statements: [ReturnStatementSyntax { Expression: RefExpressionSyntax { Expression: var named } }] } => named,
        _ => null,
    };
}
