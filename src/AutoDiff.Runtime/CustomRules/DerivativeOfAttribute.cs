using System;

namespace AutoDiff;

/// <summary>Makes a static method the derivative of somebody else's method.</summary>
/// <remarks>
/// The signature is that of <see cref="CustomDerivativeAttribute"/>, and it selects the overload. Rules of a compilation are found wherever they
/// stand in it. Those of a referenced library are found if they are public and their type is named in a
/// <see cref="CompilerServices.DerivativeRulesAttribute"/> of the library, which the generator writes.
/// </remarks>
/// <example>
/// <code>
/// [DerivativeOf(typeof(SpecialFunctions), nameof(SpecialFunctions.Erf))]
/// static double ErfDerivative(double x) => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DerivativeOfAttribute : Attribute
{
    /// <summary>Names the method that the rule is for.</summary>
    /// <param name="type">The type that declares it.</param>
    /// <param name="method">Its name.</param>
    public DerivativeOfAttribute(Type type, string method)
    {
        Type = type;
        Method = method;
    }

    /// <summary>The type that declares the method.</summary>
    public Type Type { get; }

    /// <summary>The method's name.</summary>
    public string Method { get; }

    /// <summary>The parameter that is differentiated by; <see langword="null"/> if there is only one.</summary>
    public string? WithRespectTo { get; set; }
}
