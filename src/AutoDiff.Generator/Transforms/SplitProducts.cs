using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Names the beginning of a long product, since the derivative by each factor mentions all others: of a thousand factors,
/// a million.
/// <code>
/// return a * b * c * d * e * f * g * h * i;   =>   double product = a * b * c * d * e * f * g * h; return product * i;
/// </code>
/// </summary>
internal static class SplitProducts
{
    private const int MostFactors = 8;

    public static Function Run(Function function)
    {
        Splitting splitting = new(Activity.Of(function, Roots.Of(function)), Identifiers.After(function));
        return function with { Body = function.Body.Expand(splitting.Split) };
    }

    private sealed class Splitting(Activity activity, Identifiers identifiers)
    {
        public IEnumerable<Statement> Split(Statement statement)
        {
            if (statement is not (Declare or Assign or Accumulate or Fill or Return))
            {
                return [statement];
            }

            List<Statement> before = [];
            Statement rest = statement.MapExpressions(expression => Visit(expression, statement.Origin, before));
            return [.. before, rest];
        }

        // What is evaluated only sometimes stays where it is.
        private Expression Visit(Expression expression, Origin? origin, List<Statement> before)
        {
            if (!expression.Type.IsFloatingPoint || !activity.HasActiveLeaf(expression))
            {
                return expression;
            }

            return expression switch
            {
                Binary binary when IsProduct(binary) => Product(Chain.Of(binary, IsProduct), origin, before),
                Binary => Chain.Of(expression, link => !IsProduct(link)).Map(operand => Visit(operand, origin, before)),
                Unary or Conversion or Call => expression.MapOperands(operand => Visit(operand, origin, before)),
                _ => expression,
            };
        }

        private Expression Product(Chain chain, Origin? origin, List<Statement> before)
        {
            int factors = 1;
            Expression result = Visit(chain.First, origin, before);
            foreach (Binary link in chain.Links)
            {
                if (factors == MostFactors)
                {
                    Variable part = identifiers.Fresh(Names.Of(result), result.Type);
                    before.Add(new Declare(part, result) { Origin = origin });
                    result = new Read(part);
                    factors = 1;
                }

                Expression right = Visit(link.Right, origin, before);
                result = ReferenceEquals(result, link.Left) && ReferenceEquals(right, link.Right) ? link : link with { Left = result, Right = right };
                factors++;
            }

            return result;
        }

        private static bool IsProduct(Binary binary) => binary.Type.IsFloatingPoint && binary.Operator is BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Remainder;
    }
}
