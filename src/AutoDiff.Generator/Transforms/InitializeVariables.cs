using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Gives variables a first value where C# would not see that every path assigns them, though it does:
/// <code>
/// double x; while (!broke) { x = 1; broke = true; } use(x);   =>   double x = 0; ...
/// double x; if (c) { x = 1; } if (c) { use(x); }              =>   double x = 0; ...
/// </code>
/// </summary>
internal static class InitializeVariables
{
    public static Function Run(Function function)
    {
        var missing = new HashSet<Variable>(DefiniteAssignment.Missing(function));
        return missing.Count == 0 ? function : function with { Body = Initialize(function.Body, missing) };
    }

    private static Block Initialize(Block block, HashSet<Variable> missing) => new(block.Statements.Select(statement => Initialize(statement, missing)).ToEquatableArray());

    private static Statement Initialize(Statement statement, HashSet<Variable> missing) => statement switch
    {
        Declare { Value: null, Variable: Variable variable } declare when missing.Contains(variable) => declare with { Value = Formula.Default(variable.Type) },
        _ => statement.MapBlocks(block => Initialize(block, missing)),
    };
}
