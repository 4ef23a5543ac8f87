using System;

namespace AutoDiff;

/// <summary>The gradient of a scalar function of a vector.</summary>
/// <param name="x">The point, shape [n].</param>
/// <param name="gradient">Overwritten, shape [n].</param>
/// <typeparam name="T">Element type.</typeparam>
public delegate void SpanGradient<T>(ReadOnlySpan<T> x, Span<T> gradient);
