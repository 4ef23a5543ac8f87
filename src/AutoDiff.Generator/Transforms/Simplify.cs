using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Applies <see cref="Identities"/> to a derivative expression, operands first, until none applies:
/// <code>
/// g * (2 * (x * 1)) + 0 * h   =>   2 * g * x
/// </code>
/// The user's own code inside it stays as it is where its bits matter: indices are left alone, of conditions only
/// comparisons of numbers are decided, and of arguments only those replaced that come out as a number.
/// </summary>
internal sealed class Simplify : IEqualityComparer<Expression>
{
    /// <summary>Expressions, as objects, to which nothing applies any more.</summary>
    private readonly HashSet<Expression> simple;

    private Simplify() => simple = new HashSet<Expression>(this);

    public static Expression Expression(Expression expression) => new Simplify().Run(expression);

    /// <summary>Simplifies what the differentiator wrote, and leaves out <c>x += 0</c>; statements of the source stay as they are.</summary>
    public static Function Run(Function function) => function with { Body = function.Body.Expand(Derivative) };

    private static IEnumerable<Statement> Derivative(Statement statement)
    {
        if (statement.Origin is not { Sweep: Sweep.Differentiates })
        {
            return [statement];
        }

        Statement simplified = statement switch
        {
            Declare => statement.MapExpressions(Expression),
            Assign assign when Expression(assign.Value) is var value && !ReferenceEquals(value, assign.Value) => assign with { Value = value },
            Accumulate accumulate when Expression(accumulate.Value) is var value && !ReferenceEquals(value, accumulate.Value) => accumulate with { Value = value },
            _ => statement,
        };
        return simplified is Accumulate { Value: Number { Value: 0 } } ? [] : [simplified];
    }

    public bool Equals(Expression? x, Expression? y) => ReferenceEquals(x, y);

    public int GetHashCode(Expression obj) => RuntimeHelpers.GetHashCode(obj);

    private Expression Run(Expression expression)
    {
        // Sums may be thousands of terms deep on their left, so that side is walked.
        var chain = new Stack<Binary>();
        while (expression is Binary { Type.IsFloatingPoint: true } link && !simple.Contains(link))
        {
            chain.Push(link);
            expression = link.Left;
        }

        Expression result = Step(expression);
        foreach (Binary link in chain)
        {
            result = Step(ReferenceEquals(result, link.Left) ? link : link with { Left = result });
        }

        return result;
    }

    private Expression Step(Expression expression)
    {
        Cancellation.Check();
        if (simple.Contains(expression))
        {
            return expression;
        }

        Expression prepared = WithSimpleOperands(expression);

        // Integers have another algebra: 3 * (1 / 2) is 0.
        bool hasAlgebra = prepared.Type.IsFloatingPoint || prepared.Type == IrType.Bool;
        if (hasAlgebra && Identities.Rows.Select(row => row.Apply(prepared)).FirstOrDefault(after => after is not null) is Expression simpler)
        {
            return Run(simpler);
        }

        simple.Add(prepared);
        return prepared;
    }

    private Expression WithSimpleOperands(Expression expression) => expression switch
    {
        Binary { Operator: BinaryOperator.AndAlso or BinaryOperator.OrElse } => Chain.Of(expression, IsShortCircuit).Map(Run),
        Binary or Unary or Conversion or Conditional when expression.Type.IsFloatingPoint => expression.MapOperands(Run),

        // The sign of a zero counts, and 0 * x is -0 for negative x.
        Call { Method.Name: "CopySign" } => expression,
        Call => expression.MapOperands(Argument),
        _ => expression,
    };

    private static bool IsShortCircuit(Binary binary) => binary.Operator is BinaryOperator.AndAlso or BinaryOperator.OrElse;

    private Expression Argument(Expression argument) => Run(argument) is Number number ? number : argument;
}
