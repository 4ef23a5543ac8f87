using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary><c>x · y</c>: the term of a dot product.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal readonly struct ProductTerm<T> : ITerm<T>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Value(Vector512<T> x, Vector512<T> y, Vector512<T> a, Vector512<T> b) => x * y;
}
