using System;
using System.ComponentModel;

namespace AutoDiff.CompilerServices;

/// <summary>
/// Names the method of the same type that is the vector-Jacobian product of the marked method.
/// The generator reads it from metadata and matches parameters by name.
/// </summary>
/// <remarks>
/// For <c>R F(p1, p2, ..)</c> the named method takes, in any order:
/// <list type="bullet">
/// <item>any subset of <c>F</c>'s parameters under the same name and type (inputs as before the call,
/// parameters that <c>F</c> writes as after it);</item>
/// <item>if <c>F</c> returns a scalar, its cotangent <c>resultGradient</c> and, optionally, the returned value <c>result</c>;</item>
/// <item>for each span parameter <c>s</c> that <c>F</c> writes, <c>sGradient</c>: a read-only span with the cotangent of the
/// contents after the call;</item>
/// <item>for each floating-point input <c>x</c>, a shadow <c>xGradient</c> (<c>Span&lt;T&gt;</c>, or <c>ref T</c> for a
/// scalar) that the method <em>adds</em> to. Where there are two shadows, an empty span means "not wanted".</item>
/// </list>
/// May be repeated: each method named serves other inputs.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class VjpRuleAttribute : Attribute
{
    /// <summary>Names the vector-Jacobian product.</summary>
    /// <param name="method">A method of the same type.</param>
    public VjpRuleAttribute(string method)
    {
        Method = method;
    }

    /// <summary>The name of the vector-Jacobian product, a method of the same type.</summary>
    public string Method { get; }
}
