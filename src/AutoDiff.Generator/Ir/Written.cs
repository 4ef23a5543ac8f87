using System.Collections.Generic;
using System.Linq;

namespace AutoDiff.Generator.Ir;

/// <summary>What one statement itself begins and writes (not the statements inside it).</summary>
internal static class Written
{
    /// <summary>The variables that get another value; a <see cref="Declare"/> begins a variable instead.</summary>
    public static IEnumerable<Variable> Variables(Statement statement)
    {
        switch (statement)
        {
            case Assign { Target: Read target }:
                yield return target.Variable;
                break;
            case Accumulate { Target: Read target }:
                yield return target.Variable;
                break;
        }

        foreach (Variable changed in statement.Expressions().OfType<Call>().SelectMany(call => call.Changes))
        {
            yield return changed;
        }
    }

    /// <summary>The variables that begin with it.</summary>
    public static IEnumerable<Variable> Declared(Statement statement) => statement switch
    {
        Declare declare => [declare.Variable],
        For loop => [loop.Counter],
        _ => [],
    };

    /// <summary>The views through which buffer contents change. What a <see cref="Throw"/> does to them is never seen.</summary>
    public static IEnumerable<Expression> Views(Statement statement)
    {
        switch (statement)
        {
            case Throw:
                yield break;
            case Assign { Target: Element target }:
                yield return target.View;
                break;
            case Accumulate { Target: Element target }:
                yield return target.View;
                break;
            case Copy copy:
                yield return copy.Target;
                break;
            case Fill fill:
                yield return fill.Target;
                break;
        }

        foreach (Expression expression in statement.Expressions())
        {
            foreach (Expression node in expression.SelfAndDescendants())
            {
                if (node is Call call)
                {
                    for (int i = 0; i < call.Arguments.Count; i++)
                    {
                        if (call.Method.Parameters[i].Use != ParameterUse.Input && call.Arguments[i].Type.IsView)
                        {
                            yield return call.Arguments[i];
                        }
                    }
                }
                else if (node is Opaque { IsNullTest: false } opaque and not { IsConstant: true, KeepsOperands: false })
                {
                    // A text of constants calls nothing that could write.
                    foreach (Expression operand in opaque.Operands)
                    {
                        if (operand.Type.Kind is TypeKind.Array or TypeKind.Span or TypeKind.Grid)
                        {
                            yield return operand;
                        }
                    }
                }
            }
        }
    }
}
