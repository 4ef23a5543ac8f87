using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>How code inside a type makes a value of it that holds given numbers and nothing that is computed from them.</summary>
internal static class OwnComposition
{
    /// <param name="type">The type.</param>
    /// <param name="members">Its members.</param>
    /// <param name="inputs">Those of them that a gradient has numbers for; others may stay what a new object has in them.</param>
    public static Composition Of(INamedTypeSymbol type, EquatableArray<TypeMember> members, EquatableArray<TypeMember> inputs)
    {
        if (type.IsAbstract)
        {
            return Composition.None;
        }

        bool isConstructible = type.InstanceConstructors.Any(constructor => OnlyStores(constructor, members));
        bool isSettable = inputs.All(member => member.Access != MemberAccess.None)
            && (type.IsValueType || type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0));
        return isSettable && !(isConstructible && type.IsRecord) ? Composition.Initializer
            : isConstructible ? Composition.Constructor
            : Composition.None;
    }

    /// <summary>
    /// Whether a constructor stores its parameters in the members, in their order, and does nothing else:
    /// <c>Well(double k) => this.k = k;</c>, <c>Well(double k, double c) { (K, C) = (k, c); }</c>, a positional record,
    /// <c>struct Well(double k) { private readonly double _k = k; }</c>. One that scales or checks its arguments would do so to a gradient.
    /// </summary>
    public static bool OnlyStores(IMethodSymbol constructor, EquatableArray<TypeMember> members)
    {
        string[] parameters = [.. constructor.Parameters.Select(parameter => parameter.Name)];
        (string? Member, string? Value)[]? stores = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            ConstructorDeclarationSyntax { Initializer: not null } => null,
            ConstructorDeclarationSyntax { ExpressionBody: { } arrow } => [.. StoresOf(arrow.Expression, parameters)],
            ConstructorDeclarationSyntax { Body: { } body } => [.. body.Statements.SelectMany(statement => StoresOf((statement as ExpressionStatementSyntax)?.Expression, parameters))],
            TypeDeclarationSyntax => StoresOfPrimary(constructor, parameters),
            _ => null,
        };
        return stores?.Length == members.Count
            && constructor.Parameters.Zip(members, (parameter, member) => TypeReader.Read(parameter.Type) == member.Type).All(isSame => isSame)
            && parameters.Select(parameter => stores.FirstOrDefault(store => store.Value == parameter).Member).SequenceEqual(members.Select(member => member.Name.TrimStart('@')));
    }

    // What no initializer names is a member of its own: a property of a record, or what other members see.
    private static (string? Member, string? Value)[] StoresOfPrimary(IMethodSymbol constructor, string[] parameters)
    {
        (string? Member, string? Value)[] initializers = [.. MemberInitializers.Of(constructor.ContainingType).Select(initializer => (initializer.Member, ParameterIn(initializer.Value.Value, parameters)))];
        return [.. initializers, .. parameters.Where(parameter => !initializers.Any(initializer => initializer.Value == parameter)).Select(parameter => (parameter, parameter))];
    }

    private static IEnumerable<(string? Member, string? Value)> StoresOf(ExpressionSyntax? expression, string[] parameters) =>
        expression is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment ? [(null, null)]
        : (assignment.Left, assignment.Right) is (TupleExpressionSyntax left, TupleExpressionSyntax right) && left.Arguments.Count == right.Arguments.Count
            ? left.Arguments.Zip(right.Arguments, (target, value) => (MemberIn(target.Expression, parameters), ParameterIn(value.Expression, parameters)))
            : [(MemberIn(assignment.Left, parameters), ParameterIn(assignment.Right, parameters))];

    private static string? MemberIn(ExpressionSyntax target, string[] parameters) => target switch
    {
        IdentifierNameSyntax { Identifier.ValueText: var name } when !parameters.Contains(name) => name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    private static string? ParameterIn(ExpressionSyntax value, string[] parameters) =>
        value is IdentifierNameSyntax { Identifier.ValueText: var name } && parameters.Contains(name) ? name : null;
}
