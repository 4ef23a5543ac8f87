using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Which parameter types carry derivatives.</summary>
internal static class ActiveTypes
{
    public static bool CanBeActive(IParameterSymbol parameter) => TypeReader.Read(parameter.Type).CanBeActive;

    /// <summary>
    /// Whether a type holds floating-point numbers that the contract calls active but that are not followed yet:
    /// arrays of other shapes, structs, tensors. They must not be taken for constants in silence.
    /// </summary>
    public static bool IsUnsupported(ITypeSymbol type) => !TypeReader.Read(type).CanBeActive && HoldsNumbers(type, []);

    private static bool HoldsNumbers(ITypeSymbol type, HashSet<ITypeSymbol> visited)
    {
        if (!visited.Add(type))
        {
            return false;
        }

        return type switch
        {
            { SpecialType: SpecialType.System_Single or SpecialType.System_Double } => true,
            { SpecialType: not SpecialType.None and not SpecialType.System_Nullable_T } => false,
            IArrayTypeSymbol array => HoldsNumbers(array.ElementType, visited),
            ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(constraint => constraint.ContainingNamespace?.ToDisplayString() == "System.Numerics"),
            INamedTypeSymbol { IsValueType: true } value when value.TypeKind != TypeKind.Enum =>
                value.TypeArguments.Any(argument => HoldsNumbers(argument, visited))
                || value.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic && HoldsNumbers(field.Type, visited)),
            INamedTypeSymbol tensor when tensor.ContainingNamespace?.ToDisplayString() == "System.Numerics.Tensors" =>
                tensor.TypeArguments.Any(argument => HoldsNumbers(argument, visited)),
            _ => false,
        };
    }
}
