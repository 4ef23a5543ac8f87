using System;
using AutoDiff.Fuzz.Checking;
using AutoDiff.Fuzz.Printing;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Variants;

/// <summary>A program written differently, of which the gradient must not depend.</summary>
internal static class Variant
{
    /// <summary>One of the ways, chosen by a seed.</summary>
    public static (FailureKind Kind, Edition Edition) Of(Subject subject, string label, int seed) => (seed % 3) switch
    {
        0 => Of(FailureKind.Renaming, subject, label, seed),
        1 => Of(FailureKind.DeadCode, subject, label, seed),
        _ => Of(FailureKind.Splitting, subject, label, seed),
    };

    public static (FailureKind Kind, Edition Edition) Of(FailureKind kind, Subject subject, string label, int seed) => kind switch
    {
        FailureKind.Renaming => (kind, Renaming.Of(subject, label, new Random(seed))),
        FailureKind.DeadCode => (kind, new(DeadCode.Add(subject, new Random(seed)), label)),
        FailureKind.Splitting => (kind, new(Splitting.Of(subject, new Random(seed)), label)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
