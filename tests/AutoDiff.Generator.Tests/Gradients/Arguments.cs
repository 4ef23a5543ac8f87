using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>
/// Arguments at random: scalars in [0.5, 2), buffers of six such values, structs of them, <c>int</c> three, indices 0 to 5.
/// All of them are exact in <c>float</c>.
/// </summary>
internal static class Arguments
{
    private const int Length = 6;

    /// <summary>The same numbers in <c>float</c> and in <c>double</c>, as the types ask.</summary>
    public static object[] For(IEnumerable<Type> types, int seed)
    {
        Random random = new(seed);
        return [.. types.Select(type => For(type, random))];
    }

    /// <summary>For parameters of numbers and buffers of numbers, which need no compiled type.</summary>
    public static object[] For(IEnumerable<IParameterSymbol> parameters, int seed) => For(parameters.Select(parameter => TypeOf(parameter.Type)), seed);

    /// <summary>The same numbers in <c>float</c>.</summary>
    public static object[] InSingle(object[] arguments) => [.. arguments.Select(argument => argument switch
    {
        double value => (float)value,
        double[] values => Array.ConvertAll(values, value => (float)value),
        Array array => array.Clone(),
        _ => argument,
    })];

    private static object For(Type type, Random random)
    {
        if (type == typeof(double) || type == typeof(float))
        {
            float value = 0.5f + (1.5f * random.NextSingle());
            return type == typeof(float) ? value : (object)(double)value;
        }

        return type switch
        {
            _ when type == typeof(int) => 3,
            _ when type == typeof(bool) => true,
            { IsArray: true } when type.GetElementType() is { IsArray: true } row => Rows(row, random),
            { IsArray: true } when type.GetArrayRank() == 2 => Grid(type.GetElementType()!, random),
            { IsArray: true } => Buffer(type.GetElementType()!, Length, random),
            _ when FloatingPoint.IsAggregate(type) => Aggregate(type, random),
            { IsClass: true } => Activator.CreateInstance(type)!,
            _ => throw new NotSupportedException(type.FullName),
        };
    }

    /// <summary>Three rows of three.</summary>
    private static Array Grid(Type element, Random random)
    {
        Array grid = Array.CreateInstance(element, 3, 3);
        for (int i = 0; i < grid.Length; i++)
        {
            grid.SetValue(For(element, random), i / 3, i % 3);
        }

        return grid;
    }

    /// <summary>Rows of four, three and five.</summary>
    private static Array Rows(Type row, Random random)
    {
        Array rows = Array.CreateInstance(row, 3);
        int[] lengths = [4, 3, 5];
        for (int i = 0; i < rows.Length; i++)
        {
            rows.SetValue(Buffer(row.GetElementType()!, lengths[i], random), i);
        }

        return rows;
    }

    private static Array Buffer(Type element, int length, Random random)
    {
        Array buffer = Array.CreateInstance(element, length);
        for (int i = 0; i < length; i++)
        {
            buffer.SetValue(element == typeof(int) ? random.Next(length) : For(element, random), i);
        }

        return buffer;
    }

    private static object Aggregate(Type type, Random random)
    {
        object aggregate = RuntimeHelpers.GetUninitializedObject(type);
        foreach (FieldInfo field in FloatingPoint.Fields(type))
        {
            field.SetValue(aggregate, For(field.FieldType, random));
        }

        return aggregate;
    }

    private static Type TypeOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Double } => typeof(double),
        { SpecialType: SpecialType.System_Single } => typeof(float),
        { SpecialType: SpecialType.System_Int32 } => typeof(int),
        { SpecialType: SpecialType.System_Boolean } => typeof(bool),
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => TypeOf(element).MakeArrayType(),
        IArrayTypeSymbol { Rank: var rank, ElementType: var element } => TypeOf(element).MakeArrayType(rank),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element] } => TypeOf(element).MakeArrayType(),
        _ => throw new NotSupportedException(type.ToDisplayString()),
    };
}
