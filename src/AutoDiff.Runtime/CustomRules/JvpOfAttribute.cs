using System;

namespace AutoDiff;

/// <summary>Makes a static method the Jacobian-vector product of somebody else's method.</summary>
/// <remarks>
/// The signature is that of <see cref="CustomJvpAttribute"/>, and it selects the overload. Rules of a compilation are found wherever they
/// stand in it. Those of a referenced library are found if they are public and their type is named in a
/// <see cref="CompilerServices.DerivativeRulesAttribute"/> of the library, which the generator writes.
/// </remarks>
/// <example>
/// <code>
/// [JvpOf(typeof(SpecialFunctions), nameof(SpecialFunctions.Erf))]
/// static (double Value, double Tangent) ErfJvp(double x, double xTangent)
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class JvpOfAttribute : Attribute
{
    /// <summary>Names the method that the rule is for.</summary>
    /// <param name="type">The type that declares it.</param>
    /// <param name="method">Its name.</param>
    public JvpOfAttribute(Type type, string method)
    {
        Type = type;
        Method = method;
    }

    /// <summary>The type that declares the method.</summary>
    public Type Type { get; }

    /// <summary>The method's name.</summary>
    public string Method { get; }
}
