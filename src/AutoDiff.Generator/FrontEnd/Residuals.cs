using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>What the forward method of a pair leaves for the reverse: a number, or a tuple of numbers, which is recorded number by number.</summary>
internal static class Residuals
{
    /// <summary>The numbers in a tuple of value and residuals; null if the type is something else.</summary>
    public static EquatableArray<MethodResidual>? Read(ITypeSymbol type, IrType value)
    {
        if (type is not INamedTypeSymbol { IsTupleType: true, TupleElements: { Length: 2 } elements } || TypeReader.Read(elements[0].Type) != value)
        {
            return null;
        }

        IFieldSymbol[] residuals = elements[1].Type is INamedTypeSymbol { IsTupleType: true } tuple ? [.. tuple.TupleElements] : [elements[1]];
        string path = residuals[0].Equals(elements[1], SymbolEqualityComparer.Default) ? "" : "." + elements[1].Name;
        return System.Array.TrueForAll(residuals, residual => TypeReader.IsScalar(TypeReader.Read(residual.Type)))
            ? residuals.Select(residual => new MethodResidual(TypeReader.Read(residual.Type), path + "." + residual.Name)).ToEquatableArray()
            : null;
    }

    /// <summary>The name by which a forward method returns the value.</summary>
    public static string ValuePath(ITypeSymbol type) => "." + ((INamedTypeSymbol)type).TupleElements[0].Name;
}
