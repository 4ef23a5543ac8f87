using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Turns a choice through which a derivative flows into a branch, so that only the chosen operand is differentiated.
/// <code>
/// double y = 2 * (x > 0 ? Math.Log(x) : 0);
/// =>
/// double choice;
/// if (x > 0) choice = Math.Log(x); else choice = 0;
/// double y = 2 * choice;
/// </code>
/// </summary>
internal static class LowerConditionals
{
    public static Function Run(Function function)
    {
        Lowering lowering = new(Activity.Of(function, Roots.Of(function)), Identifiers.After(function));
        return function with { Body = function.Body.Expand(lowering.Lower) };
    }

    private sealed class Lowering(Activity activity, Identifiers identifiers)
    {
        public IEnumerable<Statement> Lower(Statement statement)
        {
            switch (statement)
            {
                case Declare { Value: Conditional choice } declare when IsLowered(choice):
                    return [declare with { Value = null }, Branch(new Read(declare.Variable), choice, statement.Origin)];
                case Assign { Target: Read target, Value: Conditional choice } when IsLowered(choice):
                    return [Branch(target, choice, statement.Origin)];
                case Declare or Assign or Accumulate or Evaluate or Copy or Fill or Return:
                    List<Statement> lowered = [];
                    Statement rest = statement.MapExpressions(expression => Hoist(expression, statement.Origin, lowered));
                    return [.. lowered, rest];
                default:
                    return [statement];
            }
        }

        private Expression Hoist(Expression expression, Origin? origin, List<Statement> before)
        {
            if (expression is Conditional choice && IsLowered(choice))
            {
                Variable variable = identifiers.Fresh("choice", choice.Type);
                before.Add(new Declare(variable, null) { Origin = origin });
                before.Add(Branch(new Read(variable), choice, origin));
                return new Read(variable);
            }

            // Operands that are evaluated only sometimes stay where they are, and no derivative flows through an index or a condition.
            return expression switch
            {
                Binary { Operator: < BinaryOperator.AndAlso } => Chain.OfArithmetic(expression).Map(operand => Hoist(operand, origin, before)),
                Unary or Conversion or Call => expression.MapOperands(operand => Hoist(operand, origin, before)),
                _ => expression,
            };
        }

        // Which of several buffers a view looks into is known of variables only.
        private bool IsLowered(Conditional choice) => choice.Type.IsView || activity.HasVariedLeaf(choice);

        private If Branch(Expression target, Conditional choice, Origin? origin)
        {
            return new If(choice.Condition, Arm(choice.WhenTrue), Arm(choice.WhenFalse)) { Origin = origin };

            Block Arm(Expression value) => new([.. Lower(new Assign(target, value) { Origin = origin })]);
        }
    }
}
