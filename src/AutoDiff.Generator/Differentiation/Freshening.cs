using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Gives variables that the reverse sweep declares again (restored values, loop counters) an identity of their own, since
/// an identity is declared once in a function.
/// </summary>
internal static class Freshening
{
    public static IEnumerable<Statement> Run(IEnumerable<Statement> reverse, Block forward, Identifiers identifiers)
    {
        HashSet<Variable> taken = [.. Declared(forward)];
        return Freshen(new Block([.. reverse]), taken, identifiers).Statements;
    }

    private static IEnumerable<Variable> Declared(Block block) => block.SelfAndDescendants().Select(DeclaredBy).OfType<Variable>();

    private static Variable? DeclaredBy(Statement statement) => statement switch
    {
        Declare declare => declare.Variable,
        For loop => loop.Counter,
        _ => null,
    };

    private static Block Freshen(Block block, HashSet<Variable> taken, Identifiers identifiers)
    {
        Dictionary<Variable, Variable> inBlock = block.Statements
            .Select(DeclaredBy)
            .OfType<Variable>()
            .Where(taken.Contains)
            .Distinct()
            .ToDictionary(variable => variable, variable => identifiers.Fresh(variable.Name, variable.Type));
        Block own = inBlock.Count == 0
            ? block
            : Renaming.Apply(block, variable => inBlock.TryGetValue(variable, out Variable? other) ? other : variable);
        return new Block([.. own.Statements.Select(inner => Freshen(inner, taken, identifiers))]);
    }

    private static Statement Freshen(Statement statement, HashSet<Variable> taken, Identifiers identifiers)
    {
        Dictionary<Variable, Variable> fresh = [];
        if (statement is For loop && taken.Contains(loop.Counter))
        {
            fresh[loop.Counter] = identifiers.Fresh(loop.Counter.Name, loop.Counter.Type);
        }

        Statement renamed = fresh.Count == 0 ? statement : Renaming.Apply(statement, Rename);
        return renamed.MapBlocks(block => Freshen(block, taken, identifiers));

        Variable Rename(Variable variable) => fresh.TryGetValue(variable, out Variable? other) ? other : variable;
    }
}
