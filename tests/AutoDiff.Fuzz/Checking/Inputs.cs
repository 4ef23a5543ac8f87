using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using AutoDiff.Fuzz.Evaluation;
using Math = System.Math;

namespace AutoDiff.Fuzz.Checking;

/// <summary>The arguments of a run, before they are dealt out to the parameters.</summary>
internal sealed record Inputs(IReadOnlyList<double> Numbers, IReadOnlyList<int> Integers, IReadOnlyList<int> Lengths)
{
    /// <summary>Random ones.</summary>
    /// <param name="random">The source of chance.</param>
    /// <param name="shortest">Length of a buffer.</param>
    /// <param name="longest">Length of a buffer.</param>
    public static Inputs Next(Random random, int shortest, int longest) => new(
        [.. Enumerable.Range(0, 64).Select(_ => Math.Round((random.NextDouble() < 0.25 ? -1 : 1) * (0.3 + (1.5 * random.NextDouble())), 3))],
        [.. Enumerable.Range(0, 16).Select(_ => random.Next(6))],
        [.. Enumerable.Range(0, 4).Select(_ => random.Next(shortest, longest + 1))]);

    /// <summary>For the program under test.</summary>
    public Source<double> Source() => new(Numbers, Integers, Lengths);

    /// <summary>For its evaluator, with the derivative by one of the numbers.</summary>
    public Source<Dual> Source(int direction) => new([.. Numbers.Select((number, i) => new Dual(number, i == direction ? 1 : 0))], Integers, Lengths);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"numbers [{string.Join(", ", Numbers.Take(20))}] integers [{string.Join(", ", Integers.Take(8))}] lengths [{string.Join(", ", Lengths)}]");
}
