using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// The chain rule over one expression: from the gradient of its value to what it adds to the gradient of each variable
/// and element it is computed from, once for each, however often it occurs.
/// </summary>
internal sealed class Adjoint(Activity activity, Recorder recorder, Gradients gradients, Identifiers identifiers, Point point, Origin? origin)
{
    private readonly List<(Expression Target, Expression Value)> contributions = [];
    private readonly Dictionary<Expression, int> contributed = [];
    private readonly List<Statement> before = [];

    /// <summary>The value of the statement's call, where the statement gives it a name.</summary>
    public Expression? Result { get; init; }

    /// <summary>Statements that name gradients shared by several contributions; they come first.</summary>
    public IReadOnlyList<Statement> Before => before;

    /// <summary>What to add to which gradient, in the order of the source.</summary>
    public IReadOnlyList<(Expression Target, Expression Value)> Contributions => contributions;

    /// <summary>Whether the contributions, or the names they use, mention a variable.</summary>
    public bool Mentions(Variable variable) =>
        contributions.Any(contribution => contribution.Value.Reads().Contains(variable))
        || before.Any(statement => statement.Mentions().Contains(variable));

    /// <summary>Adds the contributions of <paramref name="expression"/>, whose value has the gradient <paramref name="gradient"/>.</summary>
    public void Visit(Expression expression, Expression gradient)
    {
        if (!activity.HasActiveLeaf(expression))
        {
            return;
        }

        switch (expression)
        {
            case Read read:
                Contribute(gradients.Of(read.Variable), gradient);
                break;
            case Element element:
                Contribute(gradients.Of(element, point), gradient);
                break;
            case Unary { Operator: UnaryOperator.Negate } unary:
                Visit(unary.Operand, -gradient);
                break;
            case Conversion conversion:
                Visit(conversion.Operand, Formula.Convert(gradient, conversion.Operand.Type));
                break;
            case Binary binary:
                Visit(binary, gradient);
                break;
            case Call call:
                Visit(call, gradient);
                break;
            case WithPartials stated:
                Visit(stated, gradient);
                break;
            default:
                throw new NotSupportedException("No derivative flows through " + expression.GetType().Name + ".");
        }
    }

    private void Visit(Binary binary, Expression gradient)
    {
        (Expression left, Expression right) = (binary.Left, binary.Right);
        switch (binary.Operator)
        {
            case BinaryOperator.Add or BinaryOperator.Subtract:
                // All terms receive the same gradient, and there may be thousands.
                gradient = Named(binary, gradient);
                Chain sum = Chain.Of(binary, link => link.Operator is BinaryOperator.Add or BinaryOperator.Subtract);
                Visit(sum.First, gradient);
                foreach (Binary link in sum.Links)
                {
                    Visit(link.Right, link.Operator == BinaryOperator.Add ? gradient : -gradient);
                }

                break;
            case BinaryOperator.Multiply when left.Equals(right):
                VisitOperand(left, () => 2 * Times(gradient, recorder.Value(left, point)));
                break;
            case BinaryOperator.Multiply:
                gradient = Named(binary, gradient);
                VisitOperand(left, () => Times(gradient, recorder.Value(right, point)));
                VisitOperand(right, () => Times(gradient, recorder.Value(left, point)));
                break;
            case BinaryOperator.Divide:
                gradient = Named(binary, gradient);
                VisitOperand(left, () => gradient / recorder.Value(right, point));
                VisitOperand(right, () => -(Times(gradient, recorder.Value(binary, point)) / recorder.Value(right, point)));
                break;
            case BinaryOperator.Remainder:
                // x % y = x - y * truncate(x / y), and the truncated quotient is piecewise constant.
                gradient = Named(binary, gradient);
                VisitOperand(left, () => gradient);
                VisitOperand(right, () => -Times(gradient, Formula.CallMath("Truncate", recorder.Value(left / right, point))));
                break;
            default:
                throw new NotSupportedException("No derivative of operator " + binary.Operator + ".");
        }
    }

    private void Visit(Call call, Expression gradient)
    {
        gradient = Named(call, gradient);
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            int argument = i;
            VisitOperand(
                call.Arguments[i],
                () => Partial(call, argument) is { } partial ? Times(gradient, partial) : Formula.Zero(call.Type));
        }
    }

    // The partials may read what the statement declares, and the statement changes nothing else.
    private void Visit(WithPartials stated, Expression gradient)
    {
        for (int i = 0; i < stated.Operands.Count; i++)
        {
            Expression partial = stated.Partials[i];
            VisitOperand(stated.Operands[i], () => Times(gradient, recorder.Value(partial, recorder.WhenKnown(partial, point.Step))));
        }
    }

    private Expression? Partial(Call call, int argument) =>
        Partials.Of(call, argument, index => recorder.Value(call.Arguments[index], point), () => Result ?? recorder.Value(call, point));

    private void VisitOperand(Expression operand, Func<Expression> gradient)
    {
        if (activity.HasActiveLeaf(operand))
        {
            Visit(operand, operand is Binary or Call ? Named(operand, gradient()) : gradient());
        }
    }

    // A gradient that several leaves receive and that takes more than one operation is computed once, under a name.
    private Expression Named(Expression expression, Expression gradient)
    {
        bool isSimple = gradient.SelfAndDescendants().Count(node => node is Binary or Call or Conditional) < 2;
        if (isSimple || Flow.Leaves(expression).Count(activity.IsActive) < 2)
        {
            return gradient;
        }

        Variable named = identifiers.Fresh(Names.Of(expression) + "Gradient", gradient.Type);
        before.Add(new Declare(named, gradient) { Origin = origin });
        return new Read(named);
    }

    private void Contribute(Expression target, Expression value)
    {
        if (!contributed.TryGetValue(target, out int known))
        {
            contributed[target] = contributions.Count;
            contributions.Add((target, value));
        }
        else
        {
            contributions[known] = (target, contributions[known].Value + value);
        }
    }

    private static Expression Times(Expression left, Expression right) => left is Number { Value: 1 } ? right : left * right;
}
