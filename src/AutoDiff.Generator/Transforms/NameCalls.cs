using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Transforms;

/// <summary>
/// Gives the result of a call a name where the derivative needs it again, and an argument where the rule needs it more than once.
/// <code>
/// return a * Math.Exp(-x);   =>   double exp = Math.Exp(-x);
///                                 return a * exp;
/// </code>
/// </summary>
internal static class NameCalls
{
    public static Function Run(Function function)
    {
        Roots roots = Roots.Of(function);
        Naming naming = new(Activity.Of(function, roots), new Timeline(function, roots), Identifiers.After(function));
        return function with { Body = function.Body.Expand(naming.Name) };
    }

    private sealed class Naming(Activity activity, Timeline timeline, Identifiers identifiers)
    {
        public List<Statement> Name(Statement statement)
        {
            if (statement is not Declare && statement.Expressions() is [.., Call { Type.Kind: not TypeKind.Void, Method.VjpRules.Count: > 0 } effect] && WritesActive(effect))
            {
                return NameEffect(statement, effect);
            }

            if (statement is Evaluate { Value: Call { Method.HasDeclaredRules: true } action })
            {
                return NameArguments(statement, action);
            }

            if (statement is not (Declare or Assign or Accumulate or Fill or Return))
            {
                return [statement];
            }

            List<Statement> before = [];
            Expression Outermost(Expression expression) => statement switch
            {
                // The variable itself is the result's name, as long as it keeps that value.
                Declare { Value: Call call } declare when timeline.OnlyValue(declare.Variable) is not null => Arguments(call, statement.Origin, before),
                _ => activity.HasActiveLeaf(expression) ? Visit(expression, isAdditive: true, statement.Origin, before) : expression,
            };
            Statement rest = statement switch
            {
                Assign assign => assign with { Value = Outermost(assign.Value) },
                Accumulate accumulate => accumulate with { Value = Outermost(accumulate.Value) },
                Fill fill => fill with { Value = Outermost(fill.Value) },
                _ => statement.MapExpressions(Outermost),
            };
            return [.. before, rest];
        }

        // n = Normalize(x)   =>   int normalize = Normalize(x); n = normalize      the rule of the call may need its value
        private List<Statement> NameEffect(Statement statement, Call call)
        {
            List<Statement> before = [];
            Read named = Introduce(Names.Of(call), Arguments(call, statement.Origin, before), statement.Origin, before);
            if (statement is not Evaluate)
            {
                before.Add(statement.MapExpressions(expression => ReferenceEquals(expression, call) ? named : expression));
            }

            return before;
        }

        // Step(a, Math.Exp(x))   =>   double exp = Math.Exp(x); Step(a, exp)      the derivative of exp is its value
        private List<Statement> NameArguments(Statement statement, Call call)
        {
            List<Statement> before = [];
            Expression named = call.MapOperands(argument => activity.HasActiveLeaf(argument) ? Visit(argument, isAdditive: true, statement.Origin, before) : argument);
            return [.. before, statement.MapExpressions(_ => named)];
        }

        private Expression Visit(Expression expression, bool isAdditive, Origin? origin, List<Statement> before)
        {
            switch (expression)
            {
                case Call call when call.Type.IsFloatingPoint:
                    Expression named = Arguments(call, origin, before);
                    return isAdditive && !NeedsResult(call) ? named : Introduce(Names.Of(call), named, origin, before);
                case Binary binary when IsAdditive(binary):
                    return Chain.Of(binary, IsAdditive).Map(operand => Visit(operand, isAdditive, origin, before));
                case Unary:
                case Conversion when expression.Type.IsFloatingPoint:
                    return expression.MapOperands(operand => Visit(operand, isAdditive, origin, before));
                case Binary { Operator: < BinaryOperator.AndAlso }:
                    return Chain.Of(expression, link => link.Operator < BinaryOperator.AndAlso && !IsAdditive(link)).Map(operand => Visit(operand, isAdditive: false, origin, before));
                default:
                    return expression;
            }
        }

        private static bool IsAdditive(Binary binary) => binary.Operator is BinaryOperator.Add or BinaryOperator.Subtract;

        private Expression Arguments(Call call, Origin? origin, List<Statement> before) => call.MapOperands(argument =>
        {
            Expression visited = Visit(argument, isAdditive: false, origin, before);
            return visited is Read or Number or Constant or Element || visited.Type.IsView || !activity.HasActiveLeaf(call) || CountUses(call, argument) < 2
                ? visited
                : Introduce(Names.Of(call) + "Argument", visited, origin, before);
        });

        private Read Introduce(string name, Expression value, Origin? origin, List<Statement> before)
        {
            Variable variable = identifiers.Fresh(name, value.Type);
            before.Add(new Declare(variable, value) { Origin = origin });
            return new Read(variable);
        }

        private bool WritesActive(Call call) => call.Arguments.Select((argument, i) => (argument, call.Method.Parameters[i].Use))
            .Any(pair => pair.Use != ParameterUse.Input && activity.HasActiveLeaf(pair.argument));

        private bool NeedsResult(Call call)
        {
            if (ScalarRules.Find(call.Method) is not { } rule)
            {
                // Rules found in metadata may ask for the result.
                return call.Method.HasDeclaredRules || call.Method.JvpRules.Count > 0;
            }

            return Enumerable.Range(0, Math.Min(rule.PartialCount, call.Arguments.Count))
                .Any(i => activity.HasActiveLeaf(call.Arguments[i]) && rule.UsesResult(i));
        }

        private int CountUses(Call call, Expression argument)
        {
            if (ScalarRules.Find(call.Method) is not { } rule)
            {
                return call.Method.HasDeclaredRules ? 2 : 0;
            }

            // A stand-in that no rule mentions by itself is counted in the partials that will be written.
            Expression[] standIns = [.. call.Arguments.Select((_, i) => new Read(new Variable("argument", call.Type, -2 - i)))];
            Expression standIn = standIns[call.Arguments.ToList().FindIndex(other => ReferenceEquals(other, argument))];
            return Enumerable.Range(0, Math.Min(rule.PartialCount, call.Arguments.Count))
                .Where(i => activity.HasActiveLeaf(call.Arguments[i]))
                .Sum(i => rule.Partial(i, [.. standIns], call).SelfAndDescendants().Count(standIn.Equals));
        }
    }
}
