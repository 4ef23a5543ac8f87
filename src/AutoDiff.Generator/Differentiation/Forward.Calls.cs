using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <content>The tangents of calls that bring derivatives of their own.</content>
internal sealed partial class Forward
{
    private const string TangentSuffix = "Tangent";
    private const string GradientSuffix = "Gradient";

    // F(x, y)   =>   F(x, y); FJvp(x, y, xTangent, yTangent)
    private IEnumerable<Statement> AroundCall(Call call, Statement statement)
    {
        int[] written = [.. Enumerable.Range(0, call.Arguments.Count).Where(i => IsWritten(call, i) && activity.IsActive(call.Arguments[i]))];
        if (written.Length == 0)
        {
            return [statement];
        }

        if (call.Method.JvpRules.Count == 0)
        {
            RequireKnown(statement);
        }

        List<Statement> before = [];
        List<Statement> after = [];
        foreach (JvpRule rule in call.Method.JvpRules)
        {
            Expression[] arguments = [.. rule.Method.Parameters.Select(parameter => Argument(call, rule, parameter, result: null, before, rule.RunsPrimal ? before : after))];
            Evaluate run = new(new Call(rule.Method, arguments.ToEquatableArray()));
            if (rule.RunsPrimal)
            {
                return [.. Quoted([.. before, run], statement)];
            }

            after.Add(run);
        }

        return [.. Quoted(before, statement), statement, .. Quoted(after, statement)];
    }

    private List<Statement> OfCall(Call call, Statement statement, Variable result)
    {
        List<Statement> statements = [];
        Variable tangent = tangents.Of(result);
        if (call.Method.JvpRules is not [var rule, ..])
        {
            return ByGradient(call, result, tangent);
        }

        Expression[] arguments = [.. rule.Method.Parameters.Select(parameter => Argument(call, rule, parameter, result, statements, statements))];
        statements.Add(new Declare(tangent, new Call(rule.Method, arguments.ToEquatableArray())));
        return statements;
    }

    // y = F(x)   =>   (double Value, double Tangent) fJvp = FJvp(x, xTangent); y = fJvp.Value; yTangent = fJvp.Tangent
    private List<Statement> InsteadOfCall(Call call, JvpRule rule, Declare declare)
    {
        List<Statement> statements = [];
        Expression[] arguments = [.. rule.Method.Parameters.Select(parameter => Argument(call, rule, parameter, result: null, statements, statements))];
        Variable both = identifiers.Fresh(Names.Of(call) + "Jvp", rule.Method.ReturnType);
        statements.Add(new Declare(both, new Call(rule.Method, arguments.ToEquatableArray())));
        statements.Add(declare with { Value = new Field(new Read(both), ".Value", declare.Variable.Type) });
        Variable tangent = tangents.Of(declare.Variable);
        statements.Add(new Declare(tangent, Tangents.As(tangent.Type, new Field(new Read(both), ".Tangent", declare.Variable.Type))));
        return statements;
    }

    // bool done = F(ref x)   =>   bool done = FJvp(ref x, ref xTangent)
    private List<Statement> BesidesResult(Call call, JvpRule rule, Declare declare)
    {
        List<Statement> statements = [];
        Expression[] arguments = [.. rule.Method.Parameters.Select(parameter => Argument(call, rule, parameter, result: null, statements, statements))];
        Call both = new(rule.Method, arguments.ToEquatableArray());
        statements.Add(declare with { Value = call.Type.IsFloatingPoint || call.Method.GivesOwn ? new Field(both, ".Value", declare.Variable.Type) : both });
        return statements;
    }

    /// <summary>What a rule is given for one of its parameters.</summary>
    /// <param name="call">The call of the method that has the rule.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="parameter">The rule's parameter.</param>
    /// <param name="result">What the call returned.</param>
    /// <param name="before">Gets what has to be done before the call.</param>
    /// <param name="after">Gets what has to be done after it and before the rule.</param>
    private Expression Argument(Call call, JvpRule rule, MethodParameter parameter, Variable? result, List<Statement> before, List<Statement> after)
    {
        if (parameter.Name == "result" && result is not null)
        {
            return new Read(result);
        }

        if (Beside(call, parameter, TangentSuffix) is not { } beside)
        {
            int own = IndexOf(call, parameter.Name);
            return As(parameter.Type, IsWritten(call, own) ? call.Arguments[own] : Input(call, own, before));
        }

        Expression argument = call.Arguments[beside];
        if (argument.Type.IsView)
        {
            return activity.IsActive(argument) ? As(parameter.Type, tangents.OfView(argument))
                : rule.RunsPrimal ? As(parameter.Type, NoTangents(parameter, argument, before))
                : new Constant(parameter.Type, "default");
        }

        Differential differential = new(activity, tangents, identifiers, origin: null);
        Expression tangent = differential.Of(argument) ?? Formula.Zero(argument.Type);
        after.AddRange(differential.Before);
        return tangent;
    }

    // What runs the method as well has tangents for all buffers that have some in any call of it.
    private Read NoTangents(MethodParameter parameter, Expression constant, List<Statement> before)
    {
        Variable zeros = identifiers.Fresh(parameter.Name, constant.Type.GradientBuffer);
        before.Add(new Declare(zeros, Shapes.Zeros(zeros.Type, constant)));
        return new Read(zeros);
    }

    // An input that the call may have overwritten is set aside.
    private Expression Input(Call call, int argument, List<Statement> before)
    {
        Expression value = call.Arguments[argument];
        bool isLost = value.Type.IsView
            && Enumerable.Range(0, call.Arguments.Count).Any(i => IsWritten(call, i) && Equals(roots.Of(call.Arguments[i]), roots.Of(value)));
        if (!isLost)
        {
            return value;
        }

        Variable kept = identifiers.Fresh(Names.Of(value) + "Before", IrType.SpanOf(value.Type.Element!));
        before.Add(new Declare(kept, new NewBuffer(kept.Type, new Length(value), BufferStorage.Workspace)));
        before.Add(new Copy(value, new Read(kept)));
        return new Read(kept);
    }

    // y = F(x)   =>   gradient = 0; FVjp(x, 1, gradient); yTangent = Σ gradient[k] * xTangent[k]
    private List<Statement> ByGradient(Call call, Variable result, Variable tangent)
    {
        List<Statement> statements = [];
        List<Statement> sums = [new Declare(tangent, Formula.Zero(tangent.Type))];
        foreach (VjpRule rule in call.Method.VjpRules.Where(rule => rule.Method.Parameters.Any(parameter => IsActiveShadow(call, parameter))))
        {
            Expression[] arguments = [.. rule.Method.Parameters.Select(Shadow)];
            statements.Add(new Evaluate(new Call(rule.Method, arguments.ToEquatableArray())));
        }

        return [.. statements, .. sums];

        Expression Shadow(MethodParameter parameter)
        {
            if (parameter.Name == "resultGradient")
            {
                return Formula.One(result.Type);
            }

            if (Beside(call, parameter, GradientSuffix) is not { } beside)
            {
                return parameter.Name == "result" ? new Read(result) : As(parameter.Type, call.Arguments[IndexOf(call, parameter.Name)]);
            }

            Expression argument = call.Arguments[beside];
            if (!IsActiveShadow(call, parameter))
            {
                return new Constant(parameter.Type, "default");
            }

            Variable gradient = identifiers.Fresh(Names.Of(argument) + GradientSuffix, parameter.Type);
            statements.Add(new Declare(gradient, argument.Type.IsView ? Shapes.Zeros(gradient.Type, argument) : Formula.Zero(gradient.Type)));
            sums.Add(argument.Type.IsView ? Product(gradient, argument, tangent) : ScalarProduct(gradient, argument, tangent));
            return new Read(gradient);
        }
    }

    private For Product(Variable gradient, Expression argument, Variable tangent)
    {
        Variable k = identifiers.Fresh("k", IrType.Int32);
        Expression at = new Element(new Read(gradient), new Read(k)) * (Expression)new Element(tangents.OfView(argument), new Read(k));
        return new For(k, Formula.Zero(IrType.Int32), BinaryOperator.Less, new Length(new Read(gradient)), 1, new Block([new Accumulate(new Read(tangent), at)]));
    }

    private Accumulate ScalarProduct(Variable gradient, Expression argument, Variable tangent) =>
        new(new Read(tangent), new Read(gradient) * (new Differential(activity, tangents, identifiers, origin: null).Of(argument) ?? Formula.Zero(argument.Type)));

    private bool IsActiveShadow(Call call, MethodParameter parameter) =>
        Beside(call, parameter, GradientSuffix) is { } argument && activity.HasActiveLeaf(call.Arguments[argument]);

    private static Expression As(IrType type, Expression argument) =>
        argument.Type == type ? argument : new Conversion(type, argument, IsImplicit: true);

    private static bool IsWritten(Call call, int argument) => call.Method.Parameters[argument].Use != ParameterUse.Input;

    /// <summary>The argument that a parameter called <c>xTangent</c> belongs to.</summary>
    private static int? Beside(Call call, MethodParameter parameter, string suffix)
    {
        if (!parameter.Name.EndsWith(suffix, StringComparison.Ordinal))
        {
            return null;
        }

        int index = IndexOf(call, parameter.Name.Substring(0, parameter.Name.Length - suffix.Length));
        return index < 0 ? null : index;
    }

    private static int IndexOf(Call call, string name) => call.Method.Parameters.ToList().FindIndex(parameter => parameter.Name == name);
}
