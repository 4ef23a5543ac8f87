using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>A custom rule as its attribute declares it, whether or not it fits.</summary>
/// <param name="Kind">What it computes; <see cref="RuleKind.Reverse"/> if it has a forward method.</param>
/// <param name="Attribute">Where it is declared.</param>
/// <param name="Rules">The methods that may be meant; the one that fits is taken.</param>
/// <param name="Forwards">The forward methods that may be meant.</param>
internal sealed record RuleDeclaration(RuleKind Kind, AttributeData Attribute, IReadOnlyList<IMethodSymbol> Rules, IReadOnlyList<IMethodSymbol> Forwards)
{
    /// <summary>The parameter that a derivative is by.</summary>
    public string? WithRespectTo => Named("WithRespectTo");

    /// <summary>The type that declares the method of somebody else that the rule is for; null on one's own method.</summary>
    public INamedTypeSymbol? TargetType => Attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Type, Value: INamedTypeSymbol type }, _] ? type.OriginalDefinition : null;

    /// <summary>That method's name.</summary>
    public string? TargetName => TargetType is null ? null : Attribute.ConstructorArguments[1].Value as string;

    /// <summary>The rules that a method declares for itself.</summary>
    public static IEnumerable<RuleDeclaration> Own(IMethodSymbol method)
    {
        foreach (AttributeData attribute in method.GetAttributes())
        {
            RuleKind? kind = attribute.AttributeClass switch
            {
                { } type when type.Is(WellKnownNames.CustomDerivative) => RuleKind.Derivative,
                { } type when type.Is(WellKnownNames.CustomVjp) => RuleKind.Vjp,
                { } type when type.Is(WellKnownNames.CustomJvp) => RuleKind.Jvp,
                _ => null,
            };
            string?[] names = [.. attribute.ConstructorArguments.Select(argument => argument.Value as string)];
            if (kind is not { } found || names.Length == 0 || names.Contains(null))
            {
                // Another attribute, or one that does not compile.
                continue;
            }

            yield return names.Length == 2
                ? new RuleDeclaration(RuleKind.Reverse, attribute, Siblings(method, names[1]), Siblings(method, names[0]))
                : new RuleDeclaration(found, attribute, Siblings(method, names[0]), []);
        }
    }

    /// <summary>The methods of others that a method is a rule for.</summary>
    public static IEnumerable<RuleDeclaration> Of(IMethodSymbol rule)
    {
        foreach (AttributeData attribute in rule.GetAttributes())
        {
            RuleKind? kind = attribute.AttributeClass switch
            {
                { } type when type.Is(WellKnownNames.DerivativeOf) => RuleKind.Derivative,
                { } type when type.Is(WellKnownNames.VjpOf) => RuleKind.Vjp,
                { } type when type.Is(WellKnownNames.JvpOf) => RuleKind.Jvp,
                _ => null,
            };
            if (kind is { } found)
            {
                RuleDeclaration declaration = new(found, attribute, [rule], []);
                yield return declaration.Named("Forward") is { } forward
                    ? declaration with { Kind = RuleKind.Reverse, Forwards = Siblings(rule, forward) }
                    : declaration;
            }
        }
    }

    private static IMethodSymbol[] Siblings(IMethodSymbol method, string? name) =>
        name is null ? [] : [.. method.ContainingType.GetMembers(name).OfType<IMethodSymbol>()];

    private string? Named(string name) => Attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as string;
}
