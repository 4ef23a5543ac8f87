using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>The C# of a <see cref="GradientWrapper"/>.</summary>
internal sealed class WrapperSource(AnnotatedMethod method)
{
    private readonly bool hasDestinations = method.Active.Any(position => IsBuffer(method.Primal.Parameters[position]));

    private IMethodSymbol Primal => method.Primal;

    private IReadOnlyList<int> Active => method.Active;

    public string Write(string className) =>
        $$"""
        public static class {{className}}
        {
            {{Types(Primal)}}

            public static object Value(object[] a)
            {
                {{Locals()}}
                return {{Target(Primal)}}.@{{Primal.Name}}{{TypeArguments(Primal)}}({{Arguments()}});
            }

            public static object ValueAndGradient(object[] a, object[] g)
            {
                {{Locals()}}
                {{(hasDestinations ? $"var value = {Call("ValueAndGradient")};" : $"var both = {Call("ValueAndGradient")};")}}
                {{(hasDestinations ? OutGradients() : TupleGradients("both.Gradient"))}}
                return {{(hasDestinations ? "value" : "both.Value")}};
            }

            public static void Gradient(object[] a, object[] g)
            {
                {{Locals()}}
                {{(hasDestinations ? Call("Gradient") + ";" : $"var gradient = {Call("Gradient")};")}}
                {{(hasDestinations ? OutGradients() : TupleGradients("gradient"))}}
            }
        }
        """;

    private string Locals() => string.Join(" ", Primal.Parameters.Select((parameter, i) =>
        $"{Boxed(parameter)} a{Number(i)} = ({Boxed(parameter)})a[{Number(i)}];"));

    private string Arguments() => string.Join(", ", Primal.Parameters.Select((parameter, i) => Keyword(parameter.RefKind) + "a" + Number(i)));

    private string Call(string suffix)
    {
        string destinations = hasDestinations
            ? string.Concat(Active.Select((position, i) => IsBuffer(Primal.Parameters[position])
                ? $", ({Boxed(Primal.Parameters[position])})g[{Number(i)}]"
                : $", out var g{Number(i)}"))
            : "";
        return $"{Target(Primal)}.@{method.Stem}{suffix}{TypeArguments(Primal)}({Arguments()}{destinations})";
    }

    private string OutGradients() => string.Join(" ", Active
        .Select((position, i) => (Parameter: Primal.Parameters[position], Index: Number(i)))
        .Where(active => !IsBuffer(active.Parameter))
        .Select(active => $"g[{active.Index}] = g{active.Index};"));

    private string TupleGradients(string gradient) => Active.Count == 1
        ? $"g[0] = {gradient};"
        : string.Join(" ", Active.Select((_, i) => $"g[{Number(i)}] = {gradient}.Item{Number(i + 1)};"));

    /// <summary>What the method is called on: its type, or a new object.</summary>
    public static string Target(IMethodSymbol method) => (method.IsStatic ? "" : "new ") + NameOf(method.ContainingType) + (method.IsStatic ? "" : "()");

    /// <summary>Those of a generic method.</summary>
    public static string TypeArguments(IMethodSymbol method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.TypeArguments.Select(type => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))}>" : "";

    /// <summary>A field with the types of the parameters.</summary>
    public static string Types(IMethodSymbol method) =>
        $"public static readonly System.Type[] Types = new System.Type[] {{ {string.Join(", ", method.Parameters.Select(parameter => $"typeof({Boxed(parameter)})"))} }};";

    /// <summary>A type's name. Type parameters without constraint are <c>int</c>; no gradient depends on them.</summary>
    public static string NameOf(INamedTypeSymbol type)
    {
        string container = type.ContainingType is { } outer ? NameOf(outer)
            : type.ContainingNamespace.IsGlobalNamespace ? "global::"
            : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + ".";
        string arguments = type.Arity == 0 ? "" : $"<{string.Join(", ", type.TypeArguments.Select(argument => argument is ITypeParameterSymbol ? "int" : argument.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)))}>";
        return $"{container}{(type.ContainingType is null ? "" : ".")}@{type.Name}{arguments}";
    }

    private static string Keyword(RefKind kind) => kind switch
    {
        RefKind.In => "in ",
        RefKind.Ref => "ref ",
        RefKind.Out => "out ",
        _ => "",
    };

    public static bool IsBuffer(IParameterSymbol parameter) => parameter.Type is IArrayTypeSymbol || Span(parameter) is not null;

    /// <summary>The parameter's type, with an array for a span.</summary>
    public static string Boxed(IParameterSymbol parameter) => Span(parameter) is { } element
        ? element.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "[]"
        : parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static ITypeSymbol? Span(IParameterSymbol parameter) =>
        parameter.Type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [ITypeSymbol element] } ? element : null;

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}
