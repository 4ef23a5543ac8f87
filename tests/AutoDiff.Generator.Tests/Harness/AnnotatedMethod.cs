using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>A method and one of its <c>[Differentiable]</c> attributes, read as the contract says and without the generator's code.</summary>
/// <param name="Primal">The method.</param>
/// <param name="Stem">Of the generated names.</param>
/// <param name="Active">Positions of the parameters that have a gradient, in order.</param>
internal sealed record AnnotatedMethod(IMethodSymbol Primal, string Stem, IReadOnlyList<int> Active)
{
    /// <summary>Positions of the parameters that have a shadow, a cotangent or a tangent, in order: the active ones and results by <c>out</c>.</summary>
    public IReadOnlyList<int> Carriers =>
    [
        .. Primal.Parameters
            .Where(parameter => Active.Contains(parameter.Ordinal) || (parameter.RefKind == RefKind.Out && CanBeActive(parameter.Type) && !IsMarked(parameter)))
            .Select(parameter => parameter.Ordinal),
    ];

    /// <summary>All of a compilation, in source order; generic ones over <c>double</c>, or over <c>float</c>.</summary>
    public static IReadOnlyList<AnnotatedMethod> All(Compilation compilation, bool inSingle = false)
    {
        ITypeSymbol number = compilation.GetSpecialType(inSingle ? SpecialType.System_Single : SpecialType.System_Double);
        return [.. compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>().OrderBy(Place).Select(method => Over(method, number)).SelectMany(Of)];
    }

    /// <summary>The one with the given stem.</summary>
    public static AnnotatedMethod Find(Compilation compilation, string typeName, string stem)
    {
        INamedTypeSymbol type = compilation.GetTypeByMetadataName(typeName) ?? throw new XunitException($"There is no type {typeName}.");
        return type.GetMembers().OfType<IMethodSymbol>().SelectMany(Of).FirstOrDefault(method => method.Stem == stem)
            ?? throw new XunitException($"{typeName} has no annotated method {stem}.");
    }

    /// <summary>A method without attributes, whose derivatives are written by hand.</summary>
    public static AnnotatedMethod WrittenByHand(IMethodSymbol primal) => new(primal, primal.Name, Select(primal, null));

    /// <summary>A generated member, told from its overloads by the primal's parameters.</summary>
    public IMethodSymbol Member(string suffix) =>
        Primal.ContainingType.GetMembers(Stem + suffix).OfType<IMethodSymbol>().FirstOrDefault(HasParametersOfPrimal)
        ?? throw new XunitException($"{Primal.ContainingType.Name} has no method {Stem}{suffix}.");

    private static IEnumerable<AnnotatedMethod> Of(IMethodSymbol method) => method.GetAttributes()
        .Where(attribute => attribute.AttributeClass?.Name == "DifferentiableAttribute")
        .Select(attribute => new AnnotatedMethod(
            method,
            attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Name").Value.Value as string ?? method.Name,
            Select(method, attribute)));

    private static (string Path, int Start) Place(IMethodSymbol method) =>
        (method.Locations[0].SourceTree?.FilePath ?? "", method.Locations[0].SourceSpan.Start);

    private static int[] Select(IMethodSymbol method, AttributeData? attribute)
    {
        TypedConstant selection = attribute?.NamedArguments.FirstOrDefault(argument => argument.Key == "WithRespectTo").Value ?? default;
        return
        [
            .. method.Parameters
                .Where(parameter => CanBeActive(parameter.Type) && parameter.RefKind != RefKind.Out)
                .Where(parameter => !IsMarked(parameter))
                .Where(parameter => selection.Kind != TypedConstantKind.Array || selection.Values.Any(name => name.Value as string == parameter.Name))
                .Select(parameter => parameter.Ordinal),
        ];
    }

    private static bool IsMarked(IParameterSymbol parameter) => parameter.GetAttributes().Any(mark => mark.AttributeClass?.Name == "NoGradientAttribute");

    /// <summary>Whether a value of a type carries derivatives.</summary>
    public static bool CanBeActive(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Single or SpecialType.System_Double } => true,
        IArrayTypeSymbol array => CanBeActive(array.ElementType),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [ITypeSymbol element] } => CanBeActive(element),

        // Its fields are private and belong to somebody else's assembly.
        INamedTypeSymbol { Name: "Complex", ContainingNamespace.Name: "Numerics" } => true,
        { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } => type.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic && CanBeActive(field.Type)),
        _ => false,
    };

    /// <summary><c>Box&lt;T&gt;.F</c> with a number for <c>T</c> where it is constrained to be one.</summary>
    private static IMethodSymbol Over(IMethodSymbol method, ITypeSymbol number)
    {
        if (method.ContainingType is { Arity: > 0 } type && type.TypeParameters.All(IsNumber))
        {
            method = type.Construct([.. type.TypeParameters.Select(_ => number)]).GetMembers(method.Name).OfType<IMethodSymbol>()
                .First(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method));
        }

        return method.IsGenericMethod && method.TypeParameters.All(IsNumber) ? method.Construct([.. method.TypeParameters.Select(_ => number)]) : method;
    }

    private static bool IsNumber(ITypeParameterSymbol type) => type.ConstraintTypes.Any(constraint => constraint.Name == "IFloatingPointIeee754");

    private bool HasParametersOfPrimal(IMethodSymbol member) =>
        member.Parameters.Length >= Primal.Parameters.Length
        && Primal.Parameters.Zip(member.Parameters, (left, right) => left.Name == right.Name && SymbolEqualityComparer.Default.Equals(left.Type, right.Type)).All(same => same)
        && member.Parameters.Length - Primal.Parameters.Length is var extra && (extra == 0 || extra == Active.Count);
}
