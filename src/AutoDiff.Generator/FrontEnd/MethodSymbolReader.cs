using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>A called static method => <see cref="Method"/>, with the derivatives that it declares in metadata.</summary>
internal static class MethodSymbolReader
{
    /// <summary>Reads a method under the name and with the parameters that a call of it uses.</summary>
    public static Method Read(IMethodSymbol method, string name, IEnumerable<MethodParameter> parameters) =>
        new(NameOf(method.ContainingType), name, TypeReader.Read(method.ReturnType), parameters.ToEquatableArray())
        {
            IsPure = PureMethods.Contains(method),
            TypeArguments = method.TypeArguments.Select(TypeReader.Read).ToEquatableArray(),
            HasHiddenTypeArguments = HasHiddenTypeArguments(method),
            IsConstant = method.OriginalDefinition.Attribute(WellKnownNames.NoGradient) is not null,
            VjpRules = VjpRules(method).ToEquatableArray(),
            JvpRules = JvpRules(method).ToEquatableArray(),
            DerivativeRules = DerivativeRules(method).ToEquatableArray(),
        };

    /// <summary>Whether a type parameter is one of no parameter's type, so that a call has to say what it stands for.</summary>
    public static bool HasHiddenTypeArguments(IMethodSymbol method) =>
        method.OriginalDefinition.TypeParameters.Any(hidden => !method.OriginalDefinition.Parameters.Any(parameter => Mentions(parameter.Type, hidden)));

    public static MethodParameter Read(IParameterSymbol parameter)
    {
        IrType type = TypeReader.Read(parameter.Type);
        return new MethodParameter(parameter.Name, type, Use(parameter, type))
        {
            Passing = parameter.RefKind switch
            {
                RefKind.Ref => ParameterPassing.Ref,
                RefKind.Out => ParameterPassing.Out,
                _ => ParameterPassing.Value,
            },
        };
    }

    private static bool Mentions(ITypeSymbol type, ITypeParameterSymbol parameter) => type switch
    {
        ITypeParameterSymbol => SymbolEqualityComparer.Default.Equals(type, parameter),
        IArrayTypeSymbol array => Mentions(array.ElementType, parameter),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => Mentions(argument, parameter)),
        _ => false,
    };

    /// <summary>Nested types are dotted, and constructed ones spelled with their arguments: <c>Outer.Model&lt;global::Demo.T&gt;</c>.</summary>
    public static TypeName NameOf(INamedTypeSymbol type)
    {
        string space = type.ContainingNamespace is { IsGlobalNamespace: false } named ? named.ToDisplayString() : "";
        return new TypeName(space, DottedName(type));
    }

    private static string DottedName(INamedTypeSymbol type)
    {
        string name = ConstantReader.Escaped(type.Name);
        if (type.TypeArguments.Length > 0)
        {
            name += "<" + string.Join(", ", type.TypeArguments.Select(SymbolNames.GlobalName)) + ">";
        }

        return type.ContainingType is { } outer ? DottedName(outer) + "." + name : name;
    }

    private static ParameterUse Use(IParameterSymbol parameter, IrType type)
    {
        // The checks of destinations look at nothing but addresses and lengths.
        if (type.Kind is not (Ir.TypeKind.Span or Ir.TypeKind.Array or Ir.TypeKind.Grid)
            || parameter.ContainingSymbol.ContainingType.Is(WellKnownNames.Destination)
            || (parameter.ContainingSymbol is IMethodSymbol { ContainingType.ContainingNamespace.Name: "System" } method && PureMethods.Contains(method)))
        {
            return ParameterUse.Input;
        }

        return parameter.Attribute(WellKnownNames.Overwritten) is null ? ParameterUse.Updated : ParameterUse.Overwritten;
    }

    private static IEnumerable<VjpRule> VjpRules(IMethodSymbol method) =>
        from attribute in Attributes(method, WellKnownNames.VjpRule)
        from sibling in Siblings(method, attribute)
        select new VjpRule(Rule(sibling));

    private static IEnumerable<JvpRule> JvpRules(IMethodSymbol method) =>
        from attribute in Attributes(method, WellKnownNames.JvpRule)
        from sibling in Siblings(method, attribute)
        select new JvpRule(Rule(sibling));

    private static IEnumerable<DerivativeRule> DerivativeRules(IMethodSymbol method) =>
        from attribute in Attributes(method, WellKnownNames.DerivativeRule)
        let parameter = attribute.ConstructorArguments.ElementAtOrDefault(1).Value as string ?? method.Parameters.FirstOrDefault()?.Name
        where parameter is not null
        from sibling in Siblings(method, attribute)
        select new DerivativeRule(Rule(sibling) with { IsPure = true }, parameter);

    /// <summary>A method that a rule calls, with its parameters under other names if these are given.</summary>
    public static Method Rule(IMethodSymbol rule) =>
        new(NameOf(rule.ContainingType), rule.Name, TypeReader.Read(rule.ReturnType), rule.Parameters.Select(Read).ToEquatableArray())
        {
            TypeArguments = rule.TypeArguments.Select(TypeReader.Read).ToEquatableArray(),
        };

    private static IEnumerable<AttributeData> Attributes(IMethodSymbol method, string name) =>
        method.GetAttributes().Where(attribute => attribute.AttributeClass.Is(name));

    /// <summary>The methods that a rule names, constructed as the call is; of several overloads those that share the primal's parameter types.</summary>
    private static IEnumerable<IMethodSymbol> Siblings(IMethodSymbol method, AttributeData attribute)
    {
        if (attribute.ConstructorArguments.FirstOrDefault().Value is not string name)
        {
            return [];
        }

        ImmutableArray<ITypeSymbol> arguments = method.TypeArguments;
        return method.ContainingType.GetMembers(name).OfType<IMethodSymbol>()
            .Where(sibling => sibling.IsStatic && sibling.Arity == arguments.Length)
            .Select(sibling => arguments.Length == 0 ? sibling : sibling.Construct([.. arguments]))
            .Where(sibling => SharesTypes(method, sibling));
    }

    private static bool SharesTypes(IMethodSymbol method, IMethodSymbol sibling) => sibling.Parameters.All(parameter =>
        method.Parameters.FirstOrDefault(candidate => candidate.Name == parameter.Name) is not { } twin
        || ElementOf(twin) == ElementOf(parameter));

    private static IrType ElementOf(IParameterSymbol parameter)
    {
        IrType type = TypeReader.Read(parameter.Type);
        return type.IsView ? IrType.SpanOf(type.Element!) : type;
    }
}
