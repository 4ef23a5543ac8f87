using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// Classes whose objects an annotated method creates itself, in its own body or in one that it calls. While the method is
/// read they are taken apart as records are: <c>new Poly(a, b).At(x)</c> carries derivatives by <c>a</c> and <c>b</c>. Objects
/// that come in from outside stay the constants that they are.
/// </summary>
internal static class CreatedClasses
{
    /// <summary>No class at all.</summary>
    public static readonly ImmutableHashSet<ISymbol> None = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default);

    [ThreadStatic]
    private static ImmutableHashSet<ISymbol>? current;

    /// <summary>Whether a class is one of them.</summary>
    public static bool Contains(INamedTypeSymbol type) => current?.Contains(type.OriginalDefinition) == true;

    /// <summary>Whether objects of a type can change, so that it matters which of two names means which object (see <see cref="ObjectUses"/>).</summary>
    public static bool CanChange(ITypeSymbol? type) => MayChange(type, []) && TypeReader.Read(type).Kind == Ir.TypeKind.Aggregate;

    /// <summary>The same of a type that may be none of numbers.</summary>
    public static bool MayChange(ITypeSymbol? type) => MayChange(type, []);

    /// <summary>Takes classes apart until the result is disposed of.</summary>
    public static IDisposable TakenApart(ImmutableHashSet<ISymbol> types)
    {
        Scope scope = new(current);
        current = types;
        return scope;
    }

    /// <summary>The classes of this compilation that what has been read creates objects of, or calls to do so, but for those that the method's callers know too.</summary>
    public static ImmutableHashSet<ISymbol> In(Reading reading)
    {
        HashSet<ISymbol> outside = new(SymbolEqualityComparer.Default);
        Collect(reading.Method.ContainingType, outside);
        Collect(reading.Method.ReturnType, outside);
        foreach (IParameterSymbol parameter in reading.Method.Parameters)
        {
            Collect(parameter.Type, outside);
        }

        HashSet<INamedTypeSymbol> created = new(SymbolEqualityComparer.Default);
        IEnumerable<INamedTypeSymbol> named = reading.Bodies
            .SelectMany(body => body.DescendantNodesAndSelf())
            .Where(node => node is BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax)
            .Select(node => ModelOf(node, reading).GetSymbolInfo(node, reading.Cancellation).Symbol)
            .OfType<IMethodSymbol>()
            .Select(method => (method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType).OriginalDefinition)
            .OfType<INamedTypeSymbol>();
        foreach (INamedTypeSymbol type in named)
        {
            AddParts(type, created);
        }

        return created
            .Where(type => type is { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class, DeclaringSyntaxReferences.Length: > 0 } && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, reading.Model.Compilation.Assembly))
            .Where(type => !outside.Contains(type) && !(type.IsRecord && FieldsOf(type).All(field => field.IsReadOnly)))
            .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
    }

    private static bool MayChange(ITypeSymbol? type, HashSet<ISymbol> visited) =>
        type?.OriginalDefinition is INamedTypeSymbol named
        && Contains(named)
        && visited.Add(named)
        && FieldsOf(named).Any(field => !field.IsReadOnly || field.Type is ITypeParameterSymbol || MayChange(field.Type, visited));

    private static IEnumerable<IFieldSymbol> FieldsOf(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst);

    // An object may consist of others, which are created where it is.
    private static void AddParts(ITypeSymbol type, HashSet<INamedTypeSymbol> types)
    {
        if ((type as IArrayTypeSymbol)?.ElementType is { } element)
        {
            AddParts(element, types);
        }
        else if (type.OriginalDefinition is INamedTypeSymbol { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class, DeclaringSyntaxReferences.Length: > 0 } part && types.Add(part))
        {
            foreach (IFieldSymbol field in FieldsOf(part))
            {
                AddParts(field.Type, types);
            }
        }
    }

    // A type with what it is made of, whose contents are as well known outside.
    private static void Collect(ITypeSymbol? type, HashSet<ISymbol> types)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Collect(array.ElementType, types);
                break;
            case INamedTypeSymbol named when types.Add(named.OriginalDefinition):
                foreach (ITypeSymbol part in named.TypeArguments.Concat(named.DeclaringSyntaxReferences.Length > 0 ? named.GetMembers().OfType<IFieldSymbol>().Select(field => field.Type) : []))
                {
                    Collect(part, types);
                }

                Collect(named.BaseType, types);
                break;
        }
    }

    private static SemanticModel ModelOf(SyntaxNode node, Reading reading) =>
        node.SyntaxTree == reading.Model.SyntaxTree ? reading.Model : reading.Model.Compilation.GetSemanticModel(node.SyntaxTree);

    private sealed class Scope(ImmutableHashSet<ISymbol>? outer) : IDisposable
    {
        public void Dispose() => current = outer;
    }
}
