using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>
/// Arguments at random: scalars in [0.5, 2), buffers of six such values, <c>int</c> three, indices 0 to 5. All of them
/// are exact in <c>float</c>.
/// </summary>
internal static class Arguments
{
    private const int Length = 6;

    public static object[] For(IEnumerable<IParameterSymbol> parameters, int seed)
    {
        Random random = new(seed);
        return [.. parameters.Select(parameter => For(parameter.Type, random))];
    }

    /// <summary>The same numbers in <c>float</c>.</summary>
    public static object[] InSingle(object[] arguments) => [.. arguments.Select(argument => argument switch
    {
        double value => (float)value,
        double[] values => Array.ConvertAll(values, value => (float)value),
        double[,] grid => Single(grid),
        double[][] rows => Array.ConvertAll(rows, row => Array.ConvertAll(row, value => (float)value)),
        Array array => array.Clone(),
        _ => argument,
    })];

    private static object For(ITypeSymbol type, Random random) => type switch
    {
        { SpecialType: SpecialType.System_Double } => (double)Value(random),
        { SpecialType: SpecialType.System_Single } => Value(random),
        { SpecialType: SpecialType.System_Int32 } => 3,
        IArrayTypeSymbol { ElementType: IArrayTypeSymbol { ElementType: var element } } => Rows(element, random),
        IArrayTypeSymbol { Rank: 2, ElementType: var element } => Grid(element, random),
        IArrayTypeSymbol { ElementType: var element } => Buffer(element, random),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element] } => Buffer(element, random),
        _ => throw new NotSupportedException(type.ToDisplayString()),
    };

    /// <summary>Three rows of three.</summary>
    private static Array Grid(ITypeSymbol element, Random random)
    {
        double[,] grid = new double[3, 3];
        for (int i = 0; i < grid.Length; i++)
        {
            grid[i / 3, i % 3] = Value(random);
        }

        return element.SpecialType == SpecialType.System_Single ? Single(grid) : grid;
    }

    /// <summary>Rows of four, three and five.</summary>
    private static Array Rows(ITypeSymbol element, Random random)
    {
        double[][] rows = [.. new[] { 4, 3, 5 }.Select(length => Enumerable.Range(0, length).Select(_ => (double)Value(random)).ToArray())];
        return element.SpecialType == SpecialType.System_Single ? Array.ConvertAll(rows, row => Array.ConvertAll(row, value => (float)value)) : rows;
    }

    private static float[,] Single(double[,] grid)
    {
        float[,] single = new float[grid.GetLength(0), grid.GetLength(1)];
        for (int i = 0; i < grid.Length; i++)
        {
            single[i / grid.GetLength(1), i % grid.GetLength(1)] = (float)grid[i / grid.GetLength(1), i % grid.GetLength(1)];
        }

        return single;
    }

    private static Array Buffer(ITypeSymbol element, Random random) => element.SpecialType switch
    {
        SpecialType.System_Double => Enumerable.Range(0, Length).Select(_ => (double)Value(random)).ToArray(),
        SpecialType.System_Single => Enumerable.Range(0, Length).Select(_ => Value(random)).ToArray(),
        SpecialType.System_Int32 => Enumerable.Range(0, Length).Select(_ => random.Next(Length)).ToArray(),
        _ => throw new NotSupportedException(element.ToDisplayString()),
    };

    private static float Value(Random random) => 0.5f + (1.5f * random.NextSingle());
}
