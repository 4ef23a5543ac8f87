using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Fuzz.Evaluation;

namespace AutoDiff.Fuzz.Checking;

/// <summary>What a program computes for some inputs, by dual numbers.</summary>
/// <param name="Value">Of the program.</param>
/// <param name="Derivatives">By each number that is read.</param>
/// <param name="Thrown">Instead.</param>
internal sealed record Expectation(double Value, IReadOnlyList<Dual> Derivatives, Exception? Thrown)
{
    private const int MostBlocks = 20_000;
    private const double Largest = 1e60;

    /// <summary>Evaluates, or says nothing where the inputs are of no use: the run is too long, overflows, or comes too near to a tie.</summary>
    public static Expectation? Of(Compiled program, Inputs inputs, bool acceptTies)
    {
        try
        {
            Trace.Reset();
            Source<Dual> source = inputs.Source(-1);
            double value = Call(program, source).Value;
            if (Trace.IsOutOfRange || (Trace.Nearest < (program.Edition.Subject.IsSingle ? Tolerance.SingleTie : Tolerance.Tie) && !acceptTies))
            {
                return null;
            }

            Dual[] derivatives = [.. Enumerable.Range(0, source.Count).Select(direction => Call(program, inputs.Source(direction)))];

            // log(sum(exp(log(softmax(x))))) is nothing but rounding, which the kernels of the runtime do in another way.
            double least = program.Edition.Subject.IsApproximate ? 1 : program.Edition.Subject.IsSingle ? Tolerance.SingleUnderflow : 0;
            derivatives = [.. derivatives.Select(derivative => new Dual(derivative.Value, derivative.Derivative, derivative.Scale + least))];

            return derivatives.All(derivative => derivative.Scale < Largest) ? new(value, derivatives, null) : null;
        }
        catch (FuelException)
        {
            return null;
        }
#pragma warning disable CA1031 // Whatever a program throws, its derivative has to throw too.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new(double.NaN, [], exception);
        }
    }

    private static Dual Call(Compiled program, Source<Dual> source)
    {
        Fuel.Fill(MostBlocks);
        return program.Dual!(source);
    }
}
