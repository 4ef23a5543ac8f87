using System;

namespace AutoDiff;

/// <summary>Asks the generator for derivatives of a method, as siblings in the same <c>partial</c> type.</summary>
/// <remarks>
/// May be repeated with another <see cref="Name"/>, for example to differentiate with respect to
/// different parameters. A method that cannot be differentiated is a build error.
/// </remarks>
/// <example>
/// <code>
/// [Differentiable]
/// public static double Square(double x) => x * x;      // generates SquareGradient and SquareValueAndGradient
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DifferentiableAttribute : Attribute
{
    /// <summary>Asks for the given derivatives.</summary>
    /// <param name="derivatives">The members to generate.</param>
    public DifferentiableAttribute(Derivatives derivatives = Derivatives.Gradient)
    {
        Derivatives = derivatives;
    }

    /// <summary>The members to generate.</summary>
    public Derivatives Derivatives { get; }

    /// <summary>
    /// Names of the parameters that have a gradient. <see langword="null"/>: every floating-point
    /// parameter that is not marked <see cref="NoGradientAttribute"/>.
    /// </summary>
#pragma warning disable CA1819 // An attribute's argument can only be an array.
    public string[]? WithRespectTo { get; set; }
#pragma warning restore CA1819

    /// <summary>
    /// <see langword="true"/>: the numbers in the fields and properties of <see langword="this"/> are inputs too, and the gradient
    /// by them is a value of the method's own type, or fills one that the caller makes where that holds arrays; what is marked
    /// <see cref="NoGradientAttribute"/> or holds no number is left at
    /// its default there. <see langword="false"/> (the default): what they hold is constant.
    /// </summary>
    public bool IncludeThis { get; set; }

    /// <summary>Replaces the method's name as the stem of the generated names. <see langword="null"/>: the method's own name.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// <see langword="true"/> (the default): loops may run in a fixed number of lanes, which sums in another order
    /// than the source. <see langword="false"/>: the source's exact order is kept.
    /// </summary>
    public bool Vectorize { get; set; } = true;
}
