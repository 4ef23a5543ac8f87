using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The term of a loss that is a sum over pairs of entries, and its two partial derivatives.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal interface IPairTerm<T>
    where T : unmanaged
{
    /// <summary>The term.</summary>
    static abstract Vector512<T> Value(Vector512<T> x, Vector512<T> y);

    /// <summary>Its derivative with respect to <paramref name="x"/>.</summary>
    static abstract Vector512<T> ByFirst(Vector512<T> x, Vector512<T> y);

    /// <summary>Its derivative with respect to <paramref name="y"/>.</summary>
    static abstract Vector512<T> BySecond(Vector512<T> x, Vector512<T> y);
}
