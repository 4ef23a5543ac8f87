using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace AutoDiff.Fuzz.Checking;

/// <summary>Runs a compiled program and its variants on a few inputs and compares what they compute.</summary>
/// <param name="program">As generated.</param>
/// <param name="variants">The same program, written differently.</param>
internal sealed class Examination(Compiled program, IReadOnlyList<(FailureKind Kind, Compiled Program)> variants)
{
    private const int Wanted = 3;
    private const int Attempts = 9;

    /// <summary>On how many inputs it was compared.</summary>
    public int Compared { get; private set; }

    /// <summary>The first failure.</summary>
    public Failure? Run(Random random)
    {
        if (program.Failure is not null)
        {
            return program.Failure;
        }

        // A variant that is refused or does not compile is a failure by itself.
        foreach ((FailureKind kind, Compiled variant) in variants)
        {
            if (variant.Failure is { } failure)
            {
                return failure with { Kind = failure.Kind == FailureKind.Fuzzer ? FailureKind.Fuzzer : kind };
            }

            // Names may collide with those of generated members, which is refused with that reason.
            if (program.Refusals.IsEmpty && variant.Refusals.Any(refusal => refusal.Id != "DIFF0009"))
            {
                return new(kind, "The variant is refused: " + string.Join("; ", variant.Refusals));
            }
        }

        for (int attempt = 0; attempt < Attempts && Compared < Wanted; attempt++)
        {
            bool isShort = attempt == 0;
            Inputs inputs = Inputs.Next(random, isShort ? 0 : 3, isShort ? 3 : 6);
            if (Compare(inputs, acceptTies: attempt > 5) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    /// <summary>Compares everything on one set of inputs.</summary>
    public Failure? Compare(Inputs inputs, bool acceptTies)
    {
        if (Expectation.Of(program, inputs, acceptTies) is not { } expected)
        {
            return null;
        }

        Run primal = program.RunPrimal(inputs);
        if (primal.Thrown?.GetType() != expected.Thrown?.GetType())
        {
            return new(FailureKind.Fuzzer, $"The program throws {Name(primal.Thrown)}, its evaluation {Name(expected.Thrown)}.", inputs);
        }

        if (CompareValues(expected, primal, inputs) is { } failure)
        {
            // Dual numbers do not round everything that a float rounds, and some programs amplify the difference.
            return program.Edition.Subject.IsSingle ? null : failure;
        }

        if (program.ValueAndGradient is null)
        {
            Compared += primal.Thrown is null ? 1 : 0;
            return null;
        }

        Run run = Compiled.RunGradient(program.ValueAndGradient, inputs);
        if (!Throws.IsSame(primal.Thrown, run.Thrown))
        {
            return new(FailureKind.Exception, $"The program throws {Name(primal.Thrown)}, its derivative {Name(run.Thrown)}.", inputs);
        }

        if (primal.Thrown is not null)
        {
            return null;
        }

        Compared++;
        return CompareValues(primal, run, inputs) ?? CompareGradients(expected, run, inputs) ?? CompareMembers(run, inputs)
            ?? (program.Jvp is null ? null : new Products(program, Loose(1)).Compare(expected, primal, inputs))
            ?? variants.Select(variant => CompareVariant(expected, run, inputs, variant.Kind, variant.Program)).FirstOrDefault(failure => failure is not null);
    }

    /// <summary>A tolerance for double, or what it is for a program that rounds to float.</summary>
    private double Loose(double tolerance) => program.Edition.Subject.IsSingle ? tolerance * Tolerance.Single : tolerance;

    /// <summary>The fuzzer against itself: the program and its evaluation over dual numbers.</summary>
    private Failure? CompareValues(Expectation expected, Run primal, Inputs inputs) =>
        Tolerance.IsClose(expected.Value, primal.Value, Math.Abs(primal.Value) + 1, Loose(1e-9))
            ? null
            : new(FailureKind.Fuzzer, $"The program gives {Text(primal.Value)}, its evaluation {Text(expected.Value)}.", inputs);

    private static Failure? CompareValues(Run primal, Run run, Inputs inputs)
    {
        if (!Tolerance.IsSame(primal.Value, run.Value))
        {
            return new(FailureKind.Value, $"expected value {Text(primal.Value)}, actual {Text(run.Value)}", inputs);
        }

        int at = Enumerable.Range(0, primal.Observed.Count).FirstOrDefault(i => !Tolerance.IsSame(primal.Observed[i], run.Observed[i]), -1);
        return at < 0 ? null : new(FailureKind.Effects, $"expected {Text(primal.Observed[at])} in a buffer at {at}, actual {Text(run.Observed[at])}", inputs);
    }

    private Failure? CompareGradients(Expectation expected, Run run, Inputs inputs)
    {
        if (run.Gradient.Count != expected.Derivatives.Count)
        {
            return new(FailureKind.Gradient, $"expected {expected.Derivatives.Count} derivatives, actual {run.Gradient.Count}", inputs);
        }

        int at = Enumerable.Range(0, run.Gradient.Count).FirstOrDefault(
            i => run.Gradient[i] is { } actual && !Tolerance.IsClose(actual, expected.Derivatives[i].Derivative, expected.Derivatives[i].Scale, Loose(Tolerance.Evaluation)), -1);
        return at < 0 ? null : new(
            FailureKind.Gradient,
            $"expected derivative {Text(expected.Derivatives[at].Derivative)} by number {at}, actual {Text(run.Gradient[at]!.Value)}, scale {Text(expected.Derivatives[at].Scale)}",
            inputs);
    }

    private Failure? CompareMembers(Run run, Inputs inputs)
    {
        Run other = Compiled.RunGradient(program.Gradient!, inputs);
        int at = Difference(run, other);
        return other.Thrown is not null ? new(FailureKind.Members, $"FGradient throws {Name(other.Thrown)}", inputs)
            : at < 0 ? null
            : new(FailureKind.Members, $"FGradient gives {Text(other.Gradient[at])} by number {at}, FValueAndGradient {Text(run.Gradient[at])}", inputs);
    }

    private Failure? CompareVariant(Expectation expected, Run run, Inputs inputs, FailureKind kind, Compiled variant)
    {
        if (variant.ValueAndGradient is null)
        {
            return null;
        }

        Run other = Compiled.RunGradient(variant.ValueAndGradient, inputs);
        if (other.Thrown is not null)
        {
            return new(kind, $"The variant throws {Name(other.Thrown)}.", inputs);
        }

        int at = kind == FailureKind.Splitting
            ? Enumerable.Range(0, run.Gradient.Count).FirstOrDefault(
                i => run.Gradient[i] is { } actual && !Tolerance.IsClose(other.Gradient[i] ?? double.NaN, actual, expected.Derivatives[i].Scale, Loose(Tolerance.Splitting)), -1)
            : Difference(run, other);
        return at < 0 ? null : new(kind, $"expected the same as {Text(run.Gradient[at])} by number {at}, actual {Text(other.Gradient[at])}", inputs);
    }

    /// <summary>Where two gradients differ in any bit, or -1.</summary>
    private static int Difference(Run left, Run right) =>
        Enumerable.Range(0, left.Gradient.Count).FirstOrDefault(i => right.Thrown is null && left.Gradient[i] is { } value && !Tolerance.IsSame(value, right.Gradient[i] ?? double.NaN), -1);

    public static string Name(Exception? exception) => exception is null ? "nothing" : $"{exception.GetType().Name} ({exception.Message})";

    public static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "nothing";
}
