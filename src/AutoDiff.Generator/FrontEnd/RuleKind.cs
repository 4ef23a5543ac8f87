namespace AutoDiff.Generator.FrontEnd;

/// <summary>What a custom rule computes.</summary>
internal enum RuleKind
{
    /// <summary>The derivative by one number.</summary>
    Derivative,

    /// <summary>A vector-Jacobian product.</summary>
    Vjp,

    /// <summary>The value and residuals for <see cref="Reverse"/>.</summary>
    Forward,

    /// <summary>A vector-Jacobian product from residuals.</summary>
    Reverse,

    /// <summary>The value and a Jacobian-vector product.</summary>
    Jvp,
}
