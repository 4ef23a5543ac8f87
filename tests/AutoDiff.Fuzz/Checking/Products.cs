using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiff.Fuzz.Checking;

/// <summary>Checks <c>FVjp</c> and <c>FJvp</c> against dual numbers and against each other.</summary>
/// <param name="program">A program that has both.</param>
/// <param name="loose">By how much the tolerances grow.</param>
internal sealed class Products(Compiled program, double loose)
{
    private const double Cotangent = 0.75;

    /// <summary>The first failure on these inputs.</summary>
    public Failure? Compare(Expectation expected, Run primal, Inputs inputs)
    {
        Inputs direction = inputs with { Numbers = [.. inputs.Numbers.Select((number, i) => Math.Cos((3 * i) + number))] };
        Run reverse = Compiled.RunGradient((source, sink) => program.Vjp!(source, Cotangent, sink), inputs);
        Run forward = program.RunForward(inputs, direction);
        return CompareRuns(FailureKind.Reverse, primal, reverse, inputs)
            ?? CompareRuns(FailureKind.Forward, primal, forward, inputs)
            ?? CompareReverse(expected, reverse, inputs)
            ?? CompareForward(expected, reverse, forward.Gradient[0] ?? double.NaN, direction, inputs);
    }

    private static Failure? CompareRuns(FailureKind kind, Run primal, Run run, Inputs inputs) =>
        run.Thrown is not null ? new(kind, $"throws {Examination.Name(run.Thrown)}", inputs)
        : !Tolerance.IsSame(primal.Value, run.Value) ? new(kind, $"expected value {Examination.Text(primal.Value)}, actual {Examination.Text(run.Value)}", inputs)
        : !primal.Observed.Zip(run.Observed, Tolerance.IsSame).All(same => same) ? new(kind, "the buffers hold something else afterwards", inputs)
        : null;

    private Failure? CompareReverse(Expectation expected, Run reverse, Inputs inputs)
    {
        int at = Enumerable.Range(0, reverse.Gradient.Count).FirstOrDefault(
            i => reverse.Gradient[i] is { } actual
                && !Tolerance.IsClose(actual, Cotangent * expected.Derivatives[i].Derivative, expected.Derivatives[i].Scale, loose * Tolerance.Evaluation),
            -1);
        return at < 0 ? null : new(
            FailureKind.Reverse,
            $"expected {Examination.Text(Cotangent * expected.Derivatives[at].Derivative)} by number {at}, actual {Examination.Text(reverse.Gradient[at])}",
            inputs);
    }

    private Failure? CompareForward(Expectation expected, Run reverse, double tangent, Inputs direction, Inputs inputs)
    {
        IReadOnlyList<int> active = [.. Enumerable.Range(0, reverse.Gradient.Count).Where(i => reverse.Gradient[i] is not null)];
        double scale = active.Sum(i => expected.Derivatives[i].Scale * Math.Abs(direction.Numbers[i]));
        double wanted = active.Sum(i => expected.Derivatives[i].Derivative * direction.Numbers[i]);
        double back = active.Sum(i => reverse.Gradient[i]!.Value * direction.Numbers[i]);
        return !Tolerance.IsClose(tangent, wanted, scale, loose * Tolerance.Evaluation)
            ? new(FailureKind.Forward, $"expected tangent {Examination.Text(wanted)}, actual {Examination.Text(tangent)}, scale {Examination.Text(scale)}", inputs)
            : !Tolerance.IsClose(Cotangent * tangent, back, scale, loose * Tolerance.Duality)
            ? new(FailureKind.Duality, $"⟨w, Jv⟩ = {Examination.Text(Cotangent * tangent)}, ⟨Jᵀw, v⟩ = {Examination.Text(back)}, scale {Examination.Text(scale)}", inputs)
            : null;
    }
}
