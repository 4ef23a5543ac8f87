namespace System;

/// <summary>Lets list patterns compile for netstandard2.0.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    /// <summary>The offset from the start of a list of <paramref name="length"/> elements.</summary>
    public int GetOffset(int length) => fromEnd ? length - value : value;
}
