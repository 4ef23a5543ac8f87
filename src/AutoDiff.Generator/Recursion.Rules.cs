using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using AutoDiff.Generator.Transforms;

namespace AutoDiff.Generator;

/// <content>The rules by which such calls are differentiated, and the names of the halves.</content>
internal sealed partial class Recursion
{
    /// <summary>The calls with the rules by which they are differentiated.</summary>
    private Function WithRules(Function function)
    {
        HashSet<Call> known = [.. ActiveCalls(function).Select(pair => pair.Call)];
        return Cells.OfCalls(function, known.Contains, WithRules);
    }

    private Method WithRules(Method method)
    {
        string key = method.Body!;
        if (helpers[key].IsHidden)
        {
            unnameable.Add(method.FullName);
        }

        TypeName here = new("", "");
        MethodParameter[] parameters = Distinct(method.Parameters);
        method = method with { Parameters = parameters.ToEquatableArray() };
        if (kind == DerivativeKind.Jvp)
        {
            IEnumerable<MethodParameter> tangents = parameters.Where((_, i) => active[key][i]).Select(parameter => new MethodParameter(
                parameter.Name + "Tangent",
                parameter.Type is { IsView: true, Kind: not TypeKind.ReadOnlySpan } ? parameter.Type.GradientBuffer : parameter.Type,
                parameter.Use));
            IrType both = method.ReturnType.IsFloatingPoint || method.GivesOwn ? Both(method.ReturnType) : method.ReturnType;
            return method with { Body = null, JvpRules = [new JvpRule(new Method(here, JvpOf(key), both, [.. parameters, .. tangents])) { RunsPrimal = true }] };
        }

        List<MethodParameter> reverse = [];
        reverse.AddRange(parameters.Where(parameter => parameter.Type.IsView || parameter.Type.Kind == TypeKind.Other).Select(parameter =>
            parameter with { Type = parameter.Type is { IsView: true, IsUncut: false, Kind: not TypeKind.List } ? IrType.ReadOnlySpanOf(parameter.Type.Element!) : parameter.Type, Use = ParameterUse.Input }));
        if (method.ReturnType.IsFloatingPoint)
        {
            reverse.Add(new MethodParameter("resultGradient", method.ReturnType, ParameterUse.Input));
        }
        else if (method.GivesOwn)
        {
            reverse.Add(new MethodParameter("resultGradient", method.ReturnType.GradientBuffer, ParameterUse.Updated));
        }

        reverse.AddRange(parameters.Where((_, i) => active[key][i]).Select(parameter => parameter.Type.IsView
            ? new MethodParameter(parameter.Name + "Gradient", parameter.Type.GradientBuffer, ParameterUse.Updated)
            : new MethodParameter(parameter.Name + "Gradient", parameter.Type, ParameterUse.Updated) { Passing = ParameterPassing.Ref }));
        VjpRule rule = new(new Method(here, ReverseOf(key), IrType.Void, reverse.ToEquatableArray()))
        {
            Twin = new Method(here, ForwardOf(key), method.ReturnType, method.Parameters),
        };
        return method with { Body = null, VjpRules = [rule] };
    }

    /// <summary>Rules are matched by name, so that no parameter may be called as another's gradient: <c>xGradient</c> becomes <c>xGradientValue</c>.</summary>
    private static MethodParameter[] Distinct(IEnumerable<MethodParameter> parameters)
    {
        HashSet<string> names = ["result"];
        return [.. parameters.Select(parameter =>
        {
            string name = parameter.Name;
            while (name.EndsWith("Gradient", StringComparison.Ordinal) || name.EndsWith("Tangent", StringComparison.Ordinal) || !names.Add(name))
            {
                name += "Value";
            }

            return parameter with { Name = name };
        })];
    }

    private static IrType Both(IrType type)
    {
        string name = type.IsView ? type.Element!.Name + "[]" : type.Name;
        return new(TypeKind.Other, $"({name} Value, {name} Tangent)");
    }

    private string ForwardOf(string key) => Name(key) + "Forward";

    private string ReverseOf(string key) => Name(key) + "Reverse";

    private string JvpOf(string key) => Name(key) + "Jvp";

    private string Name(string key)
    {
        if (!names.TryGetValue(key, out string? name))
        {
            string plain = helpers[key].Function.Name;
            string stem = char.ToUpperInvariant(plain[0]) + plain.Substring(1);
            name = stem;
            for (int i = 2; Suffixes.Any(suffix => taken.Contains(name + suffix)); i++)
            {
                name = stem + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            names[key] = name;
            taken.UnionWith(Suffixes.Select(suffix => name + suffix));
        }

        return name;
    }
}
