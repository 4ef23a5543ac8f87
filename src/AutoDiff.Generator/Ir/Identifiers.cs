using System;
using System.Linq;

namespace AutoDiff.Generator.Ir;

/// <summary>Hands out variables that a function does not have yet.</summary>
internal sealed class Identifiers(int next)
{
    private int next = next;

    /// <summary>Continues after all identities that the function uses.</summary>
    public static Identifiers After(Function function)
    {
        int highest = function.Parameters.Select(parameter => parameter.Variable.Id).DefaultIfEmpty(-1).Max();
        foreach (Statement statement in function.Body.SelfAndDescendants())
        {
            highest = statement switch
            {
                Declare declare => Math.Max(highest, declare.Variable.Id),
                For loop => Math.Max(highest, loop.Counter.Id),
                _ => highest,
            };
        }

        return new Identifiers(highest + 1);
    }

    public Variable Fresh(string name, IrType type) => new(name, type, next++);
}
