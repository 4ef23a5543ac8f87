using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Which called methods are known to have no effects and to give the same result for the same arguments.</summary>
internal static class PureMethods
{
    public static bool Contains(IMethodSymbol method) => method.ContainingType switch
    {
        { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double } => IsScalarFunction(method, spans: false),
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => IsScalarFunction(method, spans: false),
        { Name: "Math" or "MathF" or "BitConverter", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } =>
            IsScalarFunction(method, spans: false),
        { Name: "TensorOps" or "Losses" or "Diff", ContainingNamespace: { Name: "AutoDiff", ContainingNamespace.IsGlobalNamespace: true } } =>
            IsScalarFunction(method, spans: true),
        { Name: "Array" or "MemoryExtensions", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } =>
            method is { IsGenericMethod: true, Name: "BinarySearch" or "IndexOf" or "LastIndexOf" or "Contains" or "SequenceEqual" } && IsScalarFunction(method, spans: true),
        _ => false,
    };

    private static bool IsScalarFunction(IMethodSymbol method, bool spans) =>
        TypeReader.IsScalar(TypeReader.Read(method.ReturnType))
        && method.Parameters.All(parameter =>
            parameter.RefKind is RefKind.None or RefKind.In && IsValue(TypeReader.Read(parameter.Type), spans));

    private static bool IsValue(IrType type, bool spans) =>
        TypeReader.IsScalar(type) || (spans && type is { Kind: Ir.TypeKind.ReadOnlySpan or Ir.TypeKind.Span or Ir.TypeKind.Array, Element: { } element } && TypeReader.IsScalar(element));
}
