namespace AutoDiff.Generator.Ir;

/// <summary>What a <c>[Differentiable]</c> may ask for.</summary>
internal enum DerivativeKind
{
    /// <summary><c>FGradient</c> and <c>FValueAndGradient</c>: the gradient of a scalar result; destinations are overwritten.</summary>
    Gradient,

    /// <summary><c>FVjp</c>, reverse mode: the cotangents of what the method gives come in, shadows of what it takes are updated.</summary>
    Vjp,

    /// <summary><c>FJvp</c>, forward mode: the tangents of what the method takes come in, those of what it gives go out.</summary>
    Jvp,
}
