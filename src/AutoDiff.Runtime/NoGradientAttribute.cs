using System;

namespace AutoDiff;

/// <summary>Marks what is constant to differentiation.</summary>
/// <remarks>
/// On a parameter of a differentiable method: its initial contents are constants, and it has no gradient and no destination.
/// On a method, a property or a field: what it returns is a constant, whatever it is computed from; see <see cref="Diff.StopGradient{T}(T)"/>.
/// On a parameter of a custom rule: there is no derivative by it, and a call that needs one is an error.
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field, Inherited = false)]
public sealed class NoGradientAttribute : Attribute;
