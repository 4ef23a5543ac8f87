using System;
using System.ComponentModel;

namespace AutoDiff.CompilerServices;

/// <summary>
/// Names the method of the same type that is the Jacobian-vector product of the marked method.
/// The generator reads it from metadata, matches parameters by name, and calls it after the method itself.
/// </summary>
/// <remarks>
/// For <c>R F(p1, p2, ..)</c> the named method takes, in any order:
/// <list type="bullet">
/// <item>any subset of <c>F</c>'s parameters under the same name and type (inputs as before the call,
/// parameters that <c>F</c> writes as after it), and <c>result</c>, the scalar that <c>F</c> returned;</item>
/// <item>for each floating-point input <c>x</c>, its tangent <c>xTangent</c> (<c>ReadOnlySpan&lt;T&gt;</c>, or <c>T</c> for a
/// scalar); an empty span stands for zeros;</item>
/// <item>for each span parameter <c>s</c> that <c>F</c> writes, <c>sTangent</c>: a span that is written as <c>s</c> is, with
/// the tangents of the contents. Where <c>F</c> allows <c>s</c> to be one of its inputs, <c>sTangent</c> may be that input's tangent.</item>
/// </list>
/// If <c>F</c> returns a scalar, the named method returns its tangent. A method that returns a scalar and has only a
/// <see cref="VjpRuleAttribute"/> needs no rule: its tangent is its gradient times the tangents of its inputs.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public sealed class JvpRuleAttribute : Attribute
{
    /// <summary>Names the Jacobian-vector product.</summary>
    /// <param name="method">A method of the same type.</param>
    public JvpRuleAttribute(string method)
    {
        Method = method;
    }

    /// <summary>The name of the Jacobian-vector product, a method of the same type.</summary>
    public string Method { get; }
}
