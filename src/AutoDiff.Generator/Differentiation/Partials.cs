using System;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <summary>The partial derivatives of a call, from the table of scalar functions or from what the called method declares. Both modes read them here.</summary>
internal static class Partials
{
    /// <summary>The derivative of a call's result by one argument; null where it is zero everywhere.</summary>
    /// <param name="call">The call.</param>
    /// <param name="argument">The argument's position.</param>
    /// <param name="value">Gives the value of an argument. Only what the derivative mentions is asked for: in the reverse sweep every value asked for is kept.</param>
    /// <param name="result">Gives the call's value, in the same way.</param>
    public static Expression? Of(Call call, int argument, Func<int, Expression> value, Func<Expression> result)
    {
        if (ScalarRules.Find(call.Method) is { } rule)
        {
            EquatableArray<Expression> arguments = call.Arguments
                .Select((operand, i) => rule.UsesArgument(argument, i) ? value(i) : Formula.Zero(operand.Type))
                .ToEquatableArray();
            return rule.IsZero ? null : rule.Partial(argument, arguments, rule.UsesResult(argument) ? result() : Formula.Zero(call.Type));
        }

        string name = call.Method.Parameters[argument].Name;
        DerivativeRule declared = call.Method.DerivativeRules.FirstOrDefault(candidate => candidate.WithRespectTo == name)
            ?? throw new NotSupportedException("No derivative of " + call.Method.FullName + " by " + name + ".");
        int IndexOf(MethodParameter parameter) => call.Method.Parameters.ToList().FindIndex(other => other.Name == parameter.Name);
        return new Call(declared.Method, declared.Method.Parameters
            .Select(parameter => parameter.Name == "result" ? result() : value(IndexOf(parameter)))
            .ToEquatableArray());
    }
}
