using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// The chain rule over one expression, forwards: from the tangents of what it is computed from to the tangent of its value.
/// <code>
/// a * Math.Sin(b)   =>   Math.Sin(b) * aTangent + a * (Math.Cos(b) * bTangent)
/// </code>
/// Tangents stand last in products, so that like terms are seen to be alike.
/// </summary>
internal sealed class Differential(Activity activity, Tangents tangents, Identifiers identifiers, Origin? origin)
{
    /// <summary>An operand of more parts than this is computed once for its tangent, under a name.</summary>
    private const int MostParts = 5;

    private readonly List<Statement> before = [];
    private readonly Dictionary<Expression, Read> named = [];

    /// <summary>Operands that are evaluated only sometimes: nothing may be computed ahead.</summary>
    private int choices;

    /// <summary>The value of the statement's call, where the statement gives it a name.</summary>
    public Expression? Result { get; init; }

    /// <summary>Statements that name operands that tangents need several times; they come first.</summary>
    public IReadOnlyList<Statement> Before => before;

    /// <summary>The tangent; null where it is zero.</summary>
    public Expression? Of(Expression expression) => expression switch
    {
        Read read => activity.IsActive(read.Variable) ? new Read(tangents.Of(read.Variable)) : null,
        Element element => activity.IsActive(element) ? tangents.Of(element) : null,
        Unary { Operator: UnaryOperator.Negate } unary => Of(unary.Operand) is { } tangent ? -tangent : null,
        Conversion { Type.IsFloatingPoint: true, Operand.Type.IsFloatingPoint: true } conversion =>
            Of(conversion.Operand) is { } tangent ? Formula.Convert(tangent, conversion.Type) : null,
        Conditional { Type.IsFloatingPoint: true } choice => OfChoice(choice),
        Binary { Type.IsFloatingPoint: true, Operator: BinaryOperator.Add or BinaryOperator.Subtract } sum => OfSum(sum),
        Binary { Type.IsFloatingPoint: true } binary => OfBinary(binary),
        Call { Type.IsFloatingPoint: true } call => OfCall(call),
        WithPartials stated => stated.Operands.Zip(stated.Partials, (operand, partial) => Of(operand) is { } tangent ? partial * tangent : null).Aggregate((Expression?)null, Plus),
        _ => null,
    };

    /// <summary>Sums may be thousands of terms deep on their left.</summary>
    private Expression? OfSum(Binary sum)
    {
        Stack<Binary> links = new();
        Expression first = sum;
        while (first is Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } link)
        {
            links.Push(link);
            first = link.Left;
        }

        Expression? tangent = Of(first);
        foreach (Binary link in links)
        {
            tangent = (tangent, Of(link.Right), link.Operator) switch
            {
                (_, null, _) => tangent,
                (null, { } right, BinaryOperator.Add) => right,
                (null, { } right, _) => -right,
                ({ } left, { } right, BinaryOperator.Add) => left + right,
                ({ } left, { } right, _) => left - right,
            };
        }

        return tangent;
    }

    private Expression? OfBinary(Binary binary)
    {
        (Expression left, Expression right) = (binary.Left, binary.Right);
        if (binary.Operator == BinaryOperator.Multiply && left.Equals(right))
        {
            return Of(left) is { } tangent ? 2 * Value(left) * tangent : null;
        }

        (Expression? leftTangent, Expression? rightTangent) = (Of(left), Of(right));
        return binary.Operator switch
        {
            BinaryOperator.Multiply => Plus(
                leftTangent is null ? null : Value(right) * leftTangent,
                rightTangent is null ? null : Value(left) * rightTangent),
            BinaryOperator.Divide => Minus(leftTangent, rightTangent is null ? null : Value(binary) * rightTangent) is { } numerator
                ? numerator / Value(right)
                : null,

            // x % y = x - y * truncate(x / y), and the truncated quotient is piecewise constant.
            BinaryOperator.Remainder => Minus(
                leftTangent,
                rightTangent is null ? null : Formula.CallMath("Truncate", Value(left) / Value(right)) * rightTangent),
            _ => throw new NotSupportedException("No derivative of operator " + binary.Operator + "."),
        };
    }

    private Expression? OfCall(Call call)
    {
        Expression? sum = null;
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            if (Of(call.Arguments[i]) is { } tangent
                && Partials.Of(call, i, index => Value(call.Arguments[index]), () => Result ?? call) is { } partial)
            {
                sum = Plus(sum, partial is Number { Value: 1 } ? tangent : i == 0 && ScalarRules.Find(call.Method) is { MayBeInfiniteAtZero: true } ? WhereItMoves(call.Arguments[i], tangent, partial) : partial * tangent);
            }
        }

        return sum;
    }

    // double v = Math.Max(x, 0); Math.Sqrt(v)   =>   vTangent == 0 ? 0 : 0.5 / sqrt * vTangent       the slope is infinite where v is held at 0
    private Expression WhereItMoves(Expression operand, Expression tangent, Expression partial)
    {
        Expression product = partial * tangent;
        if (tangents.IsHeld(operand) && (tangent is Read || choices == 0))
        {
            if (tangent is not Read moved)
            {
                Variable variable = identifiers.Fresh("tangent", tangent.Type);
                before.Add(new Declare(variable, tangent) { Origin = origin });
                moved = new Read(variable);
            }

            product = new Conditional(Formula.Equal(moved, Formula.Zero(moved.Type)), Formula.Zero(moved.Type), partial * (Expression)moved);
        }

        return product;
    }

    // Only the chosen operand is evaluated, so only its tangent may be.
    private Conditional? OfChoice(Conditional choice)
    {
        choices++;
        (Expression? whenTrue, Expression? whenFalse) = (Of(choice.WhenTrue), Of(choice.WhenFalse));
        choices--;
        return whenTrue is null && whenFalse is null
            ? null
            : new Conditional(choice.Condition, whenTrue ?? Formula.Zero(choice.Type), whenFalse ?? Formula.Zero(choice.Type));
    }

    private Expression Value(Expression operand)
    {
        if (named.TryGetValue(operand, out Read? known))
        {
            return known;
        }

        if (choices > 0 || operand.SelfAndDescendants().Take(MostParts + 1).Count() <= MostParts)
        {
            return operand;
        }

        Variable variable = identifiers.Fresh(Names.Of(operand), operand.Type);
        Expression value = operand is Binary or Unary or Conversion ? operand.MapOperands(part => part.Type.IsFloatingPoint ? Value(part) : part) : operand;
        before.Add(new Declare(variable, value) { Origin = origin });
        return named[operand] = new Read(variable);
    }

    private static Expression? Plus(Expression? left, Expression? right) => (left, right) switch
    {
        (null, _) => right,
        (_, null) => left,
        _ => left + right,
    };

    private static Expression? Minus(Expression? left, Expression? right) => (left, right) switch
    {
        (_, null) => left,
        (null, _) => -right,
        _ => left - right,
    };
}
