using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>
/// Everything that must hold for any generated gradient: the value is the method's own bit for bit, the gradient
/// agrees with differences, destinations are overwritten, inputs are left alone, both members agree, and calling
/// again gives the same bits.
/// </summary>
internal sealed class GradientTest(GradientWrapper wrapper)
{
    /// <summary>Relative to the size of the gradient; differences in <c>double</c> are a little better than this, those in <c>float</c> not much.</summary>
    private readonly double tolerance = InSingle(wrapper) ? 2e-3 : 1e-7;

    /// <summary>The largest steps of the differences; the smaller ones are tried where a kink or a pole is near.</summary>
    private readonly double[] steps = InSingle(wrapper) ? [1e-1] : [1e-2, 1e-3, 1e-4];

    /// <summary>Generates, compiles and checks a method at a point.</summary>
    /// <param name="source">C# with one annotated method of that name.</param>
    /// <param name="typeName">Metadata name of the containing type.</param>
    /// <param name="methodName">The annotated method.</param>
    /// <param name="arguments">One per parameter: scalars, and arrays for arrays and spans.</param>
    public static void Check(string source, string typeName, string methodName, params object[] arguments) =>
        Check(GeneratorHarness.Run(source).Compilation, typeName, methodName, arguments);

    /// <summary>Checks a method of a compilation that includes the generated files.</summary>
    public static void Check(CSharpCompilation compilation, string typeName, string methodName, params object[] arguments)
    {
        new GradientTest(GradientWrapper.Create(compilation, typeName, methodName)).At(arguments);
    }

    /// <summary>Checks at one point.</summary>
    /// <param name="arguments">One per parameter: scalars, and arrays for arrays and spans.</param>
    public void At(params object[] arguments)
    {
        object[] gradients = Gradients(arguments);
        for (int i = 0; i < wrapper.Active.Count; i++)
        {
            CheckDifferences(arguments, wrapper.Active[i], gradients[i]);
        }
    }

    /// <summary>Checks everything but the agreement with differences.</summary>
    /// <param name="arguments">One per parameter.</param>
    /// <returns>The gradients.</returns>
    public object[] Gradients(params object[] arguments)
    {
        object[] forPrimal = Copy(arguments);
        object value = wrapper.Value(forPrimal);
        object[] gradients = CheckSweep("ValueAndGradient", arguments, forPrimal, value, wrapper.ValueAndGradient);
        object[] again = CheckSweep("The second ValueAndGradient", arguments, forPrimal, value, wrapper.ValueAndGradient);
        RequireSame("The second call", gradients, again);
        object[] alone = CheckSweep("Gradient", arguments, forPrimal, value, (all, destinations) =>
        {
            wrapper.Gradient(all, destinations);
            return value;
        });
        RequireSame("Gradient", gradients, alone);
        return gradients;
    }

    private object[] CheckSweep(string what, object[] arguments, object[] afterPrimal, object value, Func<object[], object[], object> sweep)
    {
        object[] inputs = Copy(arguments);
        object[] gradients = [.. wrapper.Active.Select(position => FloatingPoint.FilledWithNaN(arguments[position]))];
        object computed = sweep(inputs, gradients);
        if (!FloatingPoint.AreSame(value, computed))
        {
            throw new XunitException($"{what} gives the value {computed}, the method itself {value}.");
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] is Array && !FloatingPoint.AreSame(afterPrimal[i], inputs[i]))
            {
                throw new XunitException($"{what} leaves other contents in '{wrapper.Parameters[i].Name}' than the method itself.");
            }
        }

        return gradients;
    }

    private void RequireSame(string what, object[] expected, object[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (!FloatingPoint.AreSame(expected[i], actual[i]))
            {
                throw new XunitException($"{what} gives other bits for '{wrapper.Parameters[wrapper.Active[i]].Name}' than the first ValueAndGradient.");
            }
        }
    }

    private void CheckDifferences(object[] arguments, int position, object gradient)
    {
        int count = FloatingPoint.Count(gradient);
        double scale = Enumerable.Range(0, count).Select(i => Math.Abs(FloatingPoint.Get(gradient, i))).Append(1).Max();
        for (int i = 0; i < count; i++)
        {
            double x = FloatingPoint.Get(arguments[position], i);
            double exact = FloatingPoint.Get(gradient, i);
            Difference difference = Difference.Of(
                at => ValueWith(arguments, position, i, at),
                x,
                steps.Select(step => step * Math.Max(1, Math.Abs(x))),
                enough: tolerance * scale / 100);
            string place = count > 1 || arguments[position] is Array ? $"{wrapper.Parameters[position].Name}[{i}]" : wrapper.Parameters[position].Name;
            if (!(difference.Error <= 100 * tolerance * scale))
            {
                throw new XunitException(
                    $"Differences by {place} settle on {difference.Derivative:R} only within {difference.Error:R}; the gradient says {exact:R}. Kink or pole near {x:R}?");
            }

            if (!(Math.Abs(exact - difference.Derivative) <= (tolerance * scale) + (2 * difference.Error)))
            {
                throw new XunitException($"By {place}: the gradient says {exact:R}, differences say {difference.Derivative:R} ± {difference.Error:E1}.");
            }
        }
    }

    private double ValueWith(object[] arguments, int position, int index, double x)
    {
        object[] moved = Copy(arguments);
        moved[position] = FloatingPoint.With(moved[position], index, x);
        return FloatingPoint.Get(wrapper.Value(moved), 0);
    }

    private static bool InSingle(GradientWrapper wrapper) =>
        wrapper.Parameters.Any(parameter => ElementOf(parameter.Type).SpecialType == SpecialType.System_Single);

    private static ITypeSymbol ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => ElementOf(array.ElementType),
        INamedTypeSymbol { TypeArguments: [var element] } => element,
        _ => type,
    };

    private static object[] Copy(object[] arguments) =>
        [.. arguments.Select(FloatingPoint.Copy)];
}
