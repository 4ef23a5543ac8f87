using System;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Generation;

/// <summary>One way to write a piece of a program. A construct of the language has one row or a few of the same name.</summary>
/// <param name="Name">Of the construct, as options and reports name it.</param>
/// <param name="Sort">What it makes.</param>
/// <param name="Weight">How often, beside the other rows of its sort.</param>
/// <param name="Grow">Makes it, or nothing where it does not fit.</param>
internal sealed record Feature(string Name, Sort Sort, int Weight, Func<Site, Node?> Grow)
{
    /// <summary>Whether the generator is expected to differentiate it.</summary>
    public bool IsExpected { get; init; } = true;

    /// <summary>Whether it has no operands, so that it may end an expression.</summary>
    public bool IsLeaf { get; init; }

    /// <summary>Whether every program may use it, whatever is chosen.</summary>
    public bool IsCore { get; init; }

    public static Feature Number(string name, int weight, Func<Site, Node?> grow) => new(name, Sort.Number, weight, grow);

    public static Feature Integer(string name, int weight, Func<Site, Node?> grow) => new(name, Sort.Integer, weight, grow);

    public static Feature Boolean(string name, int weight, Func<Site, Node?> grow) => new(name, Sort.Boolean, weight, grow);

    public static Feature Statement(string name, int weight, Func<Site, Node?> grow) => new(name, Sort.Statement, weight, grow);
}
