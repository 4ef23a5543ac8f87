using System;

namespace AutoDiff;

/// <summary>The members that <see cref="DifferentiableAttribute"/> asks for. Flags may be combined.</summary>
/// <remarks>
/// <see cref="Gradient"/>, <see cref="Vjp"/> and <see cref="Jvp"/> are generated at present; every other flag is refused by a build error that says so.
/// </remarks>
[Flags]
public enum Derivatives
{
    /// <summary>Nothing. As an argument of the attribute it is refused by a build error.</summary>
    None = 0,

    /// <summary><c>FGradient</c> and <c>FValueAndGradient</c> of a method with a scalar result. Destinations are overwritten.</summary>
    Gradient = 1,

    /// <summary>
    /// <c>FVjp</c>, the vector-Jacobian product (reverse mode), of a method with any result: cotangents of the result
    /// (<c>resultGradient</c>) and of <c>out</c> parameters come in; the shadow <c>xGradient</c> of an input is added to, that
    /// of a span, array or <c>ref</c> parameter, which goes in and comes out, is replaced. Returns the value.
    /// </summary>
    Vjp = 2,

    /// <summary>
    /// <c>FJvp</c>, the Jacobian-vector product (forward mode), of a method with any result: tangents <c>xTangent</c> of inputs
    /// come in; that of a span, array or <c>ref</c> parameter is replaced. Returns value and tangent.
    /// </summary>
    Jvp = 4,

    /// <summary><c>FJacobian</c>, all first derivatives, row-major [results, inputs].</summary>
    Jacobian = 8,

    /// <summary><c>FHvp</c>, the product of the Hessian with one direction per active parameter.</summary>
    Hvp = 16,

    /// <summary><c>FHessian</c>, all second derivatives, row-major [inputs, inputs].</summary>
    Hessian = 32,
}
