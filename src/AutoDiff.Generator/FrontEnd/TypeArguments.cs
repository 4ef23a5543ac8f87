using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>What the type parameters of a generic method, and of the generic types around it, stand for in a call.</summary>
internal static class TypeArguments
{
    /// <summary>The arguments by the names of the parameters; empty if the method is not generic or is read as it is declared.</summary>
    public static IReadOnlyDictionary<string, IrType> Of(IMethodSymbol method)
    {
        Dictionary<string, IrType> arguments = [];
        foreach ((ITypeParameterSymbol parameter, ITypeSymbol argument) in All(method))
        {
            if (!SymbolEqualityComparer.Default.Equals(parameter, argument))
            {
                arguments[ConstantReader.Escaped(parameter.Name)] = TypeReader.Read(argument);
            }
        }

        return arguments;
    }

    /// <summary>Whether an integer, say, stands for a type parameter whose code is read as that of a floating-point type.</summary>
    public static bool MistakesNumber(IMethodSymbol method) =>
        All(method).Any(pair => !SymbolEqualityComparer.Default.Equals(pair.Parameter, pair.Argument) && TypeReader.AnyNumber(pair.Parameter) is not null && !TypeReader.Read(pair.Argument).IsFloatingPoint);

    /// <summary>The type parameters in scope.</summary>
    public static IEnumerable<ITypeParameterSymbol> ParametersOf(IMethodSymbol method) => All(method.OriginalDefinition).Select(pair => pair.Parameter);

    /// <summary>The same, symbol by symbol.</summary>
    public static Dictionary<ISymbol, ITypeSymbol> SymbolsOf(IMethodSymbol method)
    {
        Dictionary<ISymbol, ITypeSymbol> symbols = new(SymbolEqualityComparer.Default);
        foreach ((ITypeParameterSymbol parameter, ITypeSymbol argument) in All(method))
        {
            symbols[parameter] = argument;
        }

        return symbols;
    }

    /// <summary>A method that a generic body calls, for the arguments that the body is read for: <c>G&lt;T&gt;</c> => <c>G&lt;double&gt;</c></summary>
    public static IMethodSymbol Within(IMethodSymbol method, IReadOnlyDictionary<ISymbol, ITypeSymbol> outer, Compilation compilation)
    {
        if (outer.Count == 0 || method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction)
        {
            return method;
        }

        IMethodSymbol result = method;
        if (method.ContainingType is { TypeArguments.Length: > 0 } container)
        {
            result = Within(container, outer, compilation).GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, method.OriginalDefinition)) ?? method;
        }

        return method.Arity == 0 ? result : result.OriginalDefinition.Arity == 0 ? result : result.ConstructedFrom.Construct([.. method.TypeArguments.Select(argument => Within(argument, outer, compilation))]);
    }

    /// <summary>The same of a type that a generic body names: <c>Table&lt;T&gt;</c> => <c>Table&lt;double&gt;</c></summary>
    public static INamedTypeSymbol Within(INamedTypeSymbol type, IReadOnlyDictionary<ISymbol, ITypeSymbol> outer, Compilation compilation) => (INamedTypeSymbol)Within((ITypeSymbol)type, outer, compilation);

    private static ITypeSymbol Within(ITypeSymbol type, IReadOnlyDictionary<ISymbol, ITypeSymbol> outer, Compilation compilation) =>
        Replaced(type, parameter => outer.TryGetValue(parameter, out ITypeSymbol? argument) ? argument : parameter, compilation);

    /// <summary>A type with other types for its type parameters.</summary>
    public static ITypeSymbol Replaced(ITypeSymbol type, Func<ITypeParameterSymbol, ITypeSymbol> argumentOf, Compilation compilation)
    {
        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return argumentOf(parameter);
            case IArrayTypeSymbol array:
                ITypeSymbol element = Replaced(array.ElementType, argumentOf, compilation);
                return SymbolEqualityComparer.Default.Equals(element, array.ElementType) ? type : compilation.CreateArrayTypeSymbol(element, array.Rank);
            case INamedTypeSymbol { IsTupleType: true } tuple:
                ImmutableArray<ITypeSymbol> parts = [.. tuple.TupleElements.Select(part => Replaced(part.Type, argumentOf, compilation))];
                return parts.AsEnumerable().SequenceEqual(tuple.TupleElements.Select(part => part.Type), SymbolEqualityComparer.Default)
                    ? type
                    : compilation.CreateTupleTypeSymbol(parts, [.. tuple.TupleElements.Select(part => part.IsExplicitlyNamedTupleElement ? part.Name : null)]);
            case INamedTypeSymbol { IsUnboundGenericType: false, TypeArguments.Length: > 0 } named:
                ITypeSymbol[] arguments = [.. named.TypeArguments.Select(argument => Replaced(argument, argumentOf, compilation))];
                return arguments.SequenceEqual(named.TypeArguments, SymbolEqualityComparer.Default) ? type : named.ConstructedFrom.Construct(arguments);
            default:
                return type;
        }
    }

    private static IEnumerable<(ITypeParameterSymbol Parameter, ITypeSymbol Argument)> All(IMethodSymbol method)
    {
        foreach ((ITypeParameterSymbol parameter, ITypeSymbol argument) in method.OriginalDefinition.TypeParameters.Zip(method.TypeArguments, (parameter, argument) => (parameter, argument)))
        {
            yield return (parameter, argument);
        }

        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            foreach ((ITypeParameterSymbol parameter, ITypeSymbol argument) in type.OriginalDefinition.TypeParameters.Zip(type.TypeArguments, (parameter, argument) => (parameter, argument)))
            {
                yield return (parameter, argument);
            }
        }
    }
}
