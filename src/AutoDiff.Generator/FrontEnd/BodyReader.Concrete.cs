using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>
/// Members of interfaces and members that can be overridden, where it is known whose they are: the object was created in the
/// method, a variable holds one object from its beginning, a type parameter stands for a type, or a type has no other below it.
/// <code>
/// IPayoff p = new Call(1.5); p.Value(s)   =>   IPayoff p = new Call(1.5); Call self = (Call)p; …
/// </code>
/// </content>
internal sealed partial class BodyReader
{
    /// <summary>The types of the objects in variables that are declared with less than that.</summary>
    private readonly Dictionary<ISymbol, ITypeSymbol> concrete;

    /// <summary>The type of the object whose method is read, if it is not the type that declares the method.</summary>
    private ITypeSymbol? selfType;

    /// <summary>
    /// The type that a variable has here: what a type parameter stands for, what an object is taken apart as, and the buffer
    /// behind an interface. Any other object stays what its variable is declared as, since overloads, operators and names depend on that.
    /// </summary>
    private ITypeSymbol TypeOf(ISymbol symbol, ITypeSymbol declared) =>
        IsRetyped(symbol) ? concrete[symbol] : Meant(declared);

    private bool IsRetyped(ISymbol symbol) => concrete.TryGetValue(symbol, out ITypeSymbol? known) && IsFollowed(known);

    private bool IsFollowed(ITypeSymbol type) => TypeFor(type) is { Kind: Ir.TypeKind.Aggregate } or { IsView: true };

    /// <summary>Whether an expression of an interface's type is known to be a buffer.</summary>
    private bool IsBufferBehind(IOperation operation) => !SymbolEqualityComparer.Default.Equals(TypeOf(operation), operation.Type) && TypeFor(TypeOf(operation)).IsView;

    /// <summary>The type that an expression has here.</summary>
    private ITypeSymbol? TypeOf(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local } when IsRetyped(local) => concrete[local],
        IParameterReferenceOperation { Parameter: var parameter } when IsRetyped(parameter) => concrete[parameter],
        IInvocationOperation { TargetMethod: var method } when ReturnsNewList(method) => ArrayOf((INamedTypeSymbol)method.ReturnType),
        null => null,
        _ => operation.Type,
    };

    private IArrayTypeSymbol ArrayOf(INamedTypeSymbol list) => reading.Model.Compilation.CreateArrayTypeSymbol(list.TypeArguments[0]);

    /// <summary>The buffer of numbers behind an <c>IReadOnlyList</c>, an <c>IEnumerable</c> and the like: an array, or a list that is only read.</summary>
    private ITypeSymbol? BufferOf(ITypeSymbol declared, IOperation value) =>
        declared.OriginalDefinition.SpecialType is >= SpecialType.System_Collections_Generic_IEnumerable_T and <= SpecialType.System_Collections_Generic_IReadOnlyCollection_T
        && Unconverted(value) is var operand
        && TypeOf(operand) is { } type
        && TypeFor(type) is { IsView: true, CanBeActive: true, Kind: Ir.TypeKind.Array or Ir.TypeKind.List } buffer
        && (buffer.Kind == Ir.TypeKind.Array || operand is ILocalReferenceOperation or IParameterReferenceOperation)
            ? type
            : null;

    /// <summary>The type whose values stand for those of another: the argument for a type parameter, a number for a delegate (<see cref="ReadChosen"/>).</summary>
    private ITypeSymbol Meant(ITypeSymbol type) =>
        type.TypeKind == Microsoft.CodeAnalysis.TypeKind.Delegate ? reading.Model.Compilation.GetSpecialType(SpecialType.System_Int32)
        : Given(type);

    /// <summary>A type with the arguments for its type parameters: <c>T[]</c> => <c>double[]</c>. Those that numbers stand for keep their names, by which the body is read for all of them.</summary>
    private ITypeSymbol Given(ITypeSymbol type) =>
        TypeArguments.Replaced(type, parameter => TypeReader.Read(parameter).Kind == Ir.TypeKind.Other && reading.TypeArguments.TryGetValue(parameter, out ITypeSymbol? argument) ? argument : parameter, reading.Model.Compilation);

    /// <summary>The type of values here.</summary>
    private IrType TypeFor(ITypeSymbol? type) => TypeReader.Read(type is null ? null : Given(type));

    /// <summary>The member that a call runs, and whether no other one could; the same one if that is not known.</summary>
    private (IMethodSymbol Method, bool IsExact) Implementation(IMethodSymbol method, IOperation? instance, ITypeSymbol? constrainedTo = null)
    {
        method = TypeArguments.Within(method, reading.TypeArguments, reading.Model.Compilation);
        if (instance?.Syntax is BaseExpressionSyntax)
        {
            return (method, !method.IsAbstract);
        }

        ITypeSymbol? type = instance is not null ? ExactTypeOf(instance)
            : constrainedTo is not null && Meant(constrainedTo) is var meant && IsFinal(meant) ? meant
            : null;
        IMethodSymbol? run = type is null ? null
            : method.ContainingType?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface ? type.FindImplementationForInterfaceMember(method) as IMethodSymbol
            : IsOverridable(method) ? OverrideOf(method, type)
            : null;
        return run is null or { ContainingType.TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface } ? (method, false) : OverrideOf(run, type!) is { } last ? (last, true) : (run, true);
    }

    /// <summary>The body of a member that a call is known to run.</summary>
    private Microsoft.CodeAnalysis.SyntaxNode? BodyOf(IMethodSymbol method, bool isExact) => reading.Helpers.BodyOf(method, isExact);

    /// <summary>The last override of a member on the way from its type to a type below.</summary>
    private static IMethodSymbol? OverrideOf(IMethodSymbol method, ITypeSymbol type) => PlacementReader.SelfAndBases((INamedTypeSymbol)type)
        .SelectMany(below => below.GetMembers(method.Name).OfType<IMethodSymbol>())
        .FirstOrDefault(member => Overridden(member).Any(known => SymbolEqualityComparer.Default.Equals(known.OriginalDefinition, method.OriginalDefinition)));

    private static IEnumerable<IMethodSymbol> Overridden(IMethodSymbol method)
    {
        for (IMethodSymbol? known = method; known is not null; known = known.OverriddenMethod)
        {
            yield return known;
        }
    }

    /// <summary>The type of the object that an expression gives, if it can have no other; otherwise null.</summary>
    private ITypeSymbol? ExactTypeOf(IOperation operation) => operation switch
    {
        IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion => ExactTypeOf(conversion.Operand),
        IParenthesizedOperation parenthesized => ExactTypeOf(parenthesized.Operand),
        IObjectCreationOperation { Type: INamedTypeSymbol created } => created,
        ILocalReferenceOperation { Local: var local } when concrete.TryGetValue(local, out ITypeSymbol? known) => known,
        IParameterReferenceOperation { Parameter: var parameter } when concrete.TryGetValue(parameter, out ITypeSymbol? known) => known,
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } when selfType is not null => selfType,
        _ => operation.Type is { } type && Meant(type) is var meant && IsFinal(meant) ? meant : null,
    };

    /// <summary>Notes the type of the object in a variable that is assigned only once.</summary>
    private void NoteConcrete(ILocalSymbol local, IOperation initialiser, IOperation declarator)
    {
        // Structures that the method keeps number by number have no variable for all of them.
        if (IsOpen(local.Type) && (BufferOf(local.Type, initialiser) ?? ExactTypeOf(initialiser)) is { } type && IsFixed(type) && !IsOfAggregates(TypeFor(type)) && !IsAssigned(local, declarator))
        {
            concrete[local] = type;
        }
    }

    private bool IsAssignedIn(IMethodSymbol method, IParameterSymbol parameter) => BodyOf(method, isExact: true) is { } body
        && (OperationOf(body) is not { } operation || IsAssigned(parameter.OriginalDefinition, operation));

    // A structure that can change does so in its box, which two variables may share.
    private static bool IsFixed(ITypeSymbol type) =>
        type is { IsReferenceType: true } or { IsReadOnly: true } || type.GetMembers().OfType<IFieldSymbol>().All(field => field.IsStatic || field.IsConst || field.IsReadOnly);

    // No other type's override could run instead.
    private static bool IsFinal(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Struct } or INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class, IsSealed: true };

    /// <summary>Whether members of the type depend on the object.</summary>
    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        { TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface } => true,
        INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class, IsSealed: false } open => HasOverridables(open),
        _ => false,
    };

    private static bool HasOverridables(INamedTypeSymbol type) => PlacementReader.SelfAndBases(type)
        .Where(ancestor => ancestor.SpecialType == SpecialType.None)
        .SelectMany(ancestor => ancestor.GetMembers().OfType<IMethodSymbol>())
        .Any(method => (method.IsAbstract || method.IsVirtual || method.IsOverride) && method.OverriddenMethod?.ContainingType.SpecialType != SpecialType.System_Object && !method.IsImplicitlyDeclared);
}
