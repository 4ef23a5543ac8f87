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
        Array array => array.Clone(),
        _ => argument,
    })];

    private static object For(ITypeSymbol type, Random random) => type switch
    {
        { SpecialType: SpecialType.System_Double } => (double)Value(random),
        { SpecialType: SpecialType.System_Single } => Value(random),
        { SpecialType: SpecialType.System_Int32 } => 3,
        IArrayTypeSymbol { ElementType: var element } => Buffer(element, random),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element] } => Buffer(element, random),
        _ => throw new NotSupportedException(type.ToDisplayString()),
    };

    private static Array Buffer(ITypeSymbol element, Random random) => element.SpecialType switch
    {
        SpecialType.System_Double => Enumerable.Range(0, Length).Select(_ => (double)Value(random)).ToArray(),
        SpecialType.System_Single => Enumerable.Range(0, Length).Select(_ => Value(random)).ToArray(),
        SpecialType.System_Int32 => Enumerable.Range(0, Length).Select(_ => random.Next(Length)).ToArray(),
        _ => throw new NotSupportedException(element.ToDisplayString()),
    };

    private static float Value(Random random) => 0.5f + (1.5f * random.NextSingle());
}
