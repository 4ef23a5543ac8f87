using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Leaves of a value with stated derivatives the value alone, once nothing differentiates it any more.
/// <code>
/// float dot = Vector3.Dot(a, b) with ∂dot/∂aX = bX, ..   =>   float dot = Vector3.Dot(a, b)
/// </code>
/// </summary>
internal static class DropPartials
{
    public static Function Run(Function function) => function with { Body = Run(function.Body) };

    private static Block Run(Block block) => block.Expand(statement =>
        [statement.MapExpressions(expression => expression is WithPartials stated ? stated.Value : expression)]);
}
