using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Values taken apart into variables.</content>
internal sealed partial class BodyReader
{
    /// <summary><c>(a, b) = value</c>, <c>var (a, b) = value</c></summary>
    private Expression ReadDeconstruction(IDeconstructionAssignmentOperation operation)
    {
        if (ReadTarget(operation.Target) is not Composite { Members: var targets })
        {
            return Placeholder(operation);
        }

        DeconstructionInfo how = operation.Syntax is AssignmentExpressionSyntax assignment ? reading.Model.GetDeconstructionInfo(assignment) : default;
        if (how.Nested.Any(HasOwnMethod))
        {
            return Refuse(operation);
        }

        (List<Statement> written, Expression value) = Apart(() => ReadDeconstructed(operation, how));
        Effects effects = Effects.Of(written);
        targets = targets.Select(target => SettlePlace(target, effects)).ToEquatableArray();
        output.AddRange(written);
        Expression[] values = value is Composite composite ? [.. composite.Members] : [];
        if (values.Length != targets.Count)
        {
            return value is Constant ? value : Refuse(operation);
        }

        IrType type = value.Type;
        AssignLeaves(new Composite(type, targets), new Composite(type, [.. values.Select((value, i) => targets[i] is Constant ? targets[i] : value)]));
        return new Composite(type, targets);
    }

    /// <summary>Whether a value within a tuple is not taken apart by position: only a record that has nothing but its parameters is.</summary>
    private bool HasOwnMethod(DeconstructionInfo how) =>
        (how.Method is { } method && !(IsPositional(method) && TypeFor(method.ContainingType).Members.Select(member => member.Name.TrimStart('@')).SequenceEqual(method.Parameters.Select(parameter => parameter.Name))))
        || how.Nested.Any(HasOwnMethod);

    /// <summary>Whether a method gives the properties that a positional record's parameters are named after.</summary>
    private static bool IsPositional(IMethodSymbol method) => !method.IsStatic && (method.IsImplicitlyDeclared || method is { ContainingType.IsRecord: true, DeclaringSyntaxReferences.IsEmpty: true });

    /// <summary>The parts of the value, as the types of what they are assigned to.</summary>
    private Expression ReadDeconstructed(IDeconstructionAssignmentOperation operation, DeconstructionInfo how)
    {
        IOperation value = Unconverted(operation.Value);
        return PartsAs(operation.Target, how, TakenApart(Read(value), value.Type, how.Method, value), value.Type, value);
    }

    /// <summary>The parts of a value: those of a tuple, or what its method gives.</summary>
    private Expression TakenApart(Expression read, ITypeSymbol? from, IMethodSymbol? method, IOperation value)
    {
        if (from is not INamedTypeSymbol { IsTupleType: false } type || method is null)
        {
            return read;
        }

        if (IsOfExtension(method))
        {
            return Refuse(value, Fence.ExtensionBlock);
        }

        method = method.ReducedFrom ?? method;
        if (!IsPositional(method) && reading.Helpers.BodyOf(method) is null)
        {
            return Refuse(value);
        }

        if (reading.Helpers.BodyOf(method) is null)
        {
            // A positional record gives its properties.
            Expression?[] members = [.. method.Parameters.Select(parameter => Member(read, AggregateReader.IndexOf(type, parameter.Name)) is { } member
                ? type.GetMembers(parameter.Name).FirstOrDefault() is { } stored ? Stored(value, stored, member) : member
                : null)];
            return members.All(member => member is not null) ? new Composite(read.Type, members.Select(member => member!).ToEquatableArray()) : read;
        }

        HelperArguments passed = new();
        passed.Add(method.IsStatic ? method.Parameters[0].Name : "self", read, ParameterPassing.Value);
        IParameterSymbol[] parts = [.. method.Parameters.Skip(method.IsStatic ? 1 : 0)];
        Expression[] results = [.. parts.Select(parameter => NewPlace(parameter.Name, TypeFor(parameter.Type)))];
        foreach ((IParameterSymbol parameter, Expression result) in parts.Zip(results, (parameter, result) => (parameter, result)))
        {
            DeclareLeaves(result, null);
            passed.Add(parameter.Name, result, ParameterPassing.Out);
        }

        CallHelper(value, method, passed, this);
        return new Composite(read.Type, results.ToEquatableArray());
    }

    /// <summary>A target, or those of a tuple, each located before the next is; null if one is refused.</summary>
    private Expression? ReadTarget(IOperation target)
    {
        switch (target)
        {
            case IDeclarationExpressionOperation declaration:
                return ReadTarget(declaration.Expression);
            case ITupleOperation tuple:
                bool isRefused = false;
                Expression[] targets = InOrder(
                    [.. tuple.Elements.Select(element => (Func<Expression>)(() =>
                    {
                        Expression? read = ReadTarget(element);
                        isRefused |= read is null;
                        return read ?? Placeholder(element);
                    }))],
                    _ => true);
                return isRefused ? null : new Composite(TypeFor(tuple.Type), targets.ToEquatableArray());
            case ILocalReferenceOperation { IsDeclaration: true } local:
                return Declared(local.Local);
            case IDiscardOperation:
                return new Constant(TypeFor(target.Type), "default");
            default:
                return ReadPlace(target) is { } place ? place is Element ? Repeatable(place) : place : null;
        }
    }
}
