using System;
using System.Numerics;

namespace AutoDiff.Runtime.Tests;

/// <summary>A primitive at one shape, beside a naive form of it that complex numbers can run through.</summary>
public sealed record PrimitiveCase<T>(
    string Name,
    double[][] Inputs,
    Func<Complex[][], Complex[]> Naive,
    Func<T[][], T[]> Forward,
    Action<T[][], T[], T[], T[][]> Vjp)
{
    /// <summary>Inputs, result, tangents of the inputs, tangent of the result; null where the gradient gives it.</summary>
    public Action<T[][], T[], T[][], T[]>? Jvp { get; init; }

    public override string ToString() => Name;
}
