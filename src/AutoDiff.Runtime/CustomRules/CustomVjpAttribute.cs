using System;

namespace AutoDiff;

/// <summary>Gives a method a vector-Jacobian product of its own, which is used instead of the derivative of its body.</summary>
/// <remarks>
/// The rule is a static method of the same type, with the signature that a generated one would have. For
/// <c>double F(double a, ReadOnlySpan&lt;double&gt; b)</c>:
/// <code>
/// static void FVjp(double a, ReadOnlySpan&lt;double&gt; b, double cotangent, ref double aGradient, Span&lt;double&gt; bGradient)
/// </code>
/// <list type="bullet">
/// <item>First the method's own parameters. Arrays and spans come as <c>ReadOnlySpan&lt;T&gt;</c> if the method only reads
/// them. They come as <c>Span&lt;T&gt;</c> if it writes them: that is a copy of the contents before the call, for the rule to use as it likes.</item>
/// <item>Then, if the rule wants it, the method's value, in a parameter named <c>result</c>.</item>
/// <item>Then, if the method returns a number, its cotangent.</item>
/// <item>Then one shadow for each floating-point parameter that is not <see cref="NoGradientAttribute"/>: <c>ref T</c>, or
/// <c>Span&lt;T&gt;</c> for buffers. The rule <em>adds</em> to the shadow of what is only read. The shadow of a buffer that is
/// written is on entry the derivative by its contents after the call, and on exit by those before it.</item>
/// </list>
/// What the rule returns is ignored. Neither the method nor the rule may have effects beyond their arguments.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class CustomVjpAttribute : Attribute
{
    /// <summary>Names the rule.</summary>
    /// <param name="method">A static method of the same type.</param>
    public CustomVjpAttribute(string method)
    {
        Method = method;
    }

    /// <summary>Names a forward method, which is called instead of the marked one, and the reverse method that uses what it leaves.</summary>
    /// <param name="forward">
    /// Takes the method's parameters and returns <c>(T Value, TResiduals Residuals)</c>. The residuals are a number or a tuple of numbers.
    /// </param>
    /// <param name="reverse">Takes the residuals, the cotangent, and the shadows.</param>
    public CustomVjpAttribute(string forward, string reverse)
    {
        Forward = forward;
        Reverse = reverse;
    }

    /// <summary>The rule, a static method of the same type; <see langword="null"/> for a pair.</summary>
    public string? Method { get; }

    /// <summary>The forward method of a pair, a static method of the same type.</summary>
    public string? Forward { get; }

    /// <summary>The reverse method of a pair, a static method of the same type.</summary>
    public string? Reverse { get; }
}
