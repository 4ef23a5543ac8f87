using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>The derivatives that users give to methods by attributes => rules of <see cref="Method"/>.</summary>
internal static class CustomRules
{
    /// <summary>Adds the rules that fit the called method: its own first, then those of the compilation, then those of references.</summary>
    public static Method Attach(Reading reading, IMethodSymbol method, Method read)
    {
        Compilation compilation = reading.Model.Compilation;
        if (read.Parameters.Count != method.Parameters.Length || method.MethodKind != MethodKind.Ordinary)
        {
            return read;
        }

        RuleDeclaration[] declared = [.. RuleDeclaration.Own(method), .. RuleIndex.Of(compilation).For(method)];
        if (declared.Length == 0)
        {
            return read;
        }

        INamedTypeSymbol within = reading.Method.ContainingType;
        VjpRule? vjp = declared.Select(rule => Vjp(rule, method, compilation, within)).FirstOrDefault(rule => rule is not null);
        JvpRule? jvp = declared.Select(rule => Jvp(rule, method, compilation, within)).FirstOrDefault(rule => rule is not null);
        DerivativeRule[] derivatives =
        [
            .. declared.Select(rule => Derivative(rule, method, compilation, within)).OfType<DerivativeRule>()
                .GroupBy(rule => rule.WithRespectTo).Select(same => same.First()),
        ];
        return read with
        {
            Parameters = read.Parameters.Select(parameter => parameter with { Use = Use(parameter, [vjp?.Forward?.Method ?? vjp?.Method, jvp?.Method]) }).ToEquatableArray(),
            VjpRules = vjp is null ? read.VjpRules : [vjp],
            JvpRules = jvp is null ? read.JvpRules : [jvp],
            DerivativeRules = derivatives.Length == 0 ? read.DerivativeRules : derivatives.ToEquatableArray(),
        };
    }

    /// <summary>Whether somebody says what the method's derivative is, so that its body does not matter.</summary>
    public static bool Exist(Reading reading, IMethodSymbol method) =>
        method.MethodKind == MethodKind.Ordinary && (RuleDeclaration.Own(method).Any() || RuleIndex.Of(reading.Model.Compilation).For(method).Any());

    /// <summary>A rule constructed as the call is: <c>FVjp&lt;T&gt;</c> for <c>F&lt;double&gt;</c> => <c>FVjp&lt;double&gt;</c>; null if it cannot be.</summary>
    public static IMethodSymbol? Constructed(IMethodSymbol rule, IMethodSymbol method) =>
        rule.Arity == 0 ? rule
        : rule.Arity == method.Arity ? rule.Construct([.. method.TypeArguments])
        : null;

    /// <summary>The parameter that a derivative rule is by; null if it does not say which and there are several.</summary>
    public static string? ParameterOf(RuleDeclaration declaration, IMethodSymbol method)
    {
        IParameterSymbol[] numbers = [.. method.Parameters.Where(parameter => TypeReader.Read(parameter.Type).IsFloatingPoint)];
        return declaration.WithRespectTo is { } name ? numbers.FirstOrDefault(parameter => parameter.Name == name)?.Name
            : numbers.Length == 1 ? numbers[0].Name
            : null;
    }

    // A rule that takes a buffer as a ReadOnlySpan says that the method only reads it.
    private static ParameterUse Use(MethodParameter parameter, Method?[] rules)
    {
        MethodParameter[] taken = [.. rules.OfType<Method>().SelectMany(rule => rule.Parameters).Where(candidate => candidate.Name == parameter.Name)];
        return parameter.Type.IsView && taken.Length > 0 && taken.All(candidate => candidate.Type.Kind == Ir.TypeKind.ReadOnlySpan) ? ParameterUse.Input : parameter.Use;
    }

    private static VjpRule? Vjp(RuleDeclaration declaration, IMethodSymbol method, Compilation compilation, INamedTypeSymbol within)
    {
        switch (declaration.Kind)
        {
            case RuleKind.Vjp:
                return Matches(declaration.Rules, RuleKind.Vjp, method, compilation, within).FirstOrDefault().Method is { } rule ? new VjpRule(rule) : null;
            case RuleKind.Reverse:
                foreach ((IMethodSymbol symbol, Method forward) in Matches(declaration.Forwards, RuleKind.Forward, method, compilation, within))
                {
                    ITypeSymbol residuals = ((INamedTypeSymbol)symbol.ReturnType).TupleElements[1].Type;
                    if (Matches(declaration.Rules, RuleKind.Reverse, method, compilation, within, residuals).FirstOrDefault().Method is { } reverse)
                    {
                        return new VjpRule(reverse, new ForwardRule(forward, Residuals.ValuePath(symbol.ReturnType), Residuals.Read(symbol.ReturnType, TypeReader.Read(method.ReturnType))!.Value));
                    }
                }

                return null;
            default:
                return null;
        }
    }

    private static JvpRule? Jvp(RuleDeclaration declaration, IMethodSymbol method, Compilation compilation, INamedTypeSymbol within) =>
        declaration.Kind == RuleKind.Jvp && Matches(declaration.Rules, RuleKind.Jvp, method, compilation, within).FirstOrDefault().Method is { } rule ? new JvpRule(rule) { RunsPrimal = true } : null;

    private static DerivativeRule? Derivative(RuleDeclaration declaration, IMethodSymbol method, Compilation compilation, INamedTypeSymbol within) =>
        declaration.Kind == RuleKind.Derivative
        && ParameterOf(declaration, method) is { } parameter
        && Matches(declaration.Rules, RuleKind.Derivative, method, compilation, within).FirstOrDefault().Method is { } rule
            ? new DerivativeRule(rule with { IsPure = true }, parameter)
            : null;

    private static IEnumerable<(IMethodSymbol Symbol, Method Method)> Matches(
        IEnumerable<IMethodSymbol> rules, RuleKind kind, IMethodSymbol method, Compilation compilation, INamedTypeSymbol within, ITypeSymbol? residuals = null)
    {
        if (RuleShape.WhyNone(method, kind) is not null)
        {
            yield break;
        }

        foreach (IMethodSymbol candidate in rules.Where(rule => compilation.IsSymbolAccessibleWithin(rule, within)))
        {
            if (Constructed(candidate, method) is { } rule && new RuleShape(kind, method, rule, residuals).Match(rule) is { } matched)
            {
                yield return (rule, matched);
            }
        }
    }
}
