using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Where C# copies a structure before it calls a method that changes it: an <c>in</c> parameter, the variable of a
/// <c>foreach</c>, <c>this</c> in a <c>readonly</c> member. A body that is read has variables in their places.
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>Refuses calls of such methods in a body. Structures that are taken apart are copied where they are called.</summary>
    private void RefuseChangedCopies(IOperation body, IMethodSymbol method)
    {
        foreach (IOperation call in body.DescendantsAndSelf().Where(inner => CalledOn(inner) is { } place && IsReadOnly(place, method) && (place is IInstanceReferenceOperation || TypeFor(place.Type).Kind != Ir.TypeKind.Aggregate) && Changes(CalledBy(inner)!, [])))
        {
            Refuse(call, Fence.ChangedCopy);
        }
    }

    private static IOperation? CalledOn(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance: { } instance } => instance,
        IPropertyReferenceOperation { Instance: { } instance } => instance,
        _ => null,
    };

    private static IMethodSymbol? CalledBy(IOperation operation) => operation switch
    {
        IInvocationOperation invocation => invocation.TargetMethod,
        IPropertyReferenceOperation property => property.Property.GetMethod,
        _ => null,
    };

    private static bool IsReadOnly(IOperation place, IMethodSymbol method) => place switch
    {
        IInstanceReferenceOperation => method is { IsReadOnly: true, IsStatic: false },
        IParameterReferenceOperation { Parameter.RefKind: RefKind.In } => true,
        ILocalReferenceOperation { Local: var local } => local.IsForEach || local.IsUsing || local.RefKind == RefKind.RefReadOnly,
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } outer } => IsUnassignable(outer),
        _ => false,
    };

    /// <summary>Whether a method may change the structure that it is called on.</summary>
    private bool Changes(IMethodSymbol method, HashSet<ISymbol> visited)
    {
        if (method is { IsReadOnly: true } or not { ContainingType: { IsValueType: true, IsReadOnly: false } } || (method.AssociatedSymbol is IPropertySymbol property && IsAutomatic(property)) || !visited.Add(method))
        {
            return false;
        }

        if (reading.Helpers.BodyOf(method) is not { } body)
        {
            return true;
        }

        return OperationOf(body) is not { } operation || operation.DescendantsAndSelf().Any(inner => inner switch
        {
            IAssignmentOperation { Target: var target } => IsOfThis(target),
            IIncrementOrDecrementOperation { Target: var target } => IsOfThis(target),
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var value } => IsOfThis(value),
            _ => CalledOn(inner) is { } place && IsOfThis(place) && Changes(CalledBy(inner)!, visited),
        });
    }

    private IOperation? OperationOf(SyntaxNode body) => reading.Model.Compilation.GetSemanticModel(reading.Reads(body).SyntaxTree).GetOperation(body, reading.Cancellation);

    private static bool IsOfThis(IOperation place) => place switch
    {
        IInstanceReferenceOperation => true,
        IFieldReferenceOperation { Instance: { } instance } => IsOfThis(instance),
        IPropertyReferenceOperation { Instance: { } instance } => IsOfThis(instance),
        ITupleOperation tuple => tuple.Elements.Any(IsOfThis),
        _ => false,
    };

    private static bool IsAutomatic(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
