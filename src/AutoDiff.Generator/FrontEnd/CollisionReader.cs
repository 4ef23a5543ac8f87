using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>Whether generated members would collide with the user's or with each other.</summary>
internal static class CollisionReader
{
    public static void Check(Reading reading, EquatableArray<Request> requests)
    {
        IMethodSymbol method = reading.Method;
        AttributeData[] attributes = [.. RequestReader.AttributesOf(method)];
        Location location = ShapeReader.NameLocation(reading.Declaration);
        for (int i = 0; i < requests.Count; i++)
        {
            foreach (DerivativeKind kind in requests[i].Kinds)
            {
                CompanionReader companions = new(method, attributes[i], kind);
                CheckParameterNames(reading, companions, location);
                string signature = companions.Signature;
                foreach (string suffix in Suffixes(kind))
                {
                    string name = requests[i].Name + suffix;
                    if (Found(method, attributes[i], name, signature) is { } other)
                    {
                        reading.Refuse(RefusalIds.NameCollision, location, name, other);
                    }
                }
            }
        }
    }

    /// <summary>How the names of the members of a kind end.</summary>
    public static IReadOnlyList<string> Suffixes(DerivativeKind kind) => kind switch
    {
        DerivativeKind.Gradient => ["Gradient", "ValueAndGradient"],
        DerivativeKind.Vjp => ["Vjp"],
        _ => ["Jvp"],
    };

    /// <summary>All endings, of whatever kind.</summary>
    public static IEnumerable<string> AllSuffixes => new[] { DerivativeKind.Gradient, DerivativeKind.Vjp, DerivativeKind.Jvp }.SelectMany(Suffixes);

    /// <summary>The names of the members that an attribute asks for.</summary>
    public static IEnumerable<string> NamesOf(IMethodSymbol method, AttributeData attribute)
    {
        string stem = RequestReader.NameOf(attribute, method);
        return new Request(stem, [], Vectorize: true) { Asked = RequestReader.KindsOf(attribute) }.Kinds.SelectMany(Suffixes).Select(suffix => stem + suffix);
    }

    /// <summary>What stands where a generated member would stand, in words.</summary>
    private static string? Found(IMethodSymbol method, AttributeData request, string name, string signature)
    {
        INamedTypeSymbol type = method.ContainingType;
        if (type.Name == name)
        {
            return "its own type";
        }

        if (type.TypeParameters.Any(parameter => parameter.Name == name))
        {
            return "a type parameter";
        }

        foreach (ISymbol member in type.GetMembers(name).Where(member => !IsGenerated(member)))
        {
            if (member is not IMethodSymbol user || user.Arity != method.Arity)
            {
                if (member is not IMethodSymbol)
                {
                    return "the member '" + member.Name + "'";
                }
            }
            else if (CompanionReader.SignatureOf(user.Parameters) == signature)
            {
                return "the method '" + name + "(" + string.Join(", ", user.Parameters.Select(parameter => parameter.Type.ProseName())) + ")'";
            }
        }

        // Of a partial method the type knows the part without a body, which has the attributes of both.
        IMethodSymbol known = method.PartialDefinitionPart ?? method;
        foreach (IMethodSymbol other in type.GetMembers().OfType<IMethodSymbol>())
        {
            foreach (AttributeData attribute in RequestReader.AttributesOf(other))
            {
                bool isSame = SymbolEqualityComparer.Default.Equals(other, known) && IsSame(attribute, request);
                string stem = RequestReader.NameOf(attribute, other);
                bool isMet = new Request(stem, [], Vectorize: true) { Asked = RequestReader.KindsOf(attribute) }.Kinds.Any(kind =>
                    Suffixes(kind).Any(suffix => stem + suffix == name) && new CompanionReader(other, attribute, kind).Signature == signature);
                if (!isSame && isMet)
                {
                    return "what another [Differentiable] generates for '" + other.Name + "'";
                }
            }
        }

        return null;
    }

    private static bool IsSame(AttributeData left, AttributeData right) =>
        left.ApplicationSyntaxReference is { } first
        && right.ApplicationSyntaxReference is { } second
        && first.SyntaxTree == second.SyntaxTree
        && first.Span == second.Span;

    /// <summary>What a member adds to the parameters is named after them, which another parameter may have taken, and after the result.</summary>
    private static void CheckParameterNames(Reading reading, CompanionReader companions, Location location)
    {
        HashSet<string> names = [.. reading.Method.Parameters.Select(parameter => parameter.Name)];
        foreach (string name in companions.Names)
        {
            if (!names.Add(name))
            {
                reading.Refuse(RefusalIds.NameCollision, location, name, "the parameter of that name");
            }
        }
    }

    public static bool IsGenerated(ISymbol member) =>
        member.Attribute(WellKnownNames.GeneratedCode) is { ConstructorArguments: [{ Value: string tool }, ..] }
        && string.Equals(tool, WellKnownNames.Tool, StringComparison.Ordinal);
}
