using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Reads a recorded value where it is used, if that is in one place.
/// <code>
/// double rBefore = recordedR[i]; xGradient += rGradient * rBefore;   =>   xGradient += rGradient * recordedR[i];
/// </code>
/// </summary>
internal static class InlineLoads
{
    public static Function Run(Function function)
    {
        HashSet<Variable> records =
        [
            .. function.Body.SelfAndDescendants().OfType<Declare>()
                .Where(declare => declare.Value is NewBuffer { Storage: BufferStorage.Workspace })
                .Select(declare => declare.Variable),
        ];
        return records.Count == 0 ? function : function with { Body = Run(function.Body, records) };
    }

    private static Block Run(Block block, HashSet<Variable> records)
    {
        List<Statement?> statements = [.. block.Statements.Select(statement => statement.MapBlocks(inner => Run(inner, records)))];
        Occurrences occurrences = new([.. statements.Select(statement => statement!)]);
        for (int i = statements.Count - 1; i >= 0; i--)
        {
            // What the forward sweep recorded does not change any more, so it may be read later than where it stands.
            if (statements[i] is Declare { Value: Element { View: Read view } load } declare
                && records.Contains(view.Variable)
                && UseOf(declare.Variable, statements, occurrences) is { } user)
            {
                statements[user] = statements[user]!.MapExpressions(expression =>
                    expression.Rewrite(node => node is Read read && read.Variable.Equals(declare.Variable) ? load : node));
                statements[i] = null;
                foreach (Variable moved in load.Index.Reads())
                {
                    occurrences.Move(moved, i, user);
                }
            }
        }

        return block.With([.. statements.OfType<Statement>()]);
    }

    /// <summary>The one statement of the block that reads the variable, once and itself.</summary>
    private static int? UseOf(Variable variable, List<Statement?> statements, Occurrences occurrences)
    {
        // The declaration, and one use.
        return occurrences.Of(variable) is [_, int user] && statements[user] is not (For or While) && statements[user]!.Mentions().Contains(variable) ? user : null;
    }
}
