using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>A private field or property that generated code elsewhere reads => <see cref="Accessor"/>.</summary>
internal static class AccessorReader
{
    /// <summary>The accessor of a member; null if it cannot have one.</summary>
    public static Accessor? Read(ISymbol member)
    {
        if (!MayHaveOne(member) || ClosedType(member) is not null)
        {
            return null;
        }

        INamedTypeSymbol container = member.ContainingType.OriginalDefinition;
        ITypeSymbol type = TypeOf(member.OriginalDefinition)!;
        string target = (member.IsStatic ? "" : "this.") + ConstantReader.Escaped(member.Name);
        string name = member.Name + "Of" + container.Name;
        string passing = (member, type) switch
        {
            // The code that reads a structure may change it by calling its methods. What a structure holds is read of a copy.
            (IFieldSymbol { IsReadOnly: false, ContainingType.IsReferenceType: true }, { IsValueType: true, IsReadOnly: false, SpecialType: SpecialType.None, TypeKind: Microsoft.CodeAnalysis.TypeKind.Struct }) => "ref ",
            _ => "",
        };
        return new Accessor(
            container.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) : "",
            PlacementReader.Containers(container).Select(PlacementReader.Container).ToEquatableArray(),
            HintNames.OfAccessors(container),
            ConstantReader.Escaped(member.Name),
            name,
            $"internal {(member.IsStatic ? "static " : "")}{passing}{type.GlobalName()} {name} => {passing}{target};");
    }

    /// <summary>The type that would have to be partial for generated code to read the member; null if there is none, or if nothing would help.</summary>
    public static INamedTypeSymbol? ClosedType(ISymbol member) => PlacementReader.Containers(member.ContainingType).FirstOrDefault(type => !IsPartial(type));

    /// <summary>Whether a part of the member's type could hold an accessor.</summary>
    public static bool MayHaveOne(ISymbol member) =>
        member is IFieldSymbol { IsVolatile: false, RefKind: RefKind.None, IsConst: false } or IPropertySymbol { GetMethod: not null, RefKind: RefKind.None, IsIndexer: false }
        && member.CanBeReferencedByName
        && member.ContainingType is { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class or Microsoft.CodeAnalysis.TypeKind.Struct } container
        && PlacementReader.Containers(container).All(type => !type.IsFileLocal && type.TypeKind != Microsoft.CodeAnalysis.TypeKind.Interface)
        && container.DeclaringSyntaxReferences.Length > 0
        && TypeOf(member.OriginalDefinition) is { } type
        && type.TypeKind is not (Microsoft.CodeAnalysis.TypeKind.Pointer or Microsoft.CodeAnalysis.TypeKind.FunctionPointer)
        && IsInternal(type)
        && !IsTaken(container, member.Name + "Of" + container.Name);

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static bool IsInternal(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        IArrayTypeSymbol array => IsInternal(array.ElementType),
        INamedTypeSymbol named => PlacementReader.Containers(named).All(part =>
            part is { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal or Accessibility.NotApplicable, IsFileLocal: false }
            && part.TypeArguments.All(IsInternal)),
        _ => false,
    };

    // A base of the same name would have an accessor of the same name.
    private static bool IsTaken(INamedTypeSymbol container, string name) =>
        PlacementReader.SelfAndBases(container).Any(type =>
            type.GetMembers(name).Any(member => !CollisionReader.IsGenerated(member))
            || (!SymbolEqualityComparer.Default.Equals(type, container) && type.Name == container.Name));

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
