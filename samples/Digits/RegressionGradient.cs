using System;

namespace Digits;

/// <summary>What the generator writes for a loss of <see cref="RegressionLosses"/>: returns the value, overwrites the gradients.</summary>
internal delegate double RegressionGradient(
    ReadOnlySpan<double> weights,
    ReadOnlySpan<double> bias,
    ReadOnlySpan<double> images,
    ReadOnlySpan<int> labels,
    Span<double> weightsGradient,
    Span<double> biasGradient);
