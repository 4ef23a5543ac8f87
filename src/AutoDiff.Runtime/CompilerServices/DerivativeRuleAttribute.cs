using System;
using System.ComponentModel;

namespace AutoDiff.CompilerServices;

/// <summary>
/// Names the method of the same type that computes the derivative of the marked scalar function.
/// Its parameters are, by name, any subset of the function's own and <c>result</c>, the function's value.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DerivativeRuleAttribute : Attribute
{
    /// <summary>Names the derivative of a function of one floating-point argument.</summary>
    /// <param name="method">A method of the same type.</param>
    public DerivativeRuleAttribute(string method)
    {
        Method = method;
    }

    /// <summary>Names the partial derivative of a function of several arguments.</summary>
    /// <param name="method">A method of the same type.</param>
    /// <param name="parameter">The argument that is differentiated by.</param>
    public DerivativeRuleAttribute(string method, string parameter)
    {
        Method = method;
        Parameter = parameter;
    }

    /// <summary>The name of the derivative, a method of the same type.</summary>
    public string Method { get; }

    /// <summary>The argument that is differentiated by; <see langword="null"/> if there is only one.</summary>
    public string? Parameter { get; }
}
