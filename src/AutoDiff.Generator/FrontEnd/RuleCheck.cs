using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Whether the custom rules that stand on a method fit, and what they have to look like.</summary>
internal static class RuleCheck
{
    /// <summary>What is wrong with the rules on a method, at their attributes.</summary>
    public static IEnumerable<RuleMisfit> Check(IMethodSymbol method)
    {
        IEnumerable<RuleMisfit?> own = RuleDeclaration.Own(method).Select(declaration => Check(declaration, [method], NameOf(declaration)));
        IEnumerable<RuleMisfit?> others = RuleDeclaration.Of(method).Select(declaration => CheckOther(declaration, method));
        return own.Concat(others).OfType<RuleMisfit>();
    }

    private static string NameOf(RuleDeclaration declaration) => declaration.Attribute.ConstructorArguments.LastOrDefault().Value as string ?? "";

    private static RuleMisfit? CheckOther(RuleDeclaration declaration, IMethodSymbol rule)
    {
        if (declaration.TargetType is not { } type)
        {
            // The attribute itself does not compile.
            return null;
        }

        string target = type.ProseName() + "." + declaration.TargetName;
        IMethodSymbol[] overloads = [.. type.GetMembers(declaration.TargetName ?? "").OfType<IMethodSymbol>()];
        return overloads.Length == 0 ? new RuleMisfit(declaration, rule.Name, target, "there is no such method", null)
            : rule.ContainingType.IsGenericType ? new RuleMisfit(declaration, rule.Name, target, "its type is generic; move it to another type", null)
            : Check(declaration, overloads, rule.Name);
    }

    private static RuleMisfit? Check(RuleDeclaration declaration, IMethodSymbol[] overloads, string name)
    {
        // Of generic methods the signature is known only where they are called.
        IMethodSymbol[] possible = [.. overloads.Where(overload => RuleShape.WhyNone(overload, declaration.Kind) is null)];
        if (overloads.Any(overload => overload.IsGenericMethod) || possible.Any(overload => Fits(declaration, overload)))
        {
            return null;
        }

        IMethodSymbol nearest = (possible.Length > 0 ? possible : overloads).OrderByDescending(overload => Alike(overload, declaration)).First();
        string target = nearest.ToDisplayString(SymbolNames.Prose.WithParameterOptions(SymbolDisplayParameterOptions.IncludeType).AddMemberOptions(SymbolDisplayMemberOptions.IncludeParameters));
        if (RuleShape.WhyNone(nearest, declaration.Kind) is { } reason)
        {
            return new RuleMisfit(declaration, name, target, reason, null);
        }

        if (declaration.Kind == RuleKind.Derivative && CustomRules.ParameterOf(declaration, nearest) is null)
        {
            return new RuleMisfit(declaration, name, target, "say with WithRespectTo which of its numbers the derivative is by", null);
        }

        RuleKind missing = declaration.Kind == RuleKind.Reverse && !declaration.Forwards.Any(forward => Fits(forward, RuleKind.Forward, nearest)) ? RuleKind.Forward : declaration.Kind;
        string wanted = missing == RuleKind.Forward ? ForwardName(declaration) : name;
        ITypeSymbol? residuals = declaration.Forwards.Where(forward => Fits(forward, RuleKind.Forward, nearest)).Select(forward => ((INamedTypeSymbol)forward.ReturnType).TupleElements[1].Type).FirstOrDefault();
        string expected = new RuleShape(missing, nearest, residuals: residuals).Text(wanted);
        bool isThere = (missing == RuleKind.Forward ? declaration.Forwards : declaration.Rules).Count > 0;
        return new RuleMisfit(declaration, wanted, target, (isThere ? "it has to be '" : "there is no such method, which has to be '") + expected.Replace("global::", "") + "'", isThere ? null : expected);
    }

    private static string ForwardName(RuleDeclaration declaration) =>
        declaration.Attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Forward").Value.Value as string
        ?? declaration.Attribute.ConstructorArguments[0].Value as string
        ?? "";

    private static bool Fits(RuleDeclaration declaration, IMethodSymbol method) => declaration.Kind switch
    {
        RuleKind.Reverse => declaration.Forwards.Any(forward => Fits(forward, RuleKind.Forward, method)
            && declaration.Rules.Any(reverse => Fits(reverse, RuleKind.Reverse, method, ((INamedTypeSymbol)forward.ReturnType).TupleElements[1].Type))),
        RuleKind.Derivative when CustomRules.ParameterOf(declaration, method) is null => false,
        _ => declaration.Rules.Any(rule => Fits(rule, declaration.Kind, method)),
    };

    private static bool Fits(IMethodSymbol rule, RuleKind kind, IMethodSymbol method, ITypeSymbol? residuals = null) =>
        new RuleShape(kind, method, rule, residuals).Match(rule) is not null;

    // How many leading parameters a rule has in common with an overload.
    private static int Alike(IMethodSymbol overload, RuleDeclaration declaration) => declaration.Rules
        .Select(rule => rule.Parameters.Zip(overload.Parameters, (own, other) => TypeReader.Read(own.Type) == TypeReader.Read(other.Type)).TakeWhile(same => same).Count() - System.Math.Abs(overload.Parameters.Length - rule.Parameters.Length))
        .DefaultIfEmpty()
        .Max();
}
