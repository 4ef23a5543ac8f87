namespace AutoDiff.Fuzz.Trees;

/// <summary>A parameter of the method under test.</summary>
/// <param name="Symbol">Its name.</param>
/// <param name="Kind">Its type.</param>
/// <param name="HasGradient">Whether the gradient has a part for it.</param>
internal sealed record Parameter(Symbol Symbol, ParameterKind Kind, bool HasGradient)
{
    /// <summary>Whether it carries numbers but is marked <c>[NoGradient]</c>.</summary>
    public bool IsMarked => Kind.HasNumbers && !HasGradient;
}
