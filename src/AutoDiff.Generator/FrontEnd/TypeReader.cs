using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using TypeKind = AutoDiff.Generator.Ir.TypeKind;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Types of the source => <see cref="IrType"/>.</summary>
internal static class TypeReader
{
    public static IrType Read(ITypeSymbol? type) => type switch
    {
        null => new IrType(TypeKind.Other, "object"),
        IArrayTypeSymbol { IsSZArray: true } array when Item(array.ElementType) is { } element => IrType.ArrayOf(element),
        IArrayTypeSymbol { IsSZArray: true, ElementType: IArrayTypeSymbol { IsSZArray: true } row } when Item(row.ElementType) is { } element => IrType.ArrayOf(IrType.ArrayOf(element)),
        IArrayTypeSymbol { IsSZArray: false, Rank: > 1 and var rank } grid when Item(grid.ElementType) is { } element => IrType.GridOf(element, rank),
        INamedTypeSymbol { TypeArguments.Length: 1 } span when span.Is("System.Span`1") && Item(span.TypeArguments[0]) is { HoldsViews: false } element => IrType.SpanOf(element),
        INamedTypeSymbol { TypeArguments.Length: 1 } span when span.Is("System.ReadOnlySpan`1") && Item(span.TypeArguments[0]) is { HoldsViews: false } element => IrType.ReadOnlySpanOf(element),
        INamedTypeSymbol { TypeArguments: [var item] } list when list.Is("System.Collections.Generic.List`1") && Item(item) is { } element => IrType.ListOf(element),
        INamedTypeSymbol { TypeArguments: [var item] } when IsMemory(type) && Item(item) is { HoldsViews: false } element => type.Name == "Memory" ? IrType.SpanOf(element) : IrType.ReadOnlySpanOf(element),
        { SpecialType: SpecialType.System_Void } => IrType.Void,

        // Whether null is allowed is not a part of the type: C# infers it anew for every variable.
        _ => Item(type) ?? new IrType(TypeKind.Other, type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).GlobalName()) { IsRefLike = type.IsRefLikeType, CanChange = CanChange(type) },
    };

    private static bool CanChange(ITypeSymbol type) =>
        type is { IsValueType: true, IsReadOnly: false, TypeKind: Microsoft.CodeAnalysis.TypeKind.Struct, OriginalDefinition.SpecialType: SpecialType.None };

    /// <summary>The type of a parameter as its callers see it: memory is read as the span that it is.</summary>
    public static IrType OfParameter(ITypeSymbol type) => Read(type) switch
    {
        { Kind: TypeKind.Span } span when IsMemory(type) => new IrType(TypeKind.Memory, "", span.Element),
        { Kind: TypeKind.ReadOnlySpan } span when IsMemory(type) => new IrType(TypeKind.ReadOnlyMemory, "", span.Element),
        var other => other,
    };

    /// <summary><c>Memory&lt;T&gt;</c> or <c>ReadOnlyMemory&lt;T&gt;</c>.</summary>
    public static bool IsMemory(ITypeSymbol? type) => type.Is("System.Memory`1") || type.Is("System.ReadOnlyMemory`1");

    /// <summary>Whether values of this type are numbers, booleans or characters that the IR computes with.</summary>
    public static bool IsScalar(IrType type) => type.Kind is >= TypeKind.Bool and <= TypeKind.Generic;

    /// <summary>The type that C# computes with when it adds or shifts values of a type: small integers become <c>int</c>.</summary>
    public static IrType Promoted(IrType type) =>
        type.Kind is TypeKind.SByte or TypeKind.Byte or TypeKind.Int16 or TypeKind.UInt16 or TypeKind.Char ? IrType.Int32 : type;

    private static IrType? Item(ITypeSymbol type) => Scalar(type) ?? AggregateReader.Read(type);

    /// <summary>A type parameter whose constraints say that it is a number, and not that it is an integer.</summary>
    private static IrType? Generic(ITypeSymbol type) =>
        type is ITypeParameterSymbol parameter && IsConstrained(parameter, "INumberBase") && !IsConstrained(parameter, "IBinaryInteger")
            ? new IrType(TypeKind.Generic, ConstantReader.Escaped(parameter.Name))
            : null;

    /// <summary>
    /// A type parameter that a number of any kind may stand for, in a type. Where the argument is known to be a
    /// floating-point type, the same code can be differentiated; where it is not, derivatives could be integers.
    /// </summary>
    public static ITypeParameterSymbol? AnyNumber(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => Generic(parameter) is not null && !IsConstrained(parameter, "IFloatingPointIeee754") ? parameter : null,
        IArrayTypeSymbol array => AnyNumber(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Select(AnyNumber).FirstOrDefault(parameter => parameter is not null),
        _ => null,
    };

    private static bool IsConstrained(ITypeParameterSymbol parameter, string name)
    {
        return parameter.ConstraintTypes.Any(constraint => IsNamed(constraint) || constraint.AllInterfaces.Any(IsNamed));

        bool IsNamed(ITypeSymbol type) =>
            type.Name == name && type.ContainingNamespace is { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
    }

    private static IrType? Scalar(ITypeSymbol type) => Generic(type) ?? (type.TypeKind is Microsoft.CodeAnalysis.TypeKind.Enum ? null : type.SpecialType switch
    {
        SpecialType.System_Boolean => IrType.Bool,
        SpecialType.System_SByte => new IrType(TypeKind.SByte, "sbyte"),
        SpecialType.System_Byte => new IrType(TypeKind.Byte, "byte"),
        SpecialType.System_Int16 => new IrType(TypeKind.Int16, "short"),
        SpecialType.System_UInt16 => new IrType(TypeKind.UInt16, "ushort"),
        SpecialType.System_Int32 => IrType.Int32,
        SpecialType.System_UInt32 => new IrType(TypeKind.UInt32, "uint"),
        SpecialType.System_Int64 => new IrType(TypeKind.Int64, "long"),
        SpecialType.System_UInt64 => new IrType(TypeKind.UInt64, "ulong"),
        SpecialType.System_IntPtr => new IrType(TypeKind.NInt, "nint"),
        SpecialType.System_UIntPtr => new IrType(TypeKind.NUInt, "nuint"),
        SpecialType.System_Char => new IrType(TypeKind.Char, "char"),
        SpecialType.System_Single => IrType.Single,
        SpecialType.System_Double => IrType.Double,
        _ => null,
    });
}
