using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// The array variables that have to stay arrays: those that came in, and those that code which is not modelled, or which
/// asks for an array, gets to see. All others may be spans of any memory.
/// </summary>
internal sealed class HeapArrays
{
    private readonly HashSet<Variable> given = [];
    private readonly HashSet<Variable> seen = [];

    public static HeapArrays Of(Function function)
    {
        HeapArrays result = new();
        foreach (Parameter parameter in function.Parameters.Where(parameter => parameter.Variable.Type.Kind == TypeKind.Array))
        {
            result.given.Add(parameter.Variable);
        }

        Statement[] statements = [.. function.Body.SelfAndDescendants()];
        foreach (Expression node in statements.SelectMany(statement => statement.Expressions()).SelectMany(expression => expression.SelfAndDescendants()))
        {
            result.Note(node);
        }

        HashSet<Variable> made = [.. statements.OfType<Declare>().Where(declare => declare.Value is NewBuffer or PopBlock).Select(declare => declare.Variable)];
        result.seen.UnionWith(statements.OfType<Return>().Select(exit => exit.Value).OfType<Read>().Where(array => array.Type.Kind == TypeKind.Array && made.Contains(array.Variable)).Select(array => array.Variable));
        while (statements.Any(result.Note))
        {
            // What is assigned to a variable that is seen is seen.
        }

        return result;
    }

    public bool Contains(Variable array) => given.Contains(array) || seen.Contains(array);

    private void Note(Expression node)
    {
        IEnumerable<Expression> operands = node switch
        {
            Call call => call.Arguments.Where((_, i) => call.Method.Parameters[i].Type.Kind is not (TypeKind.Span or TypeKind.ReadOnlySpan)),
            Opaque { IsNullTest: false } opaque => opaque.Operands,
            Conversion { Type.IsView: false } conversion => [conversion.Operand],
            _ => [],
        };
        seen.UnionWith(operands.Where(view => view.Type.Kind == TypeKind.Array).SelectMany(view => view.Reads()));
    }

    private bool Note(Statement statement)
    {
        (Variable? target, Expression? value) = statement switch
        {
            Declare { Variable.Type.Kind: TypeKind.Array } declare => (declare.Variable, declare.Value),
            Assign { Target: Read { Type.Kind: TypeKind.Array } read } assign => (read.Variable, assign.Value),
            _ => (null, null),
        };
        if (target is null || value is null)
        {
            return false;
        }

        int before = given.Count + seen.Count;
        if (value is Call or Opaque or Constant { Text: not ("default" or "null") })
        {
            given.Add(target);
        }
        else if (seen.Contains(target))
        {
            seen.UnionWith(Sources(value));
        }

        return given.Count + seen.Count > before;
    }

    private static IEnumerable<Variable> Sources(Expression value) => value switch
    {
        Read read => [read.Variable],
        Conversion conversion => Sources(conversion.Operand),
        Conditional choice => [.. Sources(choice.WhenTrue), .. Sources(choice.WhenFalse)],
        _ => [],
    };
}
