using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Members of <c>System.Numerics</c> as <see cref="Rules.NumericsRule"/> spells them; null for anything else.</summary>
internal static class NumericsSignature
{
    public static string? Of(IMethodSymbol method)
    {
        if (!(IsNumerics(method.ContainingType) || IsPair(method)) || method.IsGenericMethod)
        {
            return null;
        }

        string type = method.ContainingType.Name;
        string[] parameters = [.. method.Parameters.Select(parameter => parameter.Type.MetadataName)];
        return (method.MethodKind, method.Name) switch
        {
            (MethodKind.Constructor, _) => $"new {type}({string.Join(", ", parameters)})",
            (MethodKind.Conversion, _) => $"({type}){parameters[0]}",
            (MethodKind.UserDefinedOperator or MethodKind.BuiltinOperator, "op_UnaryNegation") => "-" + parameters[0],
            (MethodKind.UserDefinedOperator or MethodKind.BuiltinOperator, var name) => Symbol(name) is { } symbol && parameters.Length == 2 ? $"{parameters[0]} {symbol} {parameters[1]}" : null,
            (_, var name) => $"{type}.{name}({string.Join(", ", parameters)})",
        };
    }

    public static string? Of(ISymbol member) => IsNumerics(member.ContainingType) ? member.ContainingType.Name + "." + member.Name : null;

    /// <summary>The method that does what an operator does: <c>a * b</c> => <c>Multiply(a, b)</c></summary>
    public static string NameOf(IMethodSymbol method) => method.Name switch
    {
        "op_Addition" => "Add",
        "op_Subtraction" => "Subtract",
        "op_Multiply" => "Multiply",
        "op_Division" => "Divide",
        "op_UnaryNegation" => "Negate",
        var name => name,
    };

    private static bool IsNumerics(INamedTypeSymbol? type) =>
        type is { ContainingType: null, ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
        && type.DeclaringSyntaxReferences.Length == 0;

    private static bool IsPair(IMethodSymbol method) =>
        method is { Name: "SinCos", ContainingType: { Name: "Math" or "MathF" or "Double" or "Single", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
        && method.ContainingType.DeclaringSyntaxReferences.Length == 0;

    private static string? Symbol(string name) => name switch
    {
        "op_Addition" => "+",
        "op_Subtraction" => "-",
        "op_Multiply" => "*",
        "op_Division" => "/",
        "op_Equality" => "==",
        "op_Inequality" => "!=",
        _ => null,
    };
}
