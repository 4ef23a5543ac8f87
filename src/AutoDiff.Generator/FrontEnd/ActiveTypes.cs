using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using TypeKind = Microsoft.CodeAnalysis.TypeKind;

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

    /// <summary>Why a gradient cannot have a type, and what to do; null if it can.</summary>
    public static (string Reason, string Instead)? Obstacle(IrType type) => type switch
    {
        { IsView: true } when HoldsBuffers(type.Innermost) =>
            ("gradients by buffers inside elements are not supported", "pass the buffers as parameters of their own, or mark the parameter [NoGradient]"),
        _ when type.ActiveLeaves.FirstOrDefault(leaf => !CanBeFilled(leaf.Type)) is { } fixedBuffer =>
            ("a gradient cannot be written to '" + fixedBuffer.Name + "'", "make it an array or a Span of float or double, or mark it [NoGradient]"),
        _ when (type.IsView ? !type.Innermost.IsChangeable : !type.IsComposable && !(type.HasActiveBuffers && type.IsSettable)) =>
            ("a gradient of its type cannot be written", "give the type a constructor that stores a parameter for each member, in their order, and does nothing else, or members that can be set; or mark the parameter [NoGradient]"),
        _ => null,
    };

    /// <summary>Whether a gradient can be written to the buffers that a member holds.</summary>
    public static bool CanBeFilled(IrType member) => member.IsView
        ? !member.CanBeActive || (member.Kind is Ir.TypeKind.Array or Ir.TypeKind.Span or Ir.TypeKind.Grid && member.Innermost.IsChangeable && !HoldsBuffers(member.Innermost))
        : member.ActiveLeaves.All(leaf => CanBeFilled(leaf.Type));

    /// <summary>Whether a struct has a span or an array of numbers in it.</summary>
    public static bool HoldsBuffers(IrType type) => type.Members.Any(member => (member.Type.IsView && member.Type.CanBeActive) || HoldsBuffers(member.Type));

    private static bool HoldsNumbers(ITypeSymbol type, HashSet<ITypeSymbol> visited)
    {
        if (!visited.Add(type))
        {
            return false;
        }

        return type switch
        {
            { SpecialType: SpecialType.System_Single or SpecialType.System_Double } => true,
            INamedTypeSymbol { SpecialType: >= SpecialType.System_Collections_IEnumerable and <= SpecialType.System_Collections_Generic_IReadOnlyCollection_T } interfaceType =>
                interfaceType.TypeArguments.Any(argument => HoldsNumbers(argument, visited)),
            { SpecialType: not SpecialType.None and not SpecialType.System_Nullable_T } => false,
            IArrayTypeSymbol array => HoldsNumbers(array.ElementType, visited),
            ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(constraint => constraint.ContainingNamespace?.ToDisplayString() == "System.Numerics"),
            INamedTypeSymbol { IsValueType: true } value when value.TypeKind != TypeKind.Enum =>
                value.TypeArguments.Any(argument => HoldsNumbers(argument, visited))
                || value.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic && HoldsNumbers(field.Type, visited)),
            INamedTypeSymbol collection when IsCollection(collection) =>
                collection.TypeArguments.Any(argument => HoldsNumbers(argument, visited)),
            INamedTypeSymbol tensor when tensor.ContainingNamespace?.ToDisplayString() == "System.Numerics.Tensors" =>
                tensor.TypeArguments.Any(argument => HoldsNumbers(argument, visited)),
            _ => false,
        };
    }

    private static bool IsCollection(INamedTypeSymbol type) =>
        IsEnumerable(type) || type.AllInterfaces.Any(IsEnumerable);

    private static bool IsEnumerable(INamedTypeSymbol type) => type.SpecialType == SpecialType.System_Collections_IEnumerable || type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;
}
