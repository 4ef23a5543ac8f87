using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <content>The reverse of calls that bring vector-Jacobian products of their own.</content>
internal sealed partial class Reverse
{
    private const string GradientSuffix = "Gradient";

    // F(x, y)   =>   FVjp(x, y, yGradient, xGradient); yGradient = 0
    private List<Statement> VectorJacobianProduct(Call call, Variable? result, Step step)
    {
        int[] written = [.. Enumerable.Range(0, call.Arguments.Count).Where(i => call.Method.Parameters[i].Use != ParameterUse.Input && activity.IsActive(call.Arguments[i]))];
        if (result is null && written.Length == 0)
        {
            return [];
        }

        List<Statement> statements = [];
        Dictionary<int, Expression> cotangents = written.ToDictionary(i => i, i => Cotangent(call, i, step, statements));
        Dictionary<string, Expression> values = [];
        foreach (VjpRule rule in call.Method.VjpRules.Where(rule => rule.Parameters.Any(parameter => IsWanted(call, parameter))))
        {
            Method method = new(call.Method.Container, rule.MethodName, IrType.Void, rule.Parameters) { TypeArguments = call.Method.TypeArguments };
            statements.Add(new Evaluate(new Call(method, rule.Parameters.Select(parameter => As(parameter.Type, Argument(parameter))).ToEquatableArray())));
        }

        foreach (int i in written.Where(i => call.Method.Parameters[i].Use == ParameterUse.Overwritten && !IsAlsoInput(call, i)))
        {
            Expression gradient = gradients.Of(call.Arguments[i], step.Before);
            statements.Add(new Fill(gradient, Formula.Zero(gradient.Type.Element!)));
        }

        return statements;

        Expression Argument(MethodParameter parameter)
        {
            if (parameter.Name == "result" && result is not null)
            {
                return recorder.Value(new Read(result), step.After);
            }

            if (parameter.Name == "resultGradient" && result is not null)
            {
                return gradients.Of(result);
            }

            if (Shadowed(call, parameter) is { } shadowed)
            {
                return cotangents.TryGetValue(shadowed, out Expression? cotangent) ? cotangent
                    : activity.IsActive(call.Arguments[shadowed]) ? gradients.Of(call.Arguments[shadowed], step.Before)
                    : new Constant(parameter.Type, "default");
            }

            if (!values.TryGetValue(parameter.Name, out Expression? value))
            {
                values[parameter.Name] = value = Primal(call, IndexOf(call, parameter.Name), step, statements);
            }

            return value;
        }
    }

    private static Expression As(IrType type, Expression argument) =>
        argument.Type == type ? argument : new Conversion(type, argument, IsImplicit: true);

    private Expression Primal(Call call, int argument, Step step, List<Statement> statements)
    {
        Expression value = call.Arguments[argument];
        Point point = call.Method.Parameters[argument].Use == ParameterUse.Input ? step.Before : step.After;
        return value.Type.IsView ? recorder.Contents(value, point, statements) : recorder.Value(value, step.Before);
    }

    // Where the output overlaps an input, the gradient that comes in is set aside: F(x, x) => g = xGradient; xGradient = 0; FVjp(…, g, xGradient)
    private Expression Cotangent(Call call, int argument, Step step, List<Statement> statements)
    {
        Expression gradient = gradients.Of(call.Arguments[argument], step.Before);
        if (call.Method.Parameters[argument].Use != ParameterUse.Overwritten || !IsAlsoInput(call, argument))
        {
            return gradient;
        }

        Variable incoming = identifiers.Fresh(Names.Of(call.Arguments[argument]) + "Incoming", IrType.SpanOf(gradient.Type.Element!));
        statements.Add(new Declare(incoming, new NewBuffer(incoming.Type, recorder.LengthOf(call.Arguments[argument], step.Before), BufferStorage.Workspace)));
        statements.Add(new Copy(gradient, new Read(incoming)));
        statements.Add(new Fill(gradient, Formula.Zero(gradient.Type.Element!)));
        return new Read(incoming);
    }

    private bool IsAlsoInput(Call call, int output) => Enumerable.Range(0, call.Arguments.Count)
        .Any(i => i != output && call.Arguments[i].Type.CanBeActive && call.Arguments[i].Type.IsView && roots.MayMeet(call.Arguments[i], call.Arguments[output]));

    private bool IsWanted(Call call, MethodParameter parameter) =>
        Shadowed(call, parameter) is { } argument
        && call.Method.Parameters[argument].Use == ParameterUse.Input
        && activity.HasActiveLeaf(call.Arguments[argument]);

    private static int? Shadowed(Call call, MethodParameter parameter)
    {
        if (!parameter.Name.EndsWith(GradientSuffix, StringComparison.Ordinal))
        {
            return null;
        }

        int index = IndexOf(call, parameter.Name.Substring(0, parameter.Name.Length - GradientSuffix.Length));
        return index < 0 ? null : index;
    }

    private static int IndexOf(Call call, string name) => call.Method.Parameters.ToList().FindIndex(parameter => parameter.Name == name);
}
