using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>
/// Everything that must hold for any pair of products: both run the method itself, bit for bit; the tangents agree with
/// differences along the direction; and <c>⟨w, J v⟩ = ⟨Jᵀ w, v⟩</c>, which reverse mode cannot meet by the same mistake.
/// Shadows of inputs start at random, so that what is not added shows.
/// </summary>
internal sealed class ProductTest(ProductWrapper wrapper, int seed)
{
    private readonly Random random = new(seed);

    private IMethodSymbol Primal => wrapper.Method.Primal;

    private IReadOnlyList<int> Carriers => wrapper.Method.Carriers;

    /// <summary>Checks at one point.</summary>
    /// <param name="arguments">One per parameter: scalars, and arrays for arrays and spans.</param>
    public void At(params object[] arguments)
    {
        bool isSingle = arguments.Any(FloatingPoint.IsSingle);
        object[] after = Copy(arguments);
        object? value = wrapper.Value(after);

        // Forward. What only comes out holds rubbish before.
        object[] direction = [.. Carriers.Select(i => IsOnlyOut(i) ? FloatingPoint.FilledWithNaN(arguments[i]) : Random(arguments[i]))];
        object[] tangents = Copy(direction);
        object[] forward = Copy(arguments);
        (object? forwardValue, object? tangent) = wrapper.Jvp(forward, tangents);
        RequireSame("Jvp", value, forwardValue, after, forward);

        // Back.
        object? cotangent = tangent is null ? null : Random(tangent);
        object[] incoming = [.. Carriers.Select(i => Random(arguments[i]))];
        object[] shadows = Copy(incoming);
        object[] reverse = Copy(arguments);
        RequireSame("Vjp", value, wrapper.Vjp(reverse, cotangent, shadows), after, reverse);

        List<double> left = tangent is null ? [] : [.. Numbers(cotangent!).Zip(Numbers(tangent), (weight, number) => weight * number)];
        List<double> right = [];
        for (int k = 0; k < Carriers.Count; k++)
        {
            bool comesOut = ComesOut(Carriers[k]);
            for (int i = 0; i < FloatingPoint.Count(incoming[k]); i++)
            {
                (double before, double shadow) = (FloatingPoint.Get(incoming[k], i), FloatingPoint.Get(shadows[k], i));
                if (comesOut)
                {
                    left.Add(before * FloatingPoint.Get(tangents[k], i));
                }

                if (!IsOnlyOut(Carriers[k]))
                {
                    right.Add((comesOut ? shadow : shadow - before) * FloatingPoint.Get(direction[k], i));
                }
            }
        }

        double terms = left.Concat(right).Sum(Math.Abs) + 1;
        if (!(Math.Abs(left.Sum() - right.Sum()) <= (isSingle ? 2e-4 : 1e-11) * terms))
        {
            throw new XunitException($"⟨w, Jv⟩ = {left.Sum():R} and ⟨Jᵀw, v⟩ = {right.Sum():R} with Σ|terms| = {terms:R}.");
        }

        if (!isSingle)
        {
            CheckDifferences(arguments, direction, [.. Outputs(tangents, tangent)]);
        }
    }

    private void CheckDifferences(object[] arguments, object[] direction, double[] tangents)
    {
        double scale = tangents.Select(Math.Abs).Append(1).Max();
        Difference[] differences = Difference.OfAll(at => Moved(arguments, direction, at), tangents.Length, [1e-2, 1e-3, 1e-4], enough: 1e-9 * scale);
        for (int output = 0; output < tangents.Length; output++)
        {
            Difference difference = differences[output];
            if (difference.Error <= 1e-5 * scale && !(Math.Abs(tangents[output] - difference.Derivative) <= (1e-7 * scale) + (2 * difference.Error)))
            {
                throw new XunitException($"Output {output}: the tangent is {tangents[output]:R}, differences say {difference.Derivative:R} ± {difference.Error:E1}.");
            }
        }
    }

    private double[] Moved(object[] arguments, object[] direction, double step)
    {
        object[] moved = Copy(arguments);
        for (int k = 0; k < Carriers.Count; k++)
        {
            if (!IsOnlyOut(Carriers[k]))
            {
                object argument = moved[Carriers[k]];
                for (int i = 0; i < FloatingPoint.Count(argument); i++)
                {
                    argument = FloatingPoint.With(argument, i, FloatingPoint.Get(argument, i) + (step * FloatingPoint.Get(direction[k], i)));
                }

                moved[Carriers[k]] = argument;
            }
        }

        object? value = wrapper.Value(moved);
        return [.. Outputs([.. Carriers.Select(i => moved[i])], HasTangent ? value : null)];
    }

    private bool HasTangent => AnnotatedMethod.CanBeActive(Primal.ReturnType);

    /// <summary>All numbers that come out: the result's first, then those of parameters.</summary>
    private IEnumerable<double> Outputs(object[] carriers, object? result)
    {
        if (result is not null)
        {
            foreach (double number in Numbers(result))
            {
                yield return number;
            }
        }

        for (int k = 0; k < Carriers.Count; k++)
        {
            if (ComesOut(Carriers[k]))
            {
                for (int i = 0; i < FloatingPoint.Count(carriers[k]); i++)
                {
                    yield return FloatingPoint.Get(carriers[k], i);
                }
            }
        }
    }

    private void RequireSame(string what, object? value, object? actual, object[] after, object[] actualAfter)
    {
        if (value is Array ? !FloatingPoint.AreSame(value, actual!) : !Equals(value, actual))
        {
            throw new XunitException($"{what} gives the value {actual}, the method itself {value}.");
        }

        for (int i = 0; i < after.Length; i++)
        {
            if (!FloatingPoint.AreSame(after[i], actualAfter[i]))
            {
                throw new XunitException($"{what} leaves something else in '{Primal.Parameters[i].Name}' than the method itself.");
            }
        }
    }

    private bool IsOnlyOut(int position) => Primal.Parameters[position].RefKind == RefKind.Out;

    private bool ComesOut(int position) => Primal.Parameters[position] switch
    {
        { RefKind: RefKind.Ref or RefKind.Out } => true,
        { Type: IArrayTypeSymbol or { Name: "Span" } } => true,
        _ => false,
    };

    private object Random(object like)
    {
        object filled = FloatingPoint.Copy(like);
        for (int i = 0; i < FloatingPoint.Count(filled); i++)
        {
            filled = FloatingPoint.With(filled, i, (2 * random.NextSingle()) - 1);
        }

        return filled;
    }

    private static object[] Copy(object[] arguments) => [.. arguments.Select(FloatingPoint.Copy)];

    private static IEnumerable<double> Numbers(object value) => Enumerable.Range(0, FloatingPoint.Count(value)).Select(i => FloatingPoint.Get(value, i));
}
