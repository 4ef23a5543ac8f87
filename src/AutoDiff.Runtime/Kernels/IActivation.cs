using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>An element-wise function whose derivative can be told from its value alone, so that it may run in place.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal interface IActivation<T>
    where T : unmanaged
{
    /// <summary>The function.</summary>
    static abstract Vector512<T> Value(Vector512<T> x);

    /// <summary>The cotangent of the argument, given the function's value and its cotangent.</summary>
    static abstract Vector512<T> Pullback(Vector512<T> result, Vector512<T> resultGradient);
}
