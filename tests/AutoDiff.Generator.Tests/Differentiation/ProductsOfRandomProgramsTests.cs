using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Interpreter;
using AutoDiff.Generator.Tests.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Differentiation;

/// <summary>
/// Both products of random programs, and forward mode over reverse mode, executed as IR, against dual numbers in the same
/// interpreter. The programs write their buffer in place, and some return nothing.
/// </summary>
public class ProductsOfRandomProgramsTests
{
    private const int Size = 200;

    private static readonly int[] Counts = [0, 1, 3, 4];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Products_AgreeWithDualNumbers(int part)
    {
        int compared = 0;
        for (int seed = part * Size; seed < (part + 1) * Size; seed++)
        {
            if (Prepared(seed, DerivativeKind.Jvp) is { } forward && Prepared(seed, DerivativeKind.Vjp) is { } reverse)
            {
                compared += Counts.Count(count => Compare(seed, count, forward, reverse));
            }
        }

        Assert.True(compared > Size, $"Only {compared} runs could be compared.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void ForwardOverReverse_AgreesWithDualNumbersThroughTheGradient(int part)
    {
        int compared = 0;
        for (int seed = part * Size; seed < (part + 1) * Size; seed++)
        {
            if (Prepared(seed, DerivativeKind.Gradient) is { } found)
            {
                compared += Counts.Count(count => CompareSecond(seed, count, found));
            }
        }

        Assert.True(compared > Size / 2, $"Only {compared} runs could be compared.");
    }

    private static (Function Source, Function Prepared, Request Request)? Prepared(int seed, DerivativeKind kind)
    {
        Function source = RandomProgram.Create(seed);
        if (kind == DerivativeKind.Gradient && source.ReturnType == IrType.Void)
        {
            return null;
        }

        Request request = new("F", [source.Parameters[0].Variable, source.Parameters[1].Variable], Vectorize: true);
        source = Pipeline.Activate(source, request, kind);
        if (Legality.Check(source, request.Active.GroupBy(variable => variable), kind).Any(refusal => refusal.Id != RefusalIds.UnusedParameter))
        {
            return null;
        }

        Function prepared = Pipeline.Prepare(source);
        return prepared.ReturnType != IrType.Void && prepared.Body.Statements is not [.., Return] ? null : (source, prepared, request);
    }

    private static bool Compare(int seed, int count, (Function Source, Function Prepared, Request Request) forward, (Function Source, Function Prepared, Request Request) reverse)
    {
        Function jvp = WithoutChecks(Pipeline.Differentiate(forward.Prepared, forward.Request, DerivativeKind.Jvp).Function);
        Function vjp = WithoutChecks(Pipeline.Differentiate(reverse.Prepared, reverse.Request, DerivativeKind.Vjp).Function);
        bool hasResult = forward.Source.ReturnType != IrType.Void;
        string place = $"seed {seed}, n = {count}\n{Printer.Print(forward.Source)}\n";
        double[] direction = [0.5, -1.25, 0.75, 1, -0.5];
        double[] cotangents = [-0.75, 0.25, 1.5, 1, 0.5];

        // Dual numbers.
        double[] primal = Buffer();
        double[] expected = [.. direction.Take(4)];
        Outcome outcome;
        try
        {
            outcome = Machine.RunWithTangents(forward.Source, [primal, 0.75, count], [expected, direction[4], null]);
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentException or OverflowException or ProgramException)
        {
            Assert.ThrowsAny<Exception>(() => Machine.Run(jvp, Buffer(), 0.75, count, new double[4], 0.0));
            Assert.ThrowsAny<Exception>(() => Machine.Run(vjp, [Buffer(), 0.75, count, .. hasResult ? new object[] { 1.0 } : [], new double[4], 0.0]));
            return false;
        }

        // Forward mode.
        double[] contents = Buffer();
        double[] tangents = [.. direction.Take(4)];
        object? result = Machine.Run(jvp, contents, 0.75, count, tangents, direction[4]).Value;
        Assert.Equal(primal, contents);
        double resultTangent = hasResult ? (double)((object[])result!)[1] : 0;
        double[] all = [.. expected, hasResult ? outcome.Tangent : 0, 1];
        double scale = all.Max(Math.Abs);
        if (!all.All(double.IsFinite) || scale > 1e6)
        {
            return false;
        }

        for (int i = 0; i < 4; i++)
        {
            Assert.True(Math.Abs(expected[i] - tangents[i]) <= 1e-9 * scale, $"{place}dual numbers give the tangent {expected[i]:R} of p[{i}], forward mode {tangents[i]:R}.\n{Printer.Print(jvp)}");
        }

        if (hasResult)
        {
            Assert.Equal(outcome.Value, ((object[])result!)[0]);
            Assert.True(Math.Abs(outcome.Tangent - resultTangent) <= 1e-9 * scale, $"{place}dual numbers give the tangent {outcome.Tangent:R}, forward mode {resultTangent:R}.\n{Printer.Print(jvp)}");
        }

        // Reverse mode, by the adjoint identity. What an input's shadow held is not lost.
        double[] inPlace = Buffer();
        double[] shadow = [.. cotangents.Take(4)];
        object[] arguments = [inPlace, 0.75, count, .. hasResult ? new object[] { cotangents[4] } : [], shadow, 10.0];
        Outcome back = Machine.Run(vjp, arguments);
        Assert.Equal(primal, inPlace);
        Assert.Equal(outcome.Value, back.Value);
        double byX = ((Dual)back.Variables[vjp.Parameters[^1].Variable]).Value - 10;
        double[] left = [.. tangents.Zip(cotangents, (t, w) => t * w), hasResult ? resultTangent * cotangents[4] : 0];
        double[] right = [.. shadow.Zip(direction, (g, v) => g * v), byX * direction[4]];
        double terms = left.Concat(right).Sum(Math.Abs) + 10;
        if (!double.IsFinite(terms))
        {
            // A number that overflowed on the way has infinite derivatives, which meet zeros on the way back.
            return false;
        }

        Assert.True(Math.Abs(left.Sum() - right.Sum()) <= 1e-11 * terms, $"{place}<w, Jv> = {left.Sum():R}, <J'w, v> = {right.Sum():R}.\n{Printer.Print(jvp)}\n{Printer.Print(vjp)}");
        return true;
    }

    private static bool CompareSecond(int seed, int count, (Function Source, Function Prepared, Request Request) found)
    {
        Function gradient = WithoutChecks(Pipeline.Differentiate(found.Prepared, found.Request, DerivativeKind.Gradient).Function);
        Variable[] destinations = [gradient.Parameters[3].Variable, gradient.Parameters[4].Variable];
        Request second = found.Request with { Outputs = [.. destinations] };
        Function product = Pipeline.Differentiate(Pipeline.Activate(gradient, second, DerivativeKind.Jvp), second, DerivativeKind.Jvp).Function;
        Verifier.Verify(product, IrStage.Lowered);
        double[] direction = [0.5, -1.25, 0.75, 1, -0.5];
        double[] expected = [0, 0, 0, 0];
        Outcome outcome;
        try
        {
            outcome = Machine.RunWithTangents(gradient, [Buffer(), 0.75, count, Rubbish(), double.NaN], [direction.Take(4).ToArray(), direction[4], null, expected, null]);
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentException or OverflowException or ProgramException)
        {
            return false;
        }

        double[] tangents = Rubbish();
        Function run = WithoutChecks(product);
        Outcome actual = Machine.Run(run, Buffer(), 0.75, count, Rubbish(), double.NaN, direction.Take(4).ToArray(), direction[4], tangents, double.NaN);
        double byX = ((Dual)outcome.Variables[destinations[1]]).Tangent;
        double actualByX = ((Dual)actual.Variables[run.Parameters[^1].Variable]).Value;
        double[] all = [.. expected, byX, 1];
        double scale = all.Max(Math.Abs);
        if (!all.All(double.IsFinite) || scale > 1e6)
        {
            return false;
        }

        string place = $"seed {seed}, n = {count}\n{Printer.Print(found.Source)}\n{Printer.Print(gradient)}\n{Printer.Print(product)}\n";
        for (int i = 0; i < 4; i++)
        {
            Assert.True(Math.Abs(expected[i] - tangents[i]) <= 1e-9 * scale, $"{place}H v at p[{i}]: dual numbers {expected[i]:R}, forward over reverse {tangents[i]:R}.");
        }

        Assert.True(Math.Abs(byX - actualByX) <= 1e-9 * scale, $"{place}H v at x: dual numbers {byX:R}, forward over reverse {actualByX:R}.");
        return true;
    }

    private static double[] Buffer() => [1.5, -0.25, 3, 0.5];

    private static double[] Rubbish() => [double.NaN, double.NaN, double.NaN, double.NaN];

    // The interpreter knows nothing of the runtime library.
    private static Function WithoutChecks(Function function) => function with
    {
        Body = function.Body.Expand(statement => statement is Evaluate { Value: Call { Method.Container.Name: "Destination" } } ? new List<Statement>() : [statement]),
    };
}
