using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Interpreter;
using AutoDiff.Generator.Tests.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Differentiation;

/// <summary>
/// Gradients of random programs, executed as IR, against dual numbers in the same interpreter: forward mode that shares
/// nothing with the generator. Rented memory holds NaN there.
/// </summary>
public class RandomProgramTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Gradient_AgreesWithDualNumbers(int part)
    {
        const int Size = 400;
        for (int seed = part * Size; seed < (part + 1) * Size; seed++)
        {
            Check(seed);
        }
    }

    private static void Check(int seed)
    {
        Function source = RandomProgram.Create(seed);
        if (source.ReturnType.Kind == TypeKind.Void)
        {
            return;
        }

        Request request = new("F", [source.Parameters[0].Variable, source.Parameters[1].Variable], Vectorize: true);
        source = Pipeline.Activate(source, request, DerivativeKind.Gradient);
        if (Legality.Check(source, request.Active.GroupBy(variable => variable), DerivativeKind.Gradient).Any(refusal => refusal.Id != RefusalIds.UnusedParameter))
        {
            return;
        }

        Function prepared = Pipeline.Prepare(source);
        if (prepared.Body.Statements is not [.., Return])
        {
            return;
        }

        Function gradient = WithoutChecks(Pipeline.Differentiate(prepared, request, DerivativeKind.Gradient).Function);
        foreach (int count in new[] { 0, 1, 3, 4 })
        {
            Compare(source, gradient, count, seed);
        }
    }

    private static void Compare(Function source, Function gradient, int count, int seed)
    {
        string place = $"seed {seed}, n = {count}";
        if (Forward(source, count) is not var (value, slopes))
        {
            Assert.ThrowsAny<Exception>(() => Reverse(gradient, count));
            return;
        }

        (double Value, double[] Slopes) reverse = Reverse(gradient, count);
        Assert.True(value.Equals(reverse.Value), $"{place}: the value is {value:R}, the gradient method gives {reverse.Value:R}.\n{Printer.Print(source)}\n{Printer.Print(gradient)}");
        double scale = slopes.Select(Math.Abs).Append(1).Max();
        if (!slopes.All(double.IsFinite) || scale > 1e6)
        {
            return;
        }

        for (int i = 0; i < slopes.Length; i++)
        {
            Assert.True(
                Math.Abs(slopes[i] - reverse.Slopes[i]) <= 1e-9 * scale,
                $"{place}: by number {i} dual numbers give {slopes[i]:R}, the gradient {reverse.Slopes[i]:R}.\n{Printer.Print(source)}\n{Printer.Print(gradient)}");
        }
    }

    private static double[] Buffer() => [1.5, -0.25, 3, 0.5];

    /// <summary>Null if the program throws.</summary>
    private static (double Value, double[] Slopes)? Forward(Function source, int count)
    {
        try
        {
            double value = 0;
            double[] slopes = new double[5];
            for (int i = 0; i < slopes.Length; i++)
            {
                double[] tangents = new double[4];
                if (i < tangents.Length)
                {
                    tangents[i] = 1;
                }

                Outcome outcome = Machine.RunWithTangents(source, [Buffer(), 0.75, count], [tangents, i == 4 ? 1.0 : 0.0, null]);
                value = (double)outcome.Value!;

                // What a finally does to x after the result is known may overflow, and 0 · ∞ is NaN: nothing to compare.
                slopes[i] = double.IsFinite(((Dual)outcome.Variables[source.Parameters[1].Variable]).Value) ? outcome.Tangent : double.NaN;
            }

            return (value, slopes);
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentException or ProgramException)
        {
            return null;
        }
    }

    private static (double Value, double[] Slopes) Reverse(Function gradient, int count)
    {
        double[] slopes = [double.NaN, double.NaN, double.NaN, double.NaN];
        Outcome outcome = Machine.Run(gradient, Buffer(), 0.75, count, slopes, double.NaN);
        return ((double)outcome.Value!, [.. slopes, ((Dual)outcome.Variables[gradient.Parameters[4].Variable]).Value]);
    }

    // The interpreter knows nothing of the runtime library.
    private static Function WithoutChecks(Function function) => function with
    {
        Body = function.Body.Expand(statement => statement is Evaluate { Value: Call { Method.Container.Name: "Destination" } } ? new List<Statement>() : [statement]),
    };
}
