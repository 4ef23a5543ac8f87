using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Rules;

namespace AutoDiff.Generator.Analysis;

/// <summary>What cannot be differentiated although each construct can be read: where a derivative would be lost without a word.</summary>
internal static class Legality
{
    /// <summary>Judges a function as the front end read it. <paramref name="active"/> are the source's parameters with what they consist of.</summary>
    public static IEnumerable<Refusal> Check(Function function, IEnumerable<IGrouping<Variable, Variable>> active, DerivativeKind kind)
    {
        Roots roots = Roots.Of(function);
        Activity activity = Activity.Of(function, roots);
        HashSet<Variable> rows = [.. function.Body.SelfAndDescendants().OfType<Declare>().Where(declare => declare.Value is NewBuffer { ViewType.IsJagged: true }).Select(declare => declare.Variable)];
        foreach (Statement statement in function.Body.SelfAndDescendants())
        {
            foreach (Refusal refusal in Check(statement, activity, roots, rows, kind))
            {
                yield return refusal;
            }
        }

        foreach (Refusal refusal in CheckOwn(function).Concat(CheckForeign(function, activity, roots)).Concat(CheckLent(function, roots)))
        {
            yield return refusal;
        }

        foreach (Refusal refusal in CheckEscapes(function, activity, roots))
        {
            yield return refusal;
        }

        foreach (IGrouping<Variable, Variable> parameter in active.Where(parts => !parts.Any(activity.IsActive)))
        {
            string instead = function.Own.Count > 0 && function.Own.Contains(parameter.First()) ? "use its members, or leave IncludeThis out" : "mark the parameter [NoGradient], or use it";
            yield return new Refusal(RefusalIds.UnusedParameter, -1, [parameter.Key.Name, function.Name, instead]);
        }
    }

    // What a method that is called does to the members of the annotated method's own object.
    private static IEnumerable<Refusal> CheckOwn(Function function)
    {
        HashSet<Variable> own = [.. function.Own];
        return function.Body.SelfAndDescendants().Where(statement => Written.Variables(statement).Any(own.Contains)).Select(statement => new Refusal(
            RefusalIds.UnsupportedConstruct,
            SiteOf(statement),
            ["Changing a field of 'this'", "the value would leave the method without its derivative", "return the value, or change a copy: 'var copy = this;'"]));
    }

    // What is written through one name would not be seen by the other.
    private static IEnumerable<Refusal> CheckLent(Function function, Roots roots) => new Lending(function, roots).Mixed().Select(statement => new Refusal(
        RefusalIds.UnsupportedConstruct,
        SiteOf(statement),
        ["A call that may return a buffer of its arguments, or keep one", "what is written through one of the names could not be followed by the other", "pass or return a copy"]));

    // The buffer of a field, or one that a call gives: there is no gradient for what it is given.
    private static IEnumerable<Refusal> CheckForeign(Function function, Activity activity, Roots roots)
    {
        HashSet<Variable> foreign =
        [
            .. function.Body.SelfAndDescendants().OfType<Declare>()
                .Where(declare => declare.Variable.Type is { IsView: true, CanBeActive: true } && declare.Value is Field or Constant { Text: not ("default" or "null") })
                .Select(declare => declare.Variable),
            .. function.Own.Where(member => member.Type is { IsView: true, CanBeActive: true }),
            .. function.Body.SelfAndDescendants().SelectMany(Lending.Borrowed),
        ];
        return function.Body.SelfAndDescendants().Where(statement => Stored(statement) is ({ } target, { } value) && activity.HasVariedLeaf(value) && roots.AllOf(target).Any(foreign.Contains)).Select(statement => new Refusal(
            RefusalIds.UnsupportedConstruct,
            SiteOf(statement),
            ["Writing to a buffer that does not belong to the method", "the value would leave the method without its derivative", "write to a span parameter or to a local buffer"]));
    }

    private static (Expression? Target, Expression? Value) Stored(Statement statement) => statement switch
    {
        Assign { Target: Element target } assign => (target.View, assign.Value),
        Accumulate { Target: Element target } accumulate => (target.View, accumulate.Value),
        Copy copy => (copy.Target, copy.Source),
        Fill fill => (fill.Target, fill.Value),
        _ => (null, null),
    };

    // A heap array that is seen after its block has ended has no place where its gradient could wait.
    private static IEnumerable<Refusal> CheckEscapes(Function function, Activity activity, Roots roots)
    {
        HashSet<Variable> escaping = Escapes.Of(function, roots);
        if (escaping.Count == 0)
        {
            yield break;
        }

        HeapArrays heap = HeapArrays.Of(function);
        foreach (Declare declare in function.Body.SelfAndDescendants().OfType<Declare>().Where(declare => escaping.Contains(declare.Variable)))
        {
            bool carries = function.Variables().Any(view => view.Type.IsView && roots.AllOf(new Read(view)) is var all && all.Contains(declare.Variable) && all.Any(activity.IsActive));
            if (carries && (declare.Value is not NewBuffer || declare.Variable.Type.Kind == TypeKind.Grid || heap.Contains(declare.Variable)))
            {
                yield return new Refusal(RefusalIds.UntrackedView, SiteOf(declare), [declare.Variable.Name, declare.Variable.Type.Kind == TypeKind.Grid
                    ? "it is used after the block that creates it has ended"
                    : "it is used after its block has ended, and code that is not modelled sees it"]);
            }
        }
    }

    private static int SiteOf(Statement statement) => statement.Origin?.Ordinal ?? -1;

    private static IEnumerable<Refusal> Check(Statement statement, Activity activity, Roots roots, HashSet<Variable> rows, DerivativeKind kind)
    {
        if (Whole(statement) is { } whole)
        {
            // Its numbers would be moved without their derivatives.
            yield return new Refusal(RefusalIds.UntrackedView, SiteOf(statement), [Printer.Print(whole), "a struct of numbers is moved as a whole"]);
        }

        // An array of arrays that the method creates is refused as a whole.
        if (statement is Assign { Target: Element { Type.IsView: true } row } && !roots.AllOf(row.View).Any(rows.Contains))
        {
            yield return new Refusal(RefusalIds.UntrackedView, SiteOf(statement), [Names.Of(row), "a row that comes from elsewhere is assigned to it"]);
        }

        if (statement is Declare declare && rows.Contains(declare.Variable))
        {
            yield return new Refusal(RefusalIds.UntrackedView, SiteOf(statement), [declare.Variable.Name, "rows that come from elsewhere are assigned to it"]);
        }

        if (Hiding(statement) is ({ } target, { } hidden) && activity.HasVariedLeaf(hidden))
        {
            yield return new Refusal(RefusalIds.DerivativeLost, SiteOf(statement), [Printer.Print(hidden), "the conversion to " + target.Name.Replace("global::", "")]);
        }

        if (statement is Throw)
        {
            // Whatever a message shows ends there.
            yield break;
        }

        // A buffer as an object, a number as one that may be null: only what is marked constant may see it.
        if (statement.Expressions().SelectMany(WithoutConstants).OfType<Conversion>().FirstOrDefault(node => node.Type.Kind == TypeKind.Other && (node.Operand.Type.IsView || node.Type.Name.EndsWith("?", StringComparison.Ordinal)) && activity.HasVariedLeaf(node.Operand)) is { } lost)
        {
            yield return new Refusal(RefusalIds.DerivativeLost, SiteOf(statement), [Printer.Print(lost.Operand), "the conversion to " + lost.Type.Name.Replace("global::", "")]);
        }

        // What is called for a value whose derivatives are stated needs no rule.
        foreach (Expression node in statement.Expressions().Where(expression => expression is not WithPartials).SelectMany(expression => expression.SelfAndDescendants()))
        {
            Refusal? refusal = node switch
            {
                Call call => Check(call, activity, kind),
                Opaque opaque => Check(opaque, activity),
                _ when node.Type.CanBeActive && node.Type.IsView && node is Read or Slice or Conditional && roots.AllOf(node).Count == 0 =>
                    new Refusal(RefusalIds.UntrackedView, SiteOf(statement), [Printer.Print(node), "it is not known which buffer it looks into"]),
                _ => null,
            };
            if (refusal is not null)
            {
                yield return refusal;
            }
        }
    }

    private static IEnumerable<Expression> WithoutConstants(Expression expression) =>
        expression.SelfAndDescendants(node => node is Call { Method.IsConstant: true } ? [] : node.Children());

    /// <summary>A value of numbers that the front end has not taken apart, where one is stored.</summary>
    private static Expression? Whole(Statement statement) => statement switch
    {
        Declare { Value: { Type.Kind: TypeKind.Aggregate } value, Variable.Type.Kind: TypeKind.Aggregate } => value,
        Assign { Target.Type.Kind: TypeKind.Aggregate } assign => assign.Value,
        Fill { Value.Type.Kind: TypeKind.Aggregate, Value: not Constant } fill => fill.Value,
        Evaluate { Value.Type.Kind: TypeKind.Aggregate } evaluate => evaluate.Value,
        _ => null,
    };

    /// <summary>Numbers, or a buffer of them, that become an object: what is called with it could not be followed.</summary>
    private static (IrType? Target, Expression? Value) Hiding(Statement statement) => statement switch
    {
        Declare { Value: { Type.CanBeActive: true } value, Variable.Type: { Kind: TypeKind.Other } target } => (target, value),
        Assign { Target.Type: { Kind: TypeKind.Other } target, Value: { Type.CanBeActive: true } value } => (target, value),
        _ => (null, null),
    };

    private static Refusal? Check(Call call, Activity activity, DerivativeKind kind)
    {
        int varied = call.Arguments.ToList().FindIndex(activity.HasVariedLeaf);
        if (call.Method.IsConstant)
        {
            return CheckConstant(call, activity);
        }

        if (kind == DerivativeKind.Jvp && call.Method.JvpRules.Count > 0)
        {
            return null;
        }

        if (varied < 0 || call.Method.HasDeclaredRules || IsPiecewiseConstant(call) || IsGuard(call.Method))
        {
            return HasRuleForAll(call, activity, kind) ? null : Unknown(call, varied);
        }

        if (ScalarRules.WhyNotDifferentiable(call.Method) is { } reason && call.Type.IsFloatingPoint)
        {
            return new Refusal(RefusalIds.UnknownDerivative, call.Site, [call.Method.FullName, call.Method.Parameters[varied].Name + ": " + reason]);
        }

        return ScalarRules.Find(call.Method) is null ? Unknown(call, varied) : null;
    }

    // A buffer that it changes without writing all of it would keep a part of its derivative.
    private static Refusal? CheckConstant(Call call, Activity activity)
    {
        int updated = call.Arguments.Select((argument, i) => (argument, i)).ToList()
            .FindIndex(pair => call.Method.Parameters[pair.i].Use == ParameterUse.Updated && activity.HasVariedLeaf(pair.argument));
        return updated < 0 ? null : Unknown(call, updated);
    }

    // Every argument that depends on an active parameter needs a rule of its own.
    private static bool HasRuleForAll(Call call, Activity activity, DerivativeKind kind) =>
        !call.Method.HasDeclaredRules
        || (kind == DerivativeKind.Jvp && call.Method.JvpRules.Count > 0)
        || !(kind == DerivativeKind.Jvp && IsWriting(call.Method)) && Enumerable.Range(0, call.Arguments.Count).All(i =>
            call.Method.Parameters[i].Use == ParameterUse.Overwritten
            || !activity.HasVariedLeaf(call.Arguments[i])
            || (call.Method.VjpRules.Count == 0 && call.Method.DerivativeRules.Any(rule => rule.WithRespectTo == call.Method.Parameters[i].Name))
            || call.Method.VjpRules.Any(rule => rule.Method.Parameters.Any(parameter => parameter.Name == call.Method.Parameters[i].Name + "Gradient")));

    // A vector-Jacobian product gives the tangent of one number, its gradient, but not of a buffer.
    private static bool IsWriting(Method method) => method.VjpRules.Count > 0 && method.Parameters.Any(parameter => parameter.Use != ParameterUse.Input);

    // A pure function that returns no floating-point number cannot carry a derivative, unless it returns the bits of one.
    private static bool IsPiecewiseConstant(Call call) =>
        call.Method.IsPure
        && !call.Type.CanBeActive
        && call.Method.Container.FullName != "System.BitConverter";

    // ArgumentOutOfRangeException.ThrowIfNegative(x): throws or does nothing.
    private static bool IsGuard(Method method) =>
        method.Container.FullName is "System.Diagnostics.Debug" or "AutoDiff.CompilerServices.Destination"
        || (method.Container.Namespace == "System"
            && method.Container.Name.EndsWith("Exception", StringComparison.Ordinal)
            && method.Name.StartsWith("ThrowIf", StringComparison.Ordinal));

    private static Refusal Unknown(Call call, int argument) =>
        new(RefusalIds.UnknownDerivative, call.Site, [call.Method.FullName, call.Method.Parameters[argument < 0 ? 0 : argument].Name]);

    private static Refusal? Check(Opaque opaque, Activity activity)
    {
        Expression? varied = opaque.Operands.FirstOrDefault(activity.HasVariedLeaf);
        bool isPiecewiseConstant = !opaque.Type.CanBeActive && opaque.Type.Kind is not (TypeKind.Void or TypeKind.Other) && !opaque.KeepsOperands;
        return varied is null || opaque.IsConstant || (isPiecewiseConstant && (!varied.Type.IsView || opaque.IsNullTest))
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
