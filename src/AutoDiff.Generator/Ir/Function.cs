using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Ir;

/// <summary>A method body, free of anything of the compiler's: the model of the incremental pipeline.</summary>
internal sealed record Function(string Name, EquatableArray<Parameter> Parameters, IrType ReturnType, Block Body)
{
    /// <summary>The numbers of an aggregate result, in order: variables that the body assigns before it returns without a value.</summary>
    public EquatableArray<Variable> Results { get; init; } = [];

    /// <summary>How each of <see cref="Results"/> is read from the whole: <c>.X</c>, <c>.Center.X</c>.</summary>
    public EquatableArray<string> ResultPaths { get; init; } = [];

    /// <summary>What the members of the method's own object are read into. To write to one is to change the object.</summary>
    public EquatableArray<Variable> Own { get; init; } = [];
}

/// <summary>How an argument reaches a parameter.</summary>
internal enum ParameterPassing
{
    Value,
    In,
    Ref,
    Out,

    /// <summary>The object that the method is called on, which no signature and no call shows.</summary>
    This,
}

/// <summary>A parameter. <paramref name="IsActive"/>: its initial contents are differentiated with respect to.</summary>
internal sealed record Parameter(Variable Variable, bool IsActive, ParameterPassing Passing = ParameterPassing.Value)
{
    /// <summary>Its contents at the end are differentiated, as the result is.</summary>
    public bool IsOutput { get; init; }

    /// <inheritdoc cref="MethodParameter.IsColumn"/>
    public bool IsColumn { get; init; }

    /// <summary>It is declared as one that may be null: <c>double[]? weights</c>.</summary>
    public bool IsNullable { get; init; }
}
