using System;

namespace AutoDiff.Fuzz.Trees;

/// <summary>What a transformation has to know of a node.</summary>
[Flags]
internal enum Traits
{
    None = 0,

    /// <summary>Its children run once or not at all, or later: nothing may be moved out of it.</summary>
    Lazy = 1,

    /// <summary>It writes something, so that nothing may be moved across it.</summary>
    Effect = 2,

    /// <summary>A statement that evaluates its expressions once, first, and in the order in which they stand.</summary>
    Simple = 4,

    /// <summary>It rounds to <c>float</c>.</summary>
    Single = 8,

    /// <summary>Its evaluation over dual numbers gives the same value only up to rounding.</summary>
    Approximate = 16,
}
