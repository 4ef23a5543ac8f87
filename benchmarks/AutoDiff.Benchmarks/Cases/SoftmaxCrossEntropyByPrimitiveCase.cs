using System;

namespace AutoDiff.Benchmarks.Cases;

/// <summary>Written as a call of the runtime's primitive.</summary>
internal sealed partial class SoftmaxCrossEntropyByPrimitiveCase(int rows, int classes) : SoftmaxCrossEntropyCase("primitive", rows, classes)
{
    /// <inheritdoc/>
    public override double Primal() => Loss(Logits, Labels, Classes);

    /// <inheritdoc/>
    public override double Generated() => LossValueAndGradient(Logits, Labels, Classes, Gradient);

    [Differentiable]
    private static double Loss(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, int classes) =>
        Losses.SoftmaxCrossEntropy(logits, labels, classes);
}
