using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>How symbols are spelled.</summary>
internal static class SymbolNames
{
    /// <summary><c>global::System.Collections.Generic.List&lt;int&gt;?</c></summary>
    public static readonly SymbolDisplayFormat Global = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary><c>Demo.Model&lt;T&gt;.Loss</c>: for prose.</summary>
    public static readonly SymbolDisplayFormat Prose = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters,
        SymbolDisplayMemberOptions.IncludeContainingType,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    public static string GlobalName(this ITypeSymbol type) => type.ToDisplayString(Global);

    public static string ProseName(this ISymbol symbol) => symbol.ToDisplayString(Prose);

    /// <summary><c>System.Span`1</c>, with <c>+</c> between nested types.</summary>
    public static string MetadataFullName(this INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
        {
            return outer.MetadataFullName() + "+" + type.MetadataName;
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } space
            ? space.ToDisplayString() + "." + type.MetadataName
            : type.MetadataName;
    }

    public static bool Is(this ITypeSymbol? type, string metadataName) =>
        type is INamedTypeSymbol named && named.OriginalDefinition.MetadataFullName() == metadataName;

    public static AttributeData? Attribute(this ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(metadataName));
}
