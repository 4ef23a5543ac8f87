using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <content>Where local variables begin.</content>
internal sealed partial class BodyReader
{
    /// <summary>Variables that several sections of a switch share, or that their lambdas see: they begin before the switch.</summary>
    private readonly HashSet<ISymbol> declaredAhead = new(SymbolEqualityComparer.Default);

    /// <summary>Sections share one scope: a variable that one declares may be assigned and read by another.</summary>
    private void DeclareAhead(ISwitchOperation operation)
    {
        IEnumerable<ILocalSymbol> shared = operation.Locals.Where(local => !local.IsConst && operation.Cases.Count(section => section.Descendants().Any(inner =>
            SymbolEqualityComparer.Default.Equals(local, inner is ILocalReferenceOperation reference ? reference.Local : DeclaredBy(inner)))) > 1);
        DeclareAhead(shared.Concat(Captured(operation)));
    }

    private void DeclareAhead(IEnumerable<ILocalSymbol> locals)
    {
        foreach (ILocalSymbol local in locals.Where(declaredAhead.Add))
        {
            if (DeclareListAhead(local))
            {
                continue;
            }

            if (TypeFor(local.Type) is var type && IsOfAggregates(type))
            {
                bound[local] = NewColumns(local.Name, type);
            }

            DeclareLeaves(ValueOf(local, local.Type), null);
        }
    }

    /// <summary>Gives a local its first value.</summary>
    private void Begin(ILocalSymbol local, Expression place, Expression value)
    {
        if (declaredAhead.Contains(local))
        {
            AssignLeaves(place, value);
        }
        else
        {
            DeclareLeaves(Fitted(local, place, value), value);
        }
    }

    /// <summary>The variables of a new local that holds arrays of structs, as its first value has them: whole, or in columns.</summary>
    private Expression Fitted(ILocalSymbol local, Expression place, Expression? value)
    {
        if (value is null || IsAlike(place, value) || !bound.ContainsKey(local))
        {
            return place;
        }

        return bound[local] = NewPlace(local.Name, place.Type, value);
    }

    /// <summary>A local that an expression declares.</summary>
    private Expression Declared(ILocalSymbol local)
    {
        if (!bound.ContainsKey(local) && TypeFor(TypeOf(local, local.Type)) is var type && IsOfAggregates(type))
        {
            bound[local] = NewPlace(local.Name, type);
        }

        Expression place = ValueOf(local, local.Type);
        if (declaredAhead.Contains(local))
        {
            return place;
        }

        if (ReferenceEquals(output, statementOutput))
        {
            DeclareLeaves(place, null);
        }
        else
        {
            // a && F(out b), where F runs only sometimes: what follows sees b all the same.
            statementOutput.AddRange(Leaves(place).Cast<Read>().Select(leaf => new Declare(leaf.Variable, null) { Origin = origin }));
        }

        return place;
    }

    /// <summary>What lambdas see of sections that a goto repeats: they are read once, and their variables are the same each time.</summary>
    private static IEnumerable<ILocalSymbol> Captured(ISwitchOperation operation)
    {
        if (!operation.Descendants().Any(inner => inner is IBranchOperation { BranchKind: BranchKind.GoTo }))
        {
            return [];
        }

        IOperation[] functions = [.. operation.Descendants().Where(inner => inner is IAnonymousFunctionOperation or ILocalFunctionOperation)];
        HashSet<ISymbol> within = new(functions.SelectMany(function => function.Descendants()).Select(DeclaredBy).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        HashSet<ISymbol> declared = new(operation.Descendants().Select(DeclaredBy).OfType<ISymbol>().Except(within, SymbolEqualityComparer.Default), SymbolEqualityComparer.Default);
        return functions.SelectMany(function => function.Descendants()).OfType<ILocalReferenceOperation>().Select(reference => reference.Local).Where(local => declared.Contains(local) && local is { IsConst: false, Type.TypeKind: not Microsoft.CodeAnalysis.TypeKind.Delegate });
    }

    private static ISymbol? DeclaredBy(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation declarator => declarator.Symbol,
        ILocalReferenceOperation { IsDeclaration: true } reference => reference.Local,
        IDeclarationPatternOperation pattern => pattern.DeclaredSymbol,
        IRecursivePatternOperation pattern => pattern.DeclaredSymbol,
        _ => null,
    };
}
