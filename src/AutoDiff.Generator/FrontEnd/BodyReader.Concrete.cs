using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Members of interfaces, where it is known whose they are: a type parameter that stands for a type, or a variable that holds
/// one object from its beginning.
/// <code>
/// IPayoff p = new Call(1.5); p.Value(s)   =>   Call p = new Call(1.5); p.Value(s)
/// </code>
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>The types of variables that are declared with an interface.</summary>
    private readonly Dictionary<ISymbol, ITypeSymbol> concrete;

    /// <summary>The type that a variable of this type has here: what a type parameter stands for.</summary>
    private ITypeSymbol TypeOf(ISymbol symbol, ITypeSymbol declared) =>
        concrete.TryGetValue(symbol, out ITypeSymbol? known) ? known : Meant(declared);

    private ITypeSymbol Meant(ITypeSymbol type) =>
        type is ITypeParameterSymbol && TypeReader.Read(type).Kind == Ir.TypeKind.Other && reading.TypeArguments.TryGetValue(type, out ITypeSymbol? argument) ? argument : type;

    /// <summary>The member that a call of an interface's member runs; the same one if that is not known.</summary>
    private IMethodSymbol Implementation(IMethodSymbol method, IOperation? instance, ITypeSymbol? constrainedTo = null)
    {
        ITypeSymbol? type = instance is not null ? ConcreteTypeOf(instance) : constrainedTo is null ? null : Meant(constrainedTo);
        return method.ContainingType?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface && IsFinal(type) && type!.FindImplementationForInterfaceMember(method) is IMethodSymbol { ContainingType.TypeKind: not Microsoft.CodeAnalysis.TypeKind.Interface } implementation
            ? implementation
            : method;
    }

    /// <summary>The type of the object that an expression gives, if it is declared with less than that; otherwise null.</summary>
    private ITypeSymbol? ConcreteTypeOf(IOperation operation) => operation switch
    {
        IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion => ConcreteTypeOf(conversion.Operand),
        IParenthesizedOperation parenthesized => ConcreteTypeOf(parenthesized.Operand),
        ILocalReferenceOperation { Local: var local } => TypeOf(local, local.Type),
        IParameterReferenceOperation { Parameter: var parameter } => TypeOf(parameter, parameter.Type),
        _ => operation.Type is null ? null : Meant(operation.Type),
    };

    /// <summary>Notes the type of an interface variable that is assigned only once.</summary>
    private void NoteConcrete(ILocalSymbol local, IOperation initialiser, IOperation declarator)
    {
        if (local.Type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface && ConcreteTypeOf(initialiser) is { } type && IsFixed(type) && !IsAssigned(local, declarator))
        {
            concrete[local] = type;
        }
    }

    private bool IsAssignedIn(IMethodSymbol method, IParameterSymbol parameter) => reading.Helpers.BodyOf(method) is { } body
        && (OperationOf(body) is not { } operation || IsAssigned(parameter.OriginalDefinition, operation));

    // A structure that can change does so in its box, which two variables may share.
    private static bool IsFixed(ITypeSymbol? type) =>
        IsFinal(type) && (type is { IsReferenceType: true } or { IsReadOnly: true } || type!.GetMembers().OfType<IFieldSymbol>().All(field => field.IsStatic || field.IsConst || field.IsReadOnly));

    // No other type's override could run instead.
    private static bool IsFinal(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Struct } or INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class, IsSealed: true };
}
