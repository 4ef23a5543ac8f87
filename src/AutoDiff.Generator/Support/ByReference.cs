using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace AutoDiff.Generator.Support;

/// <summary>Tells objects apart that are equal.</summary>
internal sealed class ByReference<T> : IEqualityComparer<T>
    where T : class
{
    public static readonly ByReference<T> Instance = new();

    public bool Equals(T? x, T? y) => ReferenceEquals(x, y);

    public int GetHashCode(T value) => RuntimeHelpers.GetHashCode(value);
}
