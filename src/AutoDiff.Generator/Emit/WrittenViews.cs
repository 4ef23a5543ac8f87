using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>The variables that a function may write to or through: directly, or through a view of them.</summary>
internal static class WrittenViews
{
    public static HashSet<Variable> Of(Function function)
    {
        Statement[] statements = [.. function.Body.SelfAndDescendants()];
        HashSet<Variable> written =
        [
            .. statements.SelectMany(Written.Variables).Where(variable => !variable.Type.IsView),
            .. statements.SelectMany(Written.Views).SelectMany(Behind),
        ];

        // Writing through a view writes what it is a view of. A write may be seen before the view's own source is.
        int before;
        do
        {
            before = written.Count;
            written.UnionWith(statements.SelectMany(statement => Viewed(statement, written)));
        }
        while (written.Count > before);

        return written;
    }

    private static IEnumerable<Variable> Viewed(Statement statement, HashSet<Variable> written) => statement switch
    {
        Declare { Variable: { Type.IsView: true } view, Value: { } value } when written.Contains(view) => Behind(value),
        Assign { Target: Read { Variable: { Type.IsView: true } view }, Value: var value } when written.Contains(view) => Behind(value),
        _ => [],
    };

    private static IEnumerable<Variable> Behind(Expression view) => view switch
    {
        Read read => [read.Variable],
        Slice slice => Behind(slice.View),
        Conversion conversion => Behind(conversion.Operand),
        Conditional conditional => [.. Behind(conditional.WhenTrue), .. Behind(conditional.WhenFalse)],
        _ => [],
    };
}
