using System;

namespace AutoDiff;

/// <summary>The members that <see cref="DifferentiableAttribute"/> asks for. Flags may be combined.</summary>
/// <remarks>
/// Only <see cref="Gradient"/> is generated at present; every other flag is refused by a build error that says so.
/// </remarks>
[Flags]
public enum Derivatives
{
    /// <summary>Nothing. As an argument of the attribute it is refused by a build error.</summary>
    None = 0,

    /// <summary><c>FGradient</c> and <c>FValueAndGradient</c> of a method with a scalar result. Destinations are overwritten.</summary>
    Gradient = 1,

    /// <summary><c>FVjp</c>, the vector-Jacobian product (reverse mode) for a cotangent of any result. Shadows are updated.</summary>
    Vjp = 2,

    /// <summary><c>FJvp</c>, the Jacobian-vector product (forward mode): value and tangent.</summary>
    Jvp = 4,

    /// <summary><c>FJacobian</c>, all first derivatives, row-major [results, inputs].</summary>
    Jacobian = 8,

    /// <summary><c>FHvp</c>, the product of the Hessian with one direction per active parameter.</summary>
    Hvp = 16,

    /// <summary><c>FHessian</c>, all second derivatives, row-major [inputs, inputs].</summary>
    Hessian = 32,
}
