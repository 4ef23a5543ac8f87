using System;
using System.ComponentModel;

namespace AutoDiff.CompilerServices;

/// <summary>
/// Names a public type of the assembly that has rules for methods of others, such as <see cref="DerivativeOfAttribute"/>.
/// The generator writes it, so that the rules of a referenced assembly are found without looking at all of its types.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class DerivativeRulesAttribute : Attribute
{
    /// <summary>Names the type.</summary>
    /// <param name="type">A public type of the assembly.</param>
    public DerivativeRulesAttribute(Type type)
    {
        Type = type;
    }

    /// <summary>The type that has the rules.</summary>
    public Type Type { get; }
}
