using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using AutoDiff.Fuzz.Evaluation;
using AutoDiff.Fuzz.Printing;

namespace AutoDiff.Fuzz.Checking;

/// <summary>An edition after the compiler: delegates to its adapters, or why there are none.</summary>
/// <param name="Edition">The program.</param>
internal sealed record Compiled(Edition Edition)
{
    /// <summary>Ids and messages of the located refusals.</summary>
    public ImmutableArray<Refusal> Refusals { get; init; } = [];

    /// <summary>Where something is wrong before anything runs.</summary>
    public Failure? Failure { get; init; }

    public Func<Source<double>, double>? Primal { get; init; }

    public Func<Source<double>, Sink, double>? ValueAndGradient { get; init; }

    public Func<Source<double>, Sink, double>? Gradient { get; init; }

    public Func<Source<double>, double, Sink, double>? Vjp { get; init; }

    public Func<Source<double>, Source<double>, (double Value, double Tangent)>? Jvp { get; init; }

    public Func<Source<Dual>, Dual>? Dual { get; init; }

    /// <summary>Runs the program.</summary>
    public Run RunPrimal(Inputs inputs)
    {
        Source<double> source = inputs.Source();
        return Guard(source, new(), _ => Primal!(source));
    }

    /// <summary>Runs a member that writes a gradient.</summary>
    public static Run RunGradient(Func<Source<double>, Sink, double> member, Inputs inputs)
    {
        Source<double> source = inputs.Source();
        return Guard(source, new(), sink => member(source, sink));
    }

    /// <summary>Runs forward mode; the tangent is the only element of the gradient.</summary>
    public Run RunForward(Inputs inputs, Inputs direction)
    {
        Source<double> source = inputs.Source();
        return Guard(source, new(), sink =>
        {
            (double value, double tangent) = Jvp!(source, direction.Source());
            sink.Put(tangent);
            return value;
        });
    }

    private static Run Guard(Source<double> source, Sink sink, Func<Sink, double> call)
    {
        try
        {
            double value = call(sink);
            return new(value, sink.Gradient, (IReadOnlyList<double>)source.Observed, null);
        }
#pragma warning disable CA1031 // Whatever a program throws is compared.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new(double.NaN, [], [], exception);
        }
    }
}
