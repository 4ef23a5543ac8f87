using System;

namespace AutoDiff;

/// <summary>A scalar function of a vector.</summary>
/// <param name="x">The point, shape [n].</param>
/// <typeparam name="T">Element type.</typeparam>
/// <returns>The value.</returns>
public delegate T SpanFunction<T>(ReadOnlySpan<T> x);
