using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>The author's own checks of the arguments, which run before anything that is added.</summary>
internal static class Guards
{
    /// <summary>Up to the last guard at the top; the numbers and answers that guards ask for may stand between them.</summary>
    /// <param name="statements">The body.</param>
    /// <param name="unpacked">Variables that parts of parameters and of their derivatives are taken into, before anything is asked of them.</param>
    public static int CountAtTop(List<Statement> statements, IReadOnlyCollection<Variable>? unpacked = null)
    {
        int top = statements.TakeWhile(statement => IsGuard(statement) || statement is Declare { Variable.Type: { CanBeActive: false, Kind: not TypeKind.Stack } } or Declare { Value: Field } || (statement is Declare part && unpacked?.Contains(part.Variable) == true)).Count();
        return top == 0 ? 0 : statements.FindLastIndex(top - 1, top, IsGuard) + 1;
    }

    private static bool IsGuard(Statement statement) => statement switch
    {
        If { Else.Statements.Count: 0 } guard => guard.Then.Statements.Count > 0 && guard.Then.Statements.All(inner => inner is Throw),
        Declare { Value: Constant { Text: not ("default" or "null") } } or Evaluate { Value: Opaque } => true,
        Evaluate { Value: Call { Method: { HasDeclaredRules: false, JvpRules.Count: 0 } method } } => method.Parameters.All(parameter => parameter.Use == ParameterUse.Input),
        _ => false,
    };
}
