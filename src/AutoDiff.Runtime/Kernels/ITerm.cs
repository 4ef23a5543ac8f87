using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>What <see cref="LaneSum"/> sums.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal interface ITerm<T>
    where T : unmanaged
{
    /// <summary>The term of one pair of entries and two constants.</summary>
    static abstract Vector512<T> Value(Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b);
}
