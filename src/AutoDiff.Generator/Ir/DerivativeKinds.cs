using System;

namespace AutoDiff.Generator.Ir;

/// <summary>A set of <see cref="DerivativeKind"/>s, each of which is the bit at its number.</summary>
[Flags]
internal enum DerivativeKinds
{
    /// <summary>The empty set.</summary>
    None = 0,

    /// <summary><see cref="DerivativeKind.Gradient"/>.</summary>
    Gradient = 1 << DerivativeKind.Gradient,

    /// <summary><see cref="DerivativeKind.Vjp"/>.</summary>
    Vjp = 1 << DerivativeKind.Vjp,

    /// <summary><see cref="DerivativeKind.Jvp"/>.</summary>
    Jvp = 1 << DerivativeKind.Jvp,
}
