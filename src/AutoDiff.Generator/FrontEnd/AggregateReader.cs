using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypeKind = AutoDiff.Generator.Ir.TypeKind;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// Which types are taken apart into their members: structs, tuples and immutable records that hold numbers and whose
/// fields are all known.
/// </summary>
internal static class AggregateReader
{
    /// <summary>Types whose fields the reference assemblies hide; the names are those of their constructor's parameters too.</summary>
    private static readonly Dictionary<string, string[]> Hidden = new()
    {
        ["System.Numerics.Complex"] = ["Real", "Imaginary"],
    };

    /// <summary>The type as an aggregate, or null.</summary>
    public static IrType? Read(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named || !IsCandidate(named) || Contains(named, named, []))
        {
            return null;
        }

        EquatableArray<TypeMember> members = MembersOf(named).Select(member => Member(named, member.Name, member.Type)).ToEquatableArray();
        IrType aggregate = new(TypeKind.Aggregate, named.WithNullableAnnotation(NullableAnnotation.NotAnnotated).GlobalName())
        {
            Members = members,
            Composition = CompositionOf(named, members),
            IsObject = !named.IsValueType,
        };
        return aggregate.CanBeActive ? aggregate : null;
    }

    private static TypeMember Member(INamedTypeSymbol type, string name, ITypeSymbol holds)
    {
        ISymbol? symbol = type.IsTupleType ? null : type.GetMembers(name).FirstOrDefault(member => member is IFieldSymbol or IPropertySymbol);
        TypeMember member = new(ConstantReader.Escaped(name), TypeReader.Read(holds), AccessOf(type, name));
        member = member with { IsConstant = symbol is not null && IsMarkedConstant(symbol) };
        return symbol is null || IsInReach(symbol) ? member : member with { IsHidden = true, Accessor = AccessorReader.Read(symbol) };
    }

    /// <summary>
    /// The type of an annotated method's own object, which the generated members stand in: its members can be named whatever
    /// their accessibility, and an object that others may change is taken apart too. Null if its fields are not all known.
    /// </summary>
    public static IrType? ReadOwn(INamedTypeSymbol type)
    {
        if (Read(type) is null && !IsOpen(type))
        {
            return null;
        }

        EquatableArray<TypeMember> members = InOrder(type).Select(OwnMember).ToEquatableArray();
        return new IrType(TypeKind.Aggregate, type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).GlobalName())
        {
            Members = members,
            Composition = OwnComposition.Of(type, members, [.. InOrder(type).Zip(members, (field, member) => (field, member)).Where(pair => ReceiverReader.IsInput(pair.field, pair.member.Type)).Select(pair => pair.member)]),
            IsObject = !type.IsValueType,
        };
    }

    /// <summary>The fields of a type by the names of <see cref="IrType.Members"/>.</summary>
    public static IEnumerable<(string Name, IFieldSymbol Field)> OwnFields(INamedTypeSymbol type) => InOrder(type).Select(field => (NameOf(field), field));

    private static TypeMember OwnMember(IFieldSymbol field)
    {
        string name = NameOf(field);
        IrType type = TypeReader.IsMemory(field.Type) ? new IrType(TypeKind.Other, field.Type.GlobalName()) : TypeReader.Read(field.Type);
        return new TypeMember(ConstantReader.Escaped(name), type, AccessOf(field.ContainingType, name, isOwn: true)) { StandsAlone = IsCaptured(field), IsConstant = IsMarkedConstant(field) };
    }

    /// <summary>Whether a field, a property or what it stands behind is marked <c>[NoGradient]</c>.</summary>
    public static bool IsMarkedConstant(ISymbol member) =>
        member.OriginalDefinition.Attribute(WellKnownNames.NoGradient) is not null || (member is IFieldSymbol { AssociatedSymbol: { } property } && IsMarkedConstant(property));

    /// <summary>Whether a field keeps a parameter of a primary constructor.</summary>
    public static bool IsCaptured(IFieldSymbol field) => field.AssociatedSymbol is null && !field.CanBeReferencedByName;

    /// <summary>Whether other members use a parameter of their type's primary constructor, so that a field keeps it.</summary>
    public static bool Captures(INamedTypeSymbol type, IParameterSymbol parameter) => FieldsOf(type).Any(field => IsCaptured(field) && NameOf(field) == parameter.Name);

    // An object whose every field is its own type's.
    private static bool IsOpen(INamedTypeSymbol type) =>
        type is { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class, IsStatic: false }
        && PlacementReader.SelfAndBases(type).Skip(1).All(ancestor => !FieldsOf(ancestor).Any())
        && FieldsOf(type).All(IsPlain);

    /// <summary>A field of a type or of a field of it that code of another type could not name; null if there is none.</summary>
    public static ISymbol? Unnameable(ITypeSymbol type, System.Func<ISymbol, bool> canName)
    {
        ITypeSymbol item = type switch
        {
            IArrayTypeSymbol { ElementType: IArrayTypeSymbol rows } => rows.ElementType,
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { TypeArguments: [var element] } view when TypeReader.Read(view).IsView => element,
            _ => type,
        };
        if (SymbolEqualityComparer.Default.Equals(item, type))
        {
            // What comes alone is read through accessors and put together by a constructor; an element is written part by part.
            System.Func<ISymbol, bool> canNameIt = canName;
            canName = member => canNameIt(member) || AccessorReader.Read(member) is not null;
        }

        type = item;
        return type is not INamedTypeSymbol { IsTupleType: false } named || TypeReader.Read(named).Kind != TypeKind.Aggregate || Hidden.ContainsKey(named.MetadataFullName())
            ? null
            : FieldsOf(named).Select(field => canName(field.AssociatedSymbol ?? field) ? Unnameable(field.Type, canName) : field.AssociatedSymbol ?? field).FirstOrDefault(field => field is not null);
    }

    /// <summary>The position of a field among the members of its type; -1 if it is none.</summary>
    public static int IndexOf(IFieldSymbol field) => IndexOf(field.ContainingType, field.CorrespondingTupleField is { } plain ? TupleIndex(field.ContainingType, plain) : NameOf(field));

    /// <summary>The position of a property that only gives a field its name; -1 if it computes.</summary>
    public static int IndexOf(IPropertySymbol property) => IsStored(property) ? IndexOf(property.ContainingType, property.Name) : -1;

    /// <summary>The position of a member by its name.</summary>
    public static int IndexOf(INamedTypeSymbol type, string name) => MembersOf(type).ToList().FindIndex(member => member.Name == name);

    /// <summary>The position of the member that a constructor's parameter is named after.</summary>
    public static int IndexOfParameter(INamedTypeSymbol type, string name) => MembersOf(type).ToList()
        .FindIndex(member => string.Equals(member.Name, name, System.StringComparison.OrdinalIgnoreCase));

    private static string TupleIndex(INamedTypeSymbol type, IFieldSymbol plain) =>
        type.TupleElements.First(element => element.CorrespondingTupleField?.Name == plain.Name).Name;

    private static bool IsStored(IPropertySymbol property) =>
        Hidden.TryGetValue(property.ContainingType.MetadataFullName(), out string[]? hidden)
            ? hidden.Contains(property.Name)
            : property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsCandidate(INamedTypeSymbol type) => type switch
    {
        { SpecialType: not SpecialType.None } or { EnumUnderlyingType: not null } or { IsUnboundGenericType: true } => false,
        { IsTupleType: true } => true,
        _ when Hidden.ContainsKey(type.MetadataFullName()) => true,
        { IsValueType: true } => IsTransparent(type),
        { TypeKind: Microsoft.CodeAnalysis.TypeKind.Class, IsAbstract: false } =>
            HasEmptyBases(type) && IsTransparent(type) && (CreatedClasses.Contains(type) || (type.IsRecord && FieldsOf(type).All(field => field.IsReadOnly))),
        _ => false,
    };

    private static bool HasEmptyBases(INamedTypeSymbol type) => PlacementReader.SelfAndBases(type).Skip(1).All(IsEmptyBase);

    /// <summary>Whether a type adds nothing to the objects of the types below it, and does nothing where they are made.</summary>
    public static bool IsEmptyBase(INamedTypeSymbol type) =>
        type.SpecialType == SpecialType.System_Object
        || (type.DeclaringSyntaxReferences.Length > 0 && !FieldsOf(type).Any() && type.InstanceConstructors.All(constructor => constructor.IsImplicitlyDeclared));

    // Reference assemblies leave private fields out, so what is not declared here must show all it has.
    private static bool IsTransparent(INamedTypeSymbol type) =>
        FieldsOf(type).Any()
        && !SharesMemory(type)
        && (type.DeclaringSyntaxReferences.Length > 0 || FieldsOf(type).All(field => field.DeclaredAccessibility == Accessibility.Public))
        && FieldsOf(type).All(field => IsPlain(field) && !TypeReader.IsMemory(field.Type))
        && (CreatedClasses.Contains(type) || !FieldsOf(type).Any(field => CreatedClasses.MayChange(field.Type)));

    // Of get => 2 * field, what the property gives is not what the field holds.
    private static bool IsPlain(IFieldSymbol field) =>
        field is { RefKind: RefKind.None, IsFixedSizeBuffer: false }
        && (field.AssociatedSymbol as IPropertySymbol)?.DeclaringSyntaxReferences.Any(reference => Computes(reference.GetSyntax())) != true;

    private static bool Computes(SyntaxNode property) => property is PropertyDeclarationSyntax { AccessorList: { } accessors }
        && accessors.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null);

    /// <summary>Fields that lie over each other, or one that stands for many, are not so many numbers of their own.</summary>
    private static bool SharesMemory(INamedTypeSymbol type) =>
        type.Attribute("System.Runtime.CompilerServices.InlineArrayAttribute") is not null
        || FieldsOf(type).Any(field => field.Attribute("System.Runtime.InteropServices.FieldOffsetAttribute") is not null);

    private static IEnumerable<IFieldSymbol> FieldsOf(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst);

    private static IEnumerable<(string Name, ITypeSymbol Type)> MembersOf(INamedTypeSymbol type)
    {
        if (type.IsTupleType)
        {
            return type.TupleElements.Select(element => (element.Name, element.Type));
        }

        return Hidden.TryGetValue(type.MetadataFullName(), out string[]? hidden)
            ? hidden.Select(name => (name, type.GetMembers(name).OfType<IPropertySymbol>().First().Type))
            : InOrder(type).Select(field => (NameOf(field), field.Type));
    }

    // Reference assemblies list W before X, so the order of a type of the framework is that of its constructor.
    private static IEnumerable<IFieldSymbol> InOrder(INamedTypeSymbol type)
    {
        IFieldSymbol[] fields = [.. FieldsOf(type)];
        IMethodSymbol? constructor = type.DeclaringSyntaxReferences.Length > 0 ? null : type.InstanceConstructors.FirstOrDefault(candidate =>
            candidate.Parameters.Length == fields.Length
            && fields.All(field => candidate.Parameters.Any(parameter => IsNamedAfter(parameter, field))));
        return constructor is null ? fields : constructor.Parameters.Select(parameter => fields.First(field => IsNamedAfter(parameter, field)));
    }

    private static bool IsNamedAfter(IParameterSymbol parameter, IFieldSymbol field) =>
        string.Equals(parameter.Name, field.Name, System.StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of a field, of the property that it backs, or of the primary constructor's parameter that it keeps.</summary>
    public static string NameOf(IFieldSymbol field) =>
        field.AssociatedSymbol?.Name
        ?? (field.Name.StartsWith("<", System.StringComparison.Ordinal) && field.Name.IndexOf('>') is > 1 and var end ? field.Name.Substring(1, end - 1) : field.Name);

    /// <summary>A type that reaches itself, by way of an array say, has no end.</summary>
    private static bool Contains(ITypeSymbol type, INamedTypeSymbol searched, HashSet<ITypeSymbol> visited)
    {
        IEnumerable<ITypeSymbol> parts = type switch
        {
            IArrayTypeSymbol array => [array.ElementType],
            INamedTypeSymbol { SpecialType: SpecialType.None } named when visited.Add(named) =>
                named.TypeArguments.Concat(IsCandidate(named) ? MembersOf(named).Select(member => member.Type) : []),
            _ => [],
        };
        return parts.Any(part => SymbolEqualityComparer.Default.Equals(part, searched) || Contains(part, searched, visited));
    }

    private static Composition CompositionOf(INamedTypeSymbol type, EquatableArray<TypeMember> members)
    {
        if (type.IsTupleType)
        {
            return Composition.Tuple;
        }

        if (CreatedClasses.Contains(type))
        {
            // Another object with the same numbers would be another object.
            return Composition.None;
        }

        bool isSettable = type.IsValueType && members.All(member => member.Access != MemberAccess.None);
        bool isConstructible = type.InstanceConstructors.Any(constructor =>
            constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal
            && (IsOfFramework(type) ? IsNamedAfter(constructor, members) : OwnComposition.OnlyStores(constructor, members)));
        return isConstructible ? Composition.Constructor : isSettable ? Composition.Initializer : Composition.None;
    }

    private static bool IsNamedAfter(IMethodSymbol constructor, EquatableArray<TypeMember> members) =>
        constructor.Parameters.Length == members.Count
        && constructor.Parameters.Zip(members, (parameter, member) => string.Equals(parameter.Name, member.Name.TrimStart('@'), System.StringComparison.OrdinalIgnoreCase)).All(isSame => isSame);

    // Vectors, matrices and complex numbers, whose constructors store what they are given. Others of which there is no source may do anything with it.
    private static bool IsOfFramework(INamedTypeSymbol type) => type.ContainingNamespace is { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    private static MemberAccess AccessOf(INamedTypeSymbol type, string name, bool isOwn = false) =>
        type.IsTupleType ? MemberAccess.Field : type.GetMembers(name).Select(member => AccessOf(member, isOwn)).DefaultIfEmpty(MemberAccess.None).Min();

    private static MemberAccess AccessOf(ISymbol member, bool isOwn) => member switch
    {
        IFieldSymbol { IsReadOnly: false } field when isOwn || IsInReach(field) => MemberAccess.Field,
        IPropertySymbol { SetMethod: { } setter } when isOwn || IsInReach(setter) => setter.IsInitOnly ? MemberAccess.Init : MemberAccess.Property,
        _ => MemberAccess.None,
    };

    private static bool IsInReach(ISymbol member) => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
}
