using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>What <see cref="Update"/> does to each element.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal interface IUpdate<T>
    where T : unmanaged
{
    /// <summary>The element after the update, from itself, its two companions and three constants.</summary>
    static abstract Vector512<T> Apply(
        Vector512<T> target, Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b, Vector512<T> c);
}
