using System.Collections.Immutable;
using AutoDiff.Fuzz.Features;

namespace AutoDiff.Fuzz.Generation;

/// <summary>All rows. A construct is one row here and in one file of <c>Features</c>, or a few.</summary>
internal static class FeatureTable
{
    public static readonly ImmutableArray<Feature> Rows =
    [
        .. Atoms.Rows,
        .. Arithmetic.Rows,
        .. Functions.Rows,
        .. Comparisons.Rows,
        .. Integers.Rows,
        .. Assignments.Rows,
        .. Branches.Rows,
        .. Loops.Rows,
        .. Jumps.Rows,
        .. Exits.Rows,
        .. Buffers.Rows,
        .. Views.Rows,
        .. Copies.Rows,
        .. Primitives.Rows,
        .. Calls.Rows,
        .. Recursion.Rows,
        .. LocalFunctions.Rows,
        .. Generics.Rows,
        .. Structs.Rows,
        .. Objects.Rows,
        .. HeldBuffers.Rows,
        .. Tuples.Rows,
        .. Vectors.Rows,
        .. ComplexNumbers.Rows,
        .. Matrices.Rows,
        .. JaggedArrays.Rows,
        .. Switches.Rows,
        .. Patterns.Rows,
        .. References.Rows,
        .. ChosenBuffers.Rows,
        .. TimeStepping.Rows,
        .. Sorting.Rows,
        .. Cleanup.Rows,
        .. Collections.Rows,
        .. Linq.Rows,
        .. ParameterTypes.Rows,
    ];
}
