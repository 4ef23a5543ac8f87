using System;
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

        bool isConstructible = type.InstanceConstructors.Any(constructor => IsNamedAfter(constructor, members) && OnlyStores(constructor));
        bool isSettable = inputs.All(member => member.Access != MemberAccess.None)
            && (type.IsValueType || type.InstanceConstructors.Any(constructor => constructor.Parameters.Length == 0));
        return isSettable && !(isConstructible && type.IsRecord) ? Composition.Initializer
            : isConstructible ? Composition.Constructor
            : Composition.None;
    }

    public static bool IsNamedAfter(IMethodSymbol constructor, EquatableArray<TypeMember> members) =>
        constructor.Parameters.Length == members.Count
        && constructor.Parameters.Zip(members, (parameter, member) => string.Equals(parameter.Name, member.Name.TrimStart('@'), StringComparison.OrdinalIgnoreCase)).All(isSame => isSame);

    /// <summary>
    /// <c>Well(double k) => this.k = k;</c>, <c>Well(double k, double c) { (K, C) = (k, c); }</c>, a positional record: a
    /// constructor that scales or checks its arguments would do so to a gradient.
    /// </summary>
    public static bool OnlyStores(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        ConstructorDeclarationSyntax { Initializer: not null } => false,
        ConstructorDeclarationSyntax { ExpressionBody: { } arrow } => Stores(arrow.Expression),
        ConstructorDeclarationSyntax { Body: { } body } => body.Statements.All(statement => statement is ExpressionStatementSyntax { Expression: var expression } && Stores(expression)),
        TypeDeclarationSyntax => MemberInitializers.Of(constructor.ContainingType).All(initializer => IsTheSame(initializer.Member, initializer.Value.Value)),
        _ => false,
    };

    private static bool Stores(ExpressionSyntax expression) => expression is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
        && (assignment.Left, assignment.Right) switch
        {
            (TupleExpressionSyntax left, TupleExpressionSyntax right) when left.Arguments.Count == right.Arguments.Count =>
                left.Arguments.Zip(right.Arguments, (target, value) => IsTheSame(NameOf(target.Expression), value.Expression)).All(isSame => isSame),
            (var left, var right) => IsTheSame(NameOf(left), right),
        };

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    private static bool IsTheSame(string? member, ExpressionSyntax value) =>
        value is IdentifierNameSyntax name && string.Equals(name.Identifier.ValueText, member, StringComparison.OrdinalIgnoreCase);
}
