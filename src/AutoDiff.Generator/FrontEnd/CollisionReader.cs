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
    public static readonly string[] Suffixes = ["Gradient", "ValueAndGradient"];

    public static void Check(Reading reading, EquatableArray<Request> requests)
    {
        IMethodSymbol method = reading.Method;
        AttributeData[] attributes = [.. RequestReader.AttributesOf(method)];
        Location location = ShapeReader.NameLocation(reading.Declaration);
        for (int i = 0; i < requests.Count; i++)
        {
            CheckParameterNames(reading, requests[i], location);
            string signature = Signature(method, attributes[i]);
            foreach (string suffix in Suffixes)
            {
                string name = requests[i].Name + suffix;
                if (Found(method, attributes[i], name, signature) is { } other)
                {
                    reading.Refuse(RefusalIds.NameCollision, location, name, other);
                }
            }
        }
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
            if (member is not IMethodSymbol { Arity: 0 } user)
            {
                if (member is not IMethodSymbol)
                {
                    return "the member '" + member.Name + "'";
                }
            }
            else if (SignatureOf(user.Parameters.Select(Spelled)) == signature)
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
                if (!isSame && Suffixes.Any(suffix => stem + suffix == name) && Signature(other, attribute) == signature)
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

    /// <summary>A destination is named after its parameter, which another parameter may have taken.</summary>
    private static void CheckParameterNames(Reading reading, Request request, Location location)
    {
        if (!request.Active.Any(variable => variable.Type.IsView))
        {
            return;
        }

        foreach (Variable variable in request.Active)
        {
            if (reading.Method.Parameters.Any(parameter => parameter.Name == variable.Name + "Gradient"))
            {
                reading.Refuse(RefusalIds.NameCollision, location, variable.Name + "Gradient", "the parameter of that name");
            }
        }
    }

    /// <summary>The parameter types of the generated members: the source's, and a destination per active parameter if one of them is a buffer.</summary>
    private static string Signature(IMethodSymbol method, AttributeData request)
    {
        IParameterSymbol[] active = [.. RequestReader.ActiveOf(method, request)];
        bool hasDestinations = active.Any(parameter => TypeReader.Read(parameter.Type).IsView);
        IEnumerable<string> destinations = hasDestinations ? active.Select(Destination) : [];
        return SignatureOf(method.Parameters.Select(Spelled).Concat(destinations));
    }

    private static string Destination(IParameterSymbol parameter)
    {
        IrType type = TypeReader.Read(parameter.Type);
        return type.IsView ? "global::System.Span<" + type.Element!.Name + ">" : "ref " + type.Name;
    }

    private static string SignatureOf(IEnumerable<string> parameters) => string.Join(",", parameters);

    /// <summary>Methods that differ only in ref, out or in cannot stand side by side.</summary>
    private static string Spelled(IParameterSymbol parameter) =>
        (parameter.RefKind == RefKind.None ? "" : "ref ") + parameter.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static bool IsGenerated(ISymbol member) =>
        member.Attribute(WellKnownNames.GeneratedCode) is { ConstructorArguments: [{ Value: string tool }, ..] }
        && string.Equals(tool, WellKnownNames.Tool, StringComparison.Ordinal);
}
