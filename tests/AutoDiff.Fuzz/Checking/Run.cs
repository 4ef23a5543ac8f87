using System;
using System.Collections.Generic;

namespace AutoDiff.Fuzz.Checking;

/// <summary>What one call gave.</summary>
/// <param name="Value">Of the program.</param>
/// <param name="Gradient">By each number, where it has one.</param>
/// <param name="Observed">Contents of the buffers afterwards.</param>
/// <param name="Thrown">Instead of all that.</param>
internal sealed record Run(double Value, IReadOnlyList<double?> Gradient, IReadOnlyList<double> Observed, Exception? Thrown);
