using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Begins a sum with its first term instead of zero.
/// <code>
/// sGradient = 0; sGradient += t * x;   =>   sGradient = t * x;
/// </code>
/// Adding to zero is exact but for the sign of a zero, so this is for gradients only.
/// </summary>
internal static class StartSums
{
    public static Function Run(Function function) => function with { Body = Run(function.Body) };

    private static Block Run(Block block)
    {
        List<Statement?> statements = [.. block.Statements.Select(statement => statement.MapBlocks(Run))];
        if (!statements.Any(statement => ZeroedBy(statement) is not null))
        {
            return block.With([.. statements.OfType<Statement>()]);
        }

        Occurrences occurrences = new([.. statements.Select(statement => statement!)]);
        for (int i = 0; i < statements.Count; i++)
        {
            if (ZeroedBy(statements[i]) is not { } sum)
            {
                continue;
            }

            int next = occurrences.First(sum, i + 1);
            if (next > 0
                && statements[next] is Accumulate { Target: Read target, Origin.Sweep: Sweep.Differentiates } first
                && target.Variable.Equals(sum)
                && !first.Value.Reads().Contains(sum))
            {
                statements[next] = statements[i] is Declare
                    ? new Declare(sum, first.Value) { Origin = first.Origin }
                    : new Assign(target, first.Value) { Origin = first.Origin };
                statements[i] = null;
            }
        }

        return block.With([.. statements.OfType<Statement>()]);
    }

    private static Variable? ZeroedBy(Statement? statement) => statement switch
    {
        Assign { Target: Read target, Value: Number { Value: 0 }, Origin.Sweep: Sweep.Differentiates } => target.Variable,
        Declare { Value: Number { Value: 0 }, Origin.Sweep: Sweep.Differentiates } declare => declare.Variable,
        _ => null,
    };
}
