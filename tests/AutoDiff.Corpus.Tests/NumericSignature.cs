using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Corpus.Tests;

/// <summary>Which methods one would think of differentiating, judged by their signatures alone.</summary>
internal static class NumericSignature
{
    /// <summary>
    /// Floating-point numbers go in (alone, in spans, arrays or structs), and come out: as the result, or in a
    /// parameter that the method can write to.
    /// </summary>
    public static bool Is(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Ordinary
        && !method.IsAbstract
        && !method.IsExtern
        && method.Parameters.Any(parameter => parameter.RefKind != RefKind.Out && HoldsNumbers(parameter.Type, 0))
        && (HoldsNumbers(method.ReturnType, 0) || (method.ReturnsVoid && method.Parameters.Any(IsWritable)));

    /// <summary>Whether a type is a floating-point number.</summary>
    public static bool IsNumber(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Double or SpecialType.System_Single
        || type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(constraint => constraint.Name.StartsWith("IFloatingPoint", System.StringComparison.Ordinal));

    private static bool IsWritable(IParameterSymbol parameter) =>
        HoldsNumbers(parameter.Type, 0) && (parameter.RefKind is RefKind.Ref or RefKind.Out || parameter.Type is IArrayTypeSymbol or { Name: "Span" });

    private static bool HoldsNumbers(ITypeSymbol type, int depth) => type switch
    {
        _ when IsNumber(type) => true,
        _ when depth > 4 || type.SpecialType is not SpecialType.None and not SpecialType.System_Nullable_T => false,
        IArrayTypeSymbol array => HoldsNumbers(array.ElementType, depth + 1),
        INamedTypeSymbol { IsValueType: true, EnumUnderlyingType: null } value => value.MetadataName switch
        {
            "Span`1" or "ReadOnlySpan`1" or "Memory`1" or "ReadOnlyMemory`1" => HoldsNumbers(value.TypeArguments[0], depth + 1),
            "Complex" => true,
            _ => value.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic && HoldsNumbers(field.Type, depth + 1)),
        },
        _ => false,
    };
}
