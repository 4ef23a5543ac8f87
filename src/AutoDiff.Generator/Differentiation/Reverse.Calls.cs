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
        if ((result is null || !activity.IsActive(result)) && written.Length == 0)
        {
            return [];
        }

        List<Statement> statements = [];
        Dictionary<int, Expression> cotangents = written.ToDictionary(i => i, i => Cotangent(call, i, step, statements));
        Dictionary<string, Expression> values = [];
        Shadows shadows = new(this, call, step);
        foreach (VjpRule rule in call.Method.VjpRules.Where(rule => rule.Method.Parameters.Any(parameter => IsWanted(call, parameter))))
        {
            shadows = new Shadows(this, call, step);
            if (rule.Twin is { } twin)
            {
                weave.Value(step, call with { Method = twin });
            }

            if (rule.Forward is { } forward)
            {
                values["residuals"] = RunForward(forward, rule.Method.Parameters[0].Type, call, step);
            }

            EquatableArray<Expression> arguments = rule.Method.Parameters.Select(parameter => Argument(parameter, rule)).ToEquatableArray();
            statements.AddRange(shadows.Before);
            statements.Add(new Evaluate(new Call(rule.Method, arguments)));
            statements.AddRange(shadows.After);
        }

        foreach (int i in written.Where(i => call.Method.Parameters[i].Use == ParameterUse.Overwritten && !IsAlsoInput(call, i)))
        {
            Expression gradient = gradients.Of(call.Arguments[i], step.Before);
            statements.Add(new Fill(gradient, Formula.Zero(gradient.Type.Element!)));
        }

        return statements;

        Expression Argument(MethodParameter parameter, VjpRule rule)
        {
            if (parameter.Name == "result" && result is not null)
            {
                return recorder.Value(new Read(result), step.After);
            }

            if (parameter.Name == "resultGradient" && IndexOf(call, "result") < 0)
            {
                return parameter.Type.IsView ? gradients.Of(new Read(result!), step.After)
                    : result is not null && activity.IsActive(result) ? gradients.Of(result)
                    : Formula.Zero(parameter.Type);
            }

            if (parameter.Passing == ParameterPassing.Ref)
            {
                return shadows.Of(parameter.Type, Shadowed(call, parameter)!.Value);
            }

            if (Shadowed(call, parameter) is { } shadowed)
            {
                return As(parameter.Type, cotangents.TryGetValue(shadowed, out Expression? cotangent) ? cotangent
                    : activity.IsActive(call.Arguments[shadowed]) ? gradients.Of(call.Arguments[shadowed], step.Before)
                    : rule.Twin is null ? new Constant(parameter.Type, "default")
                    : Unwanted(call.Arguments[shadowed], parameter, step, statements));
            }

            if (!values.TryGetValue(parameter.Name, out Expression? value))
            {
                values[parameter.Name] = value = Primal(call, IndexOf(call, parameter.Name), parameter, rule.Twin is not null, step, statements);
            }

            return As(parameter.Type, value);
        }
    }

    // A half adds to the gradients of all buffers that have one in any call of it. What it adds to those of constants is lost.
    private Read Unwanted(Expression constant, MethodParameter gradient, Step step, List<Statement> statements)
    {
        Variable lost = identifiers.Fresh(gradient.Name, gradient.Type);
        statements.Add(new Declare(lost, Shapes.Zeros(lost.Type, lost.Type.IsJagged ? recorder.Value(constant, step.Before) : constant, dimension => recorder.LengthOf(constant, step.Before, dimension))));
        return new Read(lost);
    }

    private static Expression As(IrType type, Expression argument) =>
        argument.Type == type ? argument : new Conversion(type, argument, IsImplicit: true);

    private Expression Primal(Call call, int argument, MethodParameter parameter, bool isTwin, Step step, List<Statement> statements)
    {
        Expression value = call.Arguments[argument];
        if (!value.Type.IsView)
        {
            return recorder.Value(value, step.Before);
        }

        ParameterUse use = call.Method.Parameters[argument].Use;
        if (isTwin)
        {
            // What is lost on the way the first half has kept.
            return recorder.Contents(value, step.After, statements);
        }

        if (use != ParameterUse.Updated || parameter.Type.Kind != TypeKind.Span)
        {
            return recorder.Contents(value, use == ParameterUse.Input ? step.Before : step.After, statements);
        }

        // The rule may run the method again, so it works on a copy of what the method was given.
        Variable copy = identifiers.Fresh(Names.Of(value) + "Again", parameter.Type);
        Expression before = recorder.Contents(value, step.Before, statements);
        statements.Add(new Declare(copy, new NewBuffer(copy.Type, recorder.LengthOf(value, step.Before), BufferStorage.Workspace)));
        statements.Add(new Copy(before, new Read(copy)));
        return new Read(copy);
    }

    // y = F(x)   =>   (double Value, double Residuals) fForward = FForward(x); y = fForward.Value; residuals = fForward.Residuals
    private Expression RunForward(ForwardRule forward, IrType type, Call call, Step step)
    {
        Variable both = identifiers.Fresh(Names.Lowered(forward.Method.Name), forward.Method.ReturnType);
        Call run = new(forward.Method, call.Arguments.Zip(forward.Method.Parameters, (argument, parameter) => As(parameter.Type, argument)).ToEquatableArray());
        weave.Before(step, new Declare(both, run) { Origin = step.Statement.Origin });
        weave.Value(step, PartOf(both, call.Type, forward.Value));
        List<Expression> residuals = [];
        foreach (MethodResidual residual in forward.Residuals)
        {
            string name = residual.Path.Substring(residual.Path.LastIndexOf('.') + 1);
            Variable kept = identifiers.Fresh(Names.Lowered(call.Method.Name) + name, residual.Type);
            timeline.Declare(kept, step);
            weave.After(step, new Declare(kept, PartOf(both, residual.Type, residual.Path)) { Origin = step.Statement.Origin });
            residuals.Add(recorder.Value(new Read(kept), step.After));
        }

        return residuals.Count == 1 ? residuals[0] : new Opaque(type, ["(", .. Enumerable.Repeat(", ", residuals.Count - 1), ")"], residuals.ToEquatableArray());
    }

    private static Opaque PartOf(Variable whole, IrType type, string path) => new(type, ["", path], [new Read(whole)]);

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
        .Any(i => i != output && !call.Method.IsConstant && call.Arguments[i].Type.CanBeActive && call.Arguments[i].Type.IsView && roots.MayMeet(call.Arguments[i], call.Arguments[output]));

    private bool IsWanted(Call call, MethodParameter parameter) =>
        Shadowed(call, parameter) is { } argument
        && call.Method.Parameters[argument].Use != ParameterUse.Overwritten
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
