namespace AutoDiff.Generator.Ir;

/// <summary>A parameter of a generated member that carries the derivative of a parameter or of the result of the method.</summary>
/// <param name="Variable">The parameter.</param>
/// <param name="Of">The method's parameter that it belongs to; null: the result.</param>
/// <param name="Role">What happens to it.</param>
internal sealed record Companion(Variable Variable, Variable? Of, CompanionRole Role)
{
    /// <summary>Whether the member writes to what its caller passed.</summary>
    public bool IsWritten => Role != CompanionRole.Given;

    /// <summary>Of a structure that holds buffers: the derivatives by these go into its own, and there may be nothing else to go into it.</summary>
    public bool IsFilled { get; init; }

    /// <summary>How it is passed.</summary>
    public ParameterPassing Passing => (Role, Variable.Type.IsView || IsFilled) switch
    {
        (CompanionRole.Given, _) or (_, true) => ParameterPassing.Value,
        (CompanionRole.Overwritten, _) when !Variable.Type.HasActiveBuffers => ParameterPassing.Out,
        _ => ParameterPassing.Ref,
    };
}
