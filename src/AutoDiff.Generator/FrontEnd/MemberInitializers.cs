using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>What the fields and properties of an object hold before the body of its constructor runs.</summary>
internal static class MemberInitializers
{
    /// <summary>The members of instances that have an initializer, in the order in which they run.</summary>
    public static IEnumerable<(string Member, EqualsValueClauseSyntax Value)> Of(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax())
        .OfType<TypeDeclarationSyntax>()
        .SelectMany(declaration => declaration.Members)
        .Where(member => !member.Modifiers.Any(modifier => modifier.RawKind is (int)SyntaxKind.StaticKeyword or (int)SyntaxKind.ConstKeyword))
        .SelectMany(Of);

    /// <summary>Whether a constructor leaves the initializers to another one.</summary>
    public static bool RunElsewhere(SyntaxNode body) =>
        body.Parent is ConstructorDeclarationSyntax { Initializer.RawKind: (int)SyntaxKind.ThisConstructorInitializer };

    private static IEnumerable<(string, EqualsValueClauseSyntax)> Of(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Where(variable => variable.Initializer is not null).Select(variable => (variable.Identifier.ValueText, variable.Initializer!)),
        PropertyDeclarationSyntax { Initializer: { } value } property => [(property.Identifier.ValueText, value)],
        _ => [],
    };
}
