using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Where a method stands => <see cref="Placement"/>.</summary>
internal static class PlacementReader
{
    public static Placement Read(IMethodSymbol method, SyntaxNode declaration, Compilation compilation)
    {
        INamedTypeSymbol[] containers = [.. Containers(method.ContainingType)];
        return new Placement(
            method.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) : "",
            containers.Select(Container).ToEquatableArray(),
            ConstantReader.Escaped(method.Name),
            Accessibility(method.DeclaredAccessibility) + (method.IsStatic ? " static" : ""),
            method.IsExtensionMethod,
            TypeParameters: method.Arity == 0 ? "" : "<" + string.Join(", ", method.TypeParameters.Select(parameter => ConstantReader.Escaped(parameter.Name))) + ">",
            Constraints: method.TypeParameters.Select(Constraint).OfType<string>().ToEquatableArray(),
            Cref(method),
            method.ProseName(),
            HintNames.Of(method),
            ShadowedNamesReader.Read(method, containers, compilation).ToEquatableArray(),
            TakenNames(containers).ToEquatableArray())
        {
            SilencedWarnings = SilencedWarningsReader.Read(method, containers, declaration).ToEquatableArray(),
        };
    }

    /// <summary><c>where T : struct, IFloatingPointIeee754&lt;T&gt;</c>; null if there is no constraint.</summary>
    private static string? Constraint(ITypeParameterSymbol parameter)
    {
        string? kind = parameter switch
        {
            { HasUnmanagedTypeConstraint: true } => "unmanaged",
            { HasValueTypeConstraint: true } => "struct",
            { HasReferenceTypeConstraint: true } => parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class",
            { HasNotNullConstraint: true } => "notnull",
            _ => null,
        };
        string[] constraints =
        [
            .. kind is null ? System.Array.Empty<string>() : [kind],
            .. parameter.ConstraintTypes.Select(type => type.GlobalName()),
            .. parameter.HasConstructorConstraint ? ["new()"] : System.Array.Empty<string>(),
        ];
        return constraints.Length == 0 ? null : "where " + ConstantReader.Escaped(parameter.Name) + " : " + string.Join(", ", constraints);
    }

    /// <summary>A type and those around it, outermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol? innermost)
    {
        Stack<INamedTypeSymbol> containers = new();
        for (INamedTypeSymbol? type = innermost; type is not null; type = type.ContainingType)
        {
            containers.Push(type);
        }

        return containers;
    }

    public static ContainingType Container(INamedTypeSymbol type)
    {
        string keyword = type switch
        {
            { IsRecord: true, IsValueType: true } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: Microsoft.CodeAnalysis.TypeKind.Struct } => "struct",
            { TypeKind: Microsoft.CodeAnalysis.TypeKind.Interface } => "interface",
            _ => "class",
        };
        string name = ConstantReader.Escaped(type.Name);
        string parameters = string.Join(", ", type.TypeParameters.Select(parameter => ConstantReader.Escaped(parameter.Name)));
        return new ContainingType(keyword, parameters.Length == 0 ? name : name + "<" + parameters + ">");
    }

    private static string Accessibility(Accessibility accessibility) => accessibility switch
    {
        Microsoft.CodeAnalysis.Accessibility.Public => "public",
        Microsoft.CodeAnalysis.Accessibility.Internal => "internal",
        Microsoft.CodeAnalysis.Accessibility.Protected => "protected",
        Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal => "protected internal",
        Microsoft.CodeAnalysis.Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };

    /// <summary><c>Loss(ReadOnlySpan{float}, in double)</c>; empty if a parameter's type, such as a tuple, cannot stand in a cref.</summary>
    private static string Cref(IMethodSymbol method)
    {
        string parameters = string.Join(", ", method.Parameters.Select(CrefParameter));
        return parameters.Contains('(') || parameters.Contains("dynamic") ? "" : ConstantReader.Escaped(method.Name)
            + (method.Arity == 0 ? "" : "{" + string.Join(", ", method.TypeParameters.Select(parameter => ConstantReader.Escaped(parameter.Name))) + "}")
            + "(" + parameters + ")";
    }

    private static string CrefParameter(IParameterSymbol parameter)
    {
        IrType type = TypeReader.OfParameter(parameter.Type);
        string spelled = type.Kind switch
        {
            Ir.TypeKind.ReadOnlySpan => "ReadOnlySpan{" + type.Element!.Name + "}",
            Ir.TypeKind.Span => "Span{" + type.Element!.Name + "}",
            Ir.TypeKind.Grid => type.Element!.Name + "[" + new string(',', type.Rank - 1) + "]",
            Ir.TypeKind.Array => type.IsJagged ? type.Element!.Element!.Name + "[][]" : type.Element!.Name + "[]",
            Ir.TypeKind.Other or Ir.TypeKind.List or Ir.TypeKind.Memory or Ir.TypeKind.ReadOnlyMemory => parameter.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace('<', '{').Replace('>', '}'),
            _ => type.Name,
        };
        return parameter.RefKind switch
        {
            RefKind.In => "in " + spelled,
            RefKind.Ref => "ref " + spelled,
            RefKind.Out => "out " + spelled,
            _ => spelled,
        };
    }

    /// <summary>
    /// The names of all members that a simple name in the method could mean. The analyzer sees generated members, the
    /// generator does not: both must read the same model, so these do not count.
    /// </summary>
    private static IEnumerable<string> TakenNames(IEnumerable<INamedTypeSymbol> containers) => containers
        .SelectMany(SelfAndBases)
        .SelectMany(type => type.GetMembers().Where(member => member.CanBeReferencedByName && !CollisionReader.IsGenerated(member)).Select(member => member.Name)
            .Concat(type.TypeParameters.Select(parameter => parameter.Name)))
        .Distinct()
        .OrderBy(name => name, System.StringComparer.Ordinal);

    public static IEnumerable<INamedTypeSymbol> SelfAndBases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }
}
