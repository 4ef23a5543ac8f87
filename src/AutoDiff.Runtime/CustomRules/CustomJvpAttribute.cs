using System;

namespace AutoDiff;

/// <summary>Gives a method a Jacobian-vector product of its own, which is used instead of the derivative of its body.</summary>
/// <remarks>
/// The rule is a static method of the same type, with the signature that a generated one would have. For
/// <c>double F(double a, ReadOnlySpan&lt;double&gt; b)</c>:
/// <code>
/// static (double Value, double Tangent) FJvp(double a, ReadOnlySpan&lt;double&gt; b, double aTangent, ReadOnlySpan&lt;double&gt; bTangent)
/// </code>
/// First the method's own parameters, then one tangent for each floating-point parameter that is not <see cref="NoGradientAttribute"/>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CustomJvpAttribute : Attribute
{
    /// <summary>Names the rule.</summary>
    /// <param name="method">A static method of the same type.</param>
    public CustomJvpAttribute(string method)
    {
        Method = method;
    }

    /// <summary>The rule, a static method of the same type.</summary>
    public string Method { get; }
}
