using System;

namespace AutoDiff;

/// <summary>Makes a static method the vector-Jacobian product of somebody else's method.</summary>
/// <remarks>
/// The signature is that of <see cref="CustomVjpAttribute"/>, and it selects the overload. Rules of a compilation are found wherever they
/// stand in it. Those of a referenced library are found if they are public and their type is named in a
/// <see cref="CompilerServices.DerivativeRulesAttribute"/> of the library, which the generator writes.
/// </remarks>
/// <example>
/// <code>
/// [VjpOf(typeof(Statistics), nameof(Statistics.Mean))]
/// static void MeanVjp(ReadOnlySpan&lt;double&gt; x, double cotangent, Span&lt;double&gt; xGradient)
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class VjpOfAttribute : Attribute
{
    /// <summary>Names the method that the rule is for.</summary>
    /// <param name="type">The type that declares it.</param>
    /// <param name="method">Its name.</param>
    public VjpOfAttribute(Type type, string method)
    {
        Type = type;
        Method = method;
    }

    /// <summary>The type that declares the method.</summary>
    public Type Type { get; }

    /// <summary>The method's name.</summary>
    public string Method { get; }

    /// <summary>
    /// A static method of the rule's type that is called instead of the method, and leaves residuals for the rule; see
    /// <see cref="CustomVjpAttribute(string, string)"/>.
    /// </summary>
    public string? Forward { get; set; }
}
