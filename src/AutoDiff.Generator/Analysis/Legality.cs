using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Analysis;

/// <summary>What cannot be differentiated although each construct can be read: where a derivative would be lost without a word.</summary>
internal static class Legality
{
    /// <summary>Judges a function as the front end read it.</summary>
    public static IEnumerable<Refusal> Check(Function function, IEnumerable<Variable> active)
    {
        Roots roots = Roots.Of(function);
        Activity activity = Activity.Of(function, roots);
        foreach (Variable view in roots.Ambiguous)
        {
            yield return new Refusal(RefusalIds.UntrackedView, SiteOf(function, view), [view.Name, "it looks into more than one buffer"]);
        }

        foreach (Statement statement in function.Body.SelfAndDescendants())
        {
            foreach (Refusal refusal in Check(statement, activity, roots))
            {
                yield return refusal;
            }
        }

        foreach (Variable parameter in active.Where(parameter => !activity.IsActive(parameter)))
        {
            yield return new Refusal(RefusalIds.UnusedParameter, -1, [parameter.Name, function.Name]);
        }
    }

    // The last statement that gives the view a value: the first one is innocent.
    private static int SiteOf(Function function, Variable view) => function.Body.SelfAndDescendants()
        .Where(statement => statement is Declare declare ? declare.Variable.Equals(view) : Written.Variables(statement).Contains(view))
        .Select(SiteOf)
        .DefaultIfEmpty(-1)
        .Last();

    private static int SiteOf(Statement statement) => statement.Origin?.Ordinal ?? -1;

    private static IEnumerable<Refusal> Check(Statement statement, Activity activity, Roots roots)
    {
        if (statement is Assign { Target: Read { Type.Kind: TypeKind.Array } array, Value: NewBuffer })
        {
            yield return new Refusal(RefusalIds.UntrackedView, SiteOf(statement), [array.Variable.Name, "another array is assigned to it"]);
        }

        if (statement is Throw)
        {
            // Whatever a message shows ends there.
            yield break;
        }

        // What is called for a value whose derivatives are stated needs no rule.
        foreach (Expression node in statement.Expressions().Where(expression => expression is not WithPartials).SelectMany(expression => expression.SelfAndDescendants()))
        {
            Refusal? refusal = node switch
            {
                Call call => Check(call, activity),
                Opaque opaque => Check(opaque, activity),
                _ when node.Type.CanBeActive && node.Type.IsView && node is Read or Slice or Conditional && roots.Of(node) is null =>
                    new Refusal(RefusalIds.UntrackedView, SiteOf(statement), [Printer.Print(node), "it is not known which buffer it looks into"]),
                _ => null,
            };
            if (refusal is not null)
            {
                yield return refusal;
            }
        }
    }

    private static Refusal? Check(Call call, Activity activity)
    {
        int varied = call.Arguments.ToList().FindIndex(activity.HasVariedLeaf);
        if (varied < 0 || call.Method.HasDeclaredRules || IsPiecewiseConstant(call) || IsGuard(call.Method))
        {
            return HasRuleForAll(call, activity) ? null : Unknown(call, varied);
        }

        if (ScalarRules.WhyNotDifferentiable(call.Method) is { } reason && call.Type.IsFloatingPoint)
        {
            return new Refusal(RefusalIds.UnknownDerivative, call.Site, [call.Method.FullName, call.Method.Parameters[varied].Name + ": " + reason]);
        }

        return ScalarRules.Find(call.Method) is null ? Unknown(call, varied) : null;
    }

    // Every argument that depends on an active parameter needs a rule of its own.
    private static bool HasRuleForAll(Call call, Activity activity) =>
        !call.Method.HasDeclaredRules
        || Enumerable.Range(0, call.Arguments.Count).All(i =>
            call.Method.Parameters[i].Use != ParameterUse.Input
            || !activity.HasVariedLeaf(call.Arguments[i])
            || call.Method.DerivativeRules.Any(rule => rule.WithRespectTo == call.Method.Parameters[i].Name)
            || call.Method.VjpRules.Any(rule => rule.Parameters.Any(parameter => parameter.Name == call.Method.Parameters[i].Name + "Gradient")));

    // A pure function that returns no floating-point number cannot carry a derivative, unless it returns the bits of one.
    private static bool IsPiecewiseConstant(Call call) =>
        call.Method.IsPure
        && !call.Type.CanBeActive
        && call.Method.Container.FullName != "System.BitConverter";

    // ArgumentOutOfRangeException.ThrowIfNegative(x): throws or does nothing.
    private static bool IsGuard(Method method) =>
        method.Container.FullName == "System.Diagnostics.Debug"
        || (method.Container.Namespace == "System"
            && method.Container.Name.EndsWith("Exception", StringComparison.Ordinal)
            && method.Name.StartsWith("ThrowIf", StringComparison.Ordinal));

    private static Refusal Unknown(Call call, int argument) =>
        new(RefusalIds.UnknownDerivative, call.Site, [call.Method.FullName, call.Method.Parameters[argument < 0 ? 0 : argument].Name]);

    private static Refusal? Check(Opaque opaque, Activity activity)
    {
        Expression? varied = opaque.Operands.FirstOrDefault(activity.HasVariedLeaf);
        bool isPiecewiseConstant = !opaque.Type.CanBeActive && opaque.Type.Kind is not (TypeKind.Void or TypeKind.Other) && !opaque.KeepsOperands;
        return varied is null || (isPiecewiseConstant && (!varied.Type.IsView || opaque.IsNullTest))
            ? null
            : new Refusal(RefusalIds.DerivativeLost, opaque.Site, [Printer.Print(varied), Place(opaque)]);
    }

    // What stands there, without what the reader did not write.
    private static string Place(Opaque opaque)
    {
        string text = string.Join("…", opaque.Segments).Replace("global::", "");
        return text == "…" ? "the conversion to " + opaque.Type.Name.Replace("global::", "") : "'" + text + "'";
    }
}
