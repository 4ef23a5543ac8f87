using System;

namespace AutoDiff;

/// <summary>Gives a scalar function a derivative of its own, which is used instead of the derivative of its body.</summary>
/// <remarks>
/// The rule is a static method of the same type. For <c>double F(double x)</c> it is <c>double D(double x)</c>, or
/// <c>double D(double x, double result)</c> if it uses the function's value. It must have no effects. Functions of several
/// numbers have one rule for each, told apart by <see cref="WithRespectTo"/>; a number without a rule is a constant argument or an error.
/// </remarks>
/// <example>
/// <code>
/// [CustomDerivative(nameof(LogisticDerivative))]
/// static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
/// static double LogisticDerivative(double x, double result) => result * (1 - result);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class CustomDerivativeAttribute : Attribute
{
    /// <summary>Names the rule.</summary>
    /// <param name="method">A static method of the same type.</param>
    public CustomDerivativeAttribute(string method)
    {
        Method = method;
    }

    /// <summary>The rule, a static method of the same type.</summary>
    public string Method { get; }

    /// <summary>The parameter that is differentiated by; <see langword="null"/> if there is only one.</summary>
    public string? WithRespectTo { get; set; }
}
