using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// Compiler warnings that the source's own constructs raise again in generated code, where their author cannot
/// answer them. Each is disabled only in a file that needs it.
/// </summary>
internal static class Pragmas
{
    public static IEnumerable<string> Lines(Placement placement, EquatableArray<DerivativeMember> members)
    {
        if (placement.SilencedWarnings.Count > 0)
        {
            yield return $"#pragma warning disable {string.Join(", ", placement.SilencedWarnings)} // The source has answered these.";
        }

        Block[] bodies = [.. members.SelectMany(member => member.Locals.Append(member.Function)).Select(function => function.Body)];
        if (bodies.Any(body => body.SelfAndDescendants().Any(IsDecided)))
        {
            yield return "#pragma warning disable CS0162 // Unreachable code: the source decides a branch by a constant.";
        }

        if (bodies.Any(body => body.AllExpressions().Any(ComparesWithItself)))
        {
            yield return "#pragma warning disable CS1718 // Comparison to itself: how the source tests for NaN.";
        }
    }

    private static bool IsDecided(Statement statement) =>
        statement is If { Condition: Constant } or While { Condition: Constant { Text: "false" } };

    private static bool ComparesWithItself(Expression expression) =>
        expression is Binary { Operator: >= BinaryOperator.Equal } comparison && comparison.Left.Equals(comparison.Right);
}
