using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>What methods do with lists that one of them creates: all of it must be told by the list's only name in each.</summary>
/// <param name="bodyOf">The body of a method, where it is known.</param>
/// <param name="isNew">Whether an expression gives a list that nothing else has.</param>
internal sealed class OwnListUses(Func<IMethodSymbol, IOperation?> bodyOf, Func<IOperation, bool> isNew)
{
    private readonly Dictionary<ISymbol, Uses> known = new(SymbolEqualityComparer.Default);

    /// <summary>What is done with a list.</summary>
    /// <param name="Grows">Whether it ever has another number of elements than in the beginning.</param>
    /// <param name="IsWritten">Whether an element is written.</param>
    /// <param name="Others">Where it gets another name, or something is done to it that is not known.</param>
    public sealed record Uses(bool Grows, bool IsWritten, IReadOnlyList<IOperation> Others);

    /// <summary>Of a local variable that a list is created for.</summary>
    public Uses Of(ILocalSymbol list, IOperation declarator) => Of(list, BodyReader.Root(declarator), declarator);

    /// <summary>Of a parameter that a list is passed for; null if the method's body is not known.</summary>
    public Uses? Of(IParameterSymbol parameter)
    {
        parameter = parameter.OriginalDefinition;
        return known.TryGetValue(parameter, out Uses? uses) ? uses
            : parameter is { RefKind: RefKind.None, ContainingSymbol: IMethodSymbol method } && bodyOf(method) is { } body ? Of(parameter, body, null)
            : null;
    }

    private Uses Of(ISymbol list, IOperation body, IOperation? declarator)
    {
        // A method that passes the list to itself does nothing else with it than what it does anyway.
        known[list] = new Uses(false, false, []);
        IOperation[] uses = [.. body.DescendantsAndSelf().Where(operation => SymbolEqualityComparer.Default.Equals(list, operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter.OriginalDefinition,
            _ => null,
        }))];
        IOperation[] changes = [.. uses.Where(IsChange)];
        bool isChangedElsewhere = changes.Any(use => IsInFunction(use, list));
        return known[list] = new Uses(uses.Any(Grows), changes.Any(use => !Grows(use)), [.. uses.Where(use => !IsFollowed(use))]);

        bool IsFollowed(IOperation use) =>
            use.Parent is ISimpleAssignmentOperation assignment && assignment.Target == use ? declarator is not null && assignment is { IsRef: false, Parent: IExpressionStatementOperation } && isNew(assignment.Value) && IsAlone(use) && !IsInFunction(use, list)
            : use.Parent is IReturnOperation ? declarator is not null && !IsInFunction(use, list) && !IsTried(use)
            : IsKnown(use) && (!IsChange(use) || IsAlone(use)) && (!isChangedElsewhere || !IsPassedOn(use))
                && (Enumerating(use) is not { } during || !isChangedElsewhere || !CallsOwn(during))
                && !(uses.Any(Grows) && IsLazy(use));

        // C# allows no change while something goes through the list.
        bool IsAlone(IOperation change) => !uses.Any(other => Enumerating(other) is { } during && during.DescendantsAndSelf().Contains(change));
    }

    private static bool IsKnown(IOperation use, OwnListUses all) => use.Parent switch
    {
        IConversionOperation { OperatorMethod: null } conversion => IsKnown(conversion, all),
        INameOfOperation => true,
        IInvocationOperation call => call.Instance == use && call.TargetMethod.Name is "ToArray" or "CopyTo" or "Add" or "AddRange" or "Insert" or "RemoveAt" or "Clear",
        IPropertyReferenceOperation property => property.Instance == use && (property.Property.IsIndexer || property.Property.Name == "Count"),
        IImplicitIndexerReferenceOperation indexer => indexer.Instance == use && indexer.Argument is not IRangeOperation,
        IForEachLoopOperation loop => loop.Collection == use,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: var container } } when container.Is("System.Linq.Enumerable") || container.Is("System.Collections.Generic.List`1") => true,
        IArgumentOperation { Parent: IObjectCreationOperation { Type: var created } } => created.Is("System.Collections.Generic.List`1"),
        IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call } => call.Arguments.Count(other => IsSame(other.Value, use)) == 1 && all.Of(parameter) is { Others.Count: 0 },
        _ => false,
    };

    private bool IsKnown(IOperation use) => IsKnown(use, this);

    private static bool IsSame(IOperation value, IOperation use) => (value, use) switch
    {
        (IConversionOperation conversion, _) => IsSame(conversion.Operand, use),
        (_, IConversionOperation conversion) => IsSame(value, conversion.Operand),
        (ILocalReferenceOperation first, ILocalReferenceOperation second) => SymbolEqualityComparer.Default.Equals(first.Local, second.Local),
        (IParameterReferenceOperation first, IParameterReferenceOperation second) => SymbolEqualityComparer.Default.Equals(first.Parameter, second.Parameter),
        _ => false,
    };

    /// <summary>Whether a list is changed where it is named: its elements, how many there are, or which list it is.</summary>
    public bool IsChange(IOperation use) => Grows(use) || PassedFor(use) is { IsWritten: true } || (ElementOf(use) is { } element && IsWritten(element));

    private bool Grows(IOperation use) => PassedFor(use) is { Grows: true } || use.Parent switch
    {
        IInvocationOperation { TargetMethod.Name: "Add" or "AddRange" or "Insert" or "RemoveAt" or "Clear" } call => call.Instance == use,
        ISimpleAssignmentOperation assignment => assignment.Target == use,
        _ => false,
    };

    private Uses? PassedFor(IOperation use) => use.Parent switch
    {
        IConversionOperation { OperatorMethod: null } conversion => PassedFor(conversion),
        IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation } => Of(parameter),
        _ => null,
    };

    private static bool IsPassedOn(IOperation use) => use.Parent switch
    {
        IConversionOperation conversion => IsPassedOn(conversion),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: var container } } => !container.Is("System.Linq.Enumerable") && !container.Is("System.Collections.Generic.List`1"),
        _ => false,
    };

    private static IOperation? ElementOf(IOperation use) => use.Parent switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true } property when property.Instance == use => property,
        IImplicitIndexerReferenceOperation indexer when indexer.Instance == use => indexer,
        _ => null,
    };

    private static bool IsWritten(IOperation place) => place.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == place,
        IIncrementOrDecrementOperation => true,
        ITupleOperation tuple => IsWritten(tuple),
        _ => false,
    };

    /// <summary>The loop or the query that goes through the list, or through what is made of it.</summary>
    private static IOperation? Enumerating(IOperation use)
    {
        for (IOperation inner = use; inner.Parent is { } outer; inner = outer)
        {
            switch (outer)
            {
                case IForEachLoopOperation loop:
                    return loop.Collection == inner ? loop : null;
                case IInvocationOperation { TargetMethod: { ContainingType: var container } } when container.Is("System.Linq.Enumerable") && outer.Parent is not (IArgumentOperation or IConversionOperation):
                    return outer;
                case IBlockOperation:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Whether what is made of the list is only a name for what will be asked later.</summary>
    private static bool IsLazy(IOperation use)
    {
        for (IOperation? outer = use.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IVariableInitializerOperation { Value: var value }:
                    return IsQuery(value);
                case IReturnOperation { ReturnedValue: { } returned }:
                    return IsQuery(returned);
                case IAssignmentOperation assignment:
                    return IsQuery(assignment.Value);
                case IBlockOperation or IForEachLoopOperation:
                    return false;
            }
        }

        return false;
    }

    private static bool IsQuery(IOperation value) => value.Type?.TypeKind == Microsoft.CodeAnalysis.TypeKind.Interface;

    private static bool CallsOwn(IOperation body) =>
        body.Descendants().Any(operation => operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke }
            or IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction }
            or ILocalReferenceOperation { Type.TypeKind: TypeKind.Delegate } or IParameterReferenceOperation { Type.TypeKind: TypeKind.Delegate });

    // What is cleaned up may still change it.
    private static bool IsTried(IOperation use)
    {
        for (IOperation? outer = use.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is ITryOperation or IUsingOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a place stands in a function inside the one that a list belongs to: it runs at another time.</summary>
    private static bool IsInFunction(IOperation use, ISymbol list)
    {
        for (IOperation? outer = use.Parent; outer is not null; outer = outer.Parent)
        {
            IMethodSymbol? function = outer switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation local => local.Symbol,
                _ => null,
            };
            if (function is not null)
            {
                return !SymbolEqualityComparer.Default.Equals(function, list.ContainingSymbol);
            }
        }

        return false;
    }
}
