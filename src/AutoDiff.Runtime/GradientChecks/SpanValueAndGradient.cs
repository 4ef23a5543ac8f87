using System;

namespace AutoDiff;

/// <summary>Value and gradient of a scalar function of a vector.</summary>
/// <param name="x">The point, shape [n].</param>
/// <param name="gradient">Overwritten, shape [n].</param>
/// <typeparam name="T">Element type.</typeparam>
/// <returns>The value.</returns>
public delegate T SpanValueAndGradient<T>(ReadOnlySpan<T> x, Span<T> gradient);
