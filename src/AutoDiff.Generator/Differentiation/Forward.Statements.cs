using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <content>The tangents of each kind of statement. Tangents come before what the statement overwrites, which they may need, and after what it declares.</content>
internal sealed partial class Forward
{
    private IEnumerable<Statement> Simple(Statement statement) => statement switch
    {
        Declare { Value: Call call } declare when IsActive(declare.Variable) && call.Method.JvpRules is [{ RunsPrimal: true } rule, ..] =>
            Quoted(InsteadOfCall(call, rule, declare), statement),
        Declare { Value: Call { Method.JvpRules: [{ RunsPrimal: true } rule, ..] } call } declare => Quoted(BesidesResult(call, rule, declare), statement),
        Declare declare when IsActive(declare.Variable) => [statement, .. Quoted(Declared(declare), statement)],
        Assign { Target: Read { Type.IsView: true } target, Value: var value } when IsActive(target.Variable) && IsConstantBuffer(value) => [statement, .. Quoted(Emptied(target), statement)],
        Evaluate { Value: Call { Method: { HasDeclaredRules: true } or { JvpRules.Count: > 0 } } call } => AroundCall(call, statement),
        Return { Value: { } value } exit => Returned(exit, value),
        _ => [.. Quoted(Before(statement), statement), statement],
    };

    // A buffer of a field or of code that is not seen.
    private static bool IsConstantBuffer(Expression value) => value is Constant { Text: not ("default" or "null") } or Field or Opaque or Call { Method.HasDeclaredRules: false };

    private List<Statement> Emptied(Read view)
    {
        Variable tangent = tangents.Of(view.Variable);
        Variable zeros = identifiers.Fresh(tangent.Name + "Zeros", tangent.Type);
        return [new Declare(zeros, Shapes.Zeros(zeros.Type, view)), new Assign(new Read(tangent), new Read(zeros))];
    }

    private IEnumerable<Statement> Before(Statement statement)
    {
        switch (statement)
        {
            case Assign { Target: Read { Type.IsView: true } target } assign when IsActive(target.Variable):
                return [new Assign(new Read(tangents.Of(target.Variable)), Tangents.As(Tangents.TypeOf(target.Type), tangents.OfView(assign.Value)))];
            case Assign assign when activity.IsActive(assign.Target):
                return WithTangent(statement, assign.Value, tangent => new Assign(TangentOf(assign.Target), tangent));
            case Accumulate accumulate when activity.IsActive(accumulate.Target):
                Differential differential = DifferentialOf(statement);
                return differential.Of(accumulate.Value) is { } added ? [.. differential.Before, new Accumulate(TangentOf(accumulate.Target), added)] : [];
            case Copy copy when activity.IsActive(copy.Target):
                return [Copied(copy)];
            case Fill fill when activity.IsActive(fill.Target):
                return WithTangent(statement, fill.Value, tangent => new Fill(tangents.OfView(fill.Target), tangent));
            case Push { Value.Type.IsView: true } push when activity.IsActive(new Read(push.Stack)):
                return Pushed(push);
            case Push push when activity.IsActive(new Read(push.Stack)):
                return WithTangent(statement, push.Value, tangent => new Push(tangents.Of(push.Stack), tangent));
            default:
                RequireKnown(statement);
                return [];
        }
    }

    /// <summary>A call that writes tangents without saying how would leave them behind in silence.</summary>
    private void RequireKnown(Statement statement)
    {
        if (Written.Views(statement).FirstOrDefault(view => activity.IsActive(view)) is { } view)
        {
            throw new NotSupportedException("No tangents of what " + Printer.Print(statement).TrimEnd('\n') + " writes to " + Printer.Print(view) + ".");
        }
    }

    private IEnumerable<Statement> Declared(Declare declare)
    {
        Variable tangent = tangents.Of(declare.Variable);
        Length count = new(new Read(declare.Variable));
        return declare.Value switch
        {
            null => [new Declare(tangent, null)],
            Pop pop => [new Declare(tangent, activity.IsActive(pop) ? new Pop(tangents.Of(pop.Stack)) : Formula.Zero(tangent.Type))],
            PopBlock pop => [new Declare(tangent, pop with { Stack = tangents.Of(pop.Stack), Count = count })],

            NewBuffer when tangent.Type.Kind == TypeKind.Array => [new Declare(tangent, NewArray(tangent.Type, count))],

            // Contents that are written before they are read have tangents that are.
            NewBuffer { Storage: BufferStorage.Workspace } => [new Declare(tangent, new NewBuffer(tangent.Type, count, BufferStorage.Workspace))],
            NewBuffer => [new Declare(tangent, Shapes.Zeros(tangent.Type, new Read(declare.Variable)))],
            Take take => [new Declare(tangent, new Take(tangents.Of(take.Arena), count))],
            _ when declare.Variable.Type.IsView && IsConstantBuffer(declare.Value) => [new Declare(tangent, Shapes.Zeros(tangent.Type, new Read(declare.Variable)))],
            Call { Method: { HasDeclaredRules: true, DerivativeRules.Count: 0 } } call => OfCall(call, declare, declare.Variable),
            { Type.IsView: true } view => [new Declare(tangent, Tangents.As(tangent.Type, tangents.OfView(view)))],
            { } value => WithTangent(declare, value, found => new Declare(tangent, found)),
        };
    }

    // return e;   =>   double resultTangent = …; return (e, resultTangent);
    private IEnumerable<Statement> Returned(Return exit, Expression value)
    {
        if (value is Read { Type: { IsView: true, CanBeActive: true } } array)
        {
            return ReturnedArray(exit, array);
        }

        if (value is not TupleValue && !value.Type.IsFloatingPoint)
        {
            return [exit];
        }

        Differential differential = DifferentialOf(exit);
        List<Statement> names = [];
        Expression tangent = Named("resultTangent", value, differential, names);
        Return result = exit with { Value = new TupleValue([new("Value", value), new("Tangent", tangent)]) };
        return [.. Quoted(differential.Before.Concat(names), exit), result];
    }

    // return a;   =>   return (a, aTangent);
    private IEnumerable<Statement> ReturnedArray(Return exit, Read array)
    {
        Read tangent = new(tangents.Of(array.Variable));
        if (!IsActive(array.Variable))
        {
            yield return new Declare(tangent.Variable, NewArray(tangent.Type, new Length(array))) { Origin = exit.Origin };
        }

        yield return exit with { Value = new TupleValue([new("Value", array), new("Tangent", tangent)]) };
    }

    private static NewBuffer NewArray(IrType type, Expression count) => new(type, count, BufferStorage.Array);

    /// <summary>The tangent of a result, under a name if it has to be computed; of a tuple the tuple of tangents.</summary>
    private Expression Named(string name, Expression value, Differential differential, List<Statement> names)
    {
        if (value is TupleValue tuple)
        {
            return new TupleValue([.. tuple.Elements.Select((element, i) => element with { Value = Named(NameOf(element, i), element.Value, differential, names) })]);
        }

        Expression tangent = differential.Of(value) ?? (value.Type.IsFloatingPoint ? Formula.Zero(value.Type) : new Constant(value.Type, "default"));
        if (tangent is Read or Number or Constant)
        {
            return tangent;
        }

        Variable variable = identifiers.Fresh(name, tangent.Type);
        names.Add(new Declare(variable, tangent));
        return new Read(variable);
    }

    private static string NameOf(TupleElement element, int position) =>
        (element.Name is { } name ? char.ToLowerInvariant(name[0]) + name.Substring(1) : "item" + (position + 1)) + TangentSuffix;

    private Statement Copied(Copy copy)
    {
        Expression target = tangents.OfView(copy.Target);
        if (activity.IsActive(copy.Source))
        {
            return new Copy(tangents.OfView(copy.Source), target);
        }

        // Only as much as is copied: there may be more of the target.
        Length count = new(copy.Source);
        Expression copied = target is Slice part ? part with { Count = count } : new Slice(target, Formula.Zero(IrType.Int32), count);
        return new Fill(copied, Formula.Zero(target.Type.Element!));
    }

    private List<Statement> Pushed(Push push)
    {
        Variable stack = tangents.Of(push.Stack);
        if (activity.IsActive(push.Value))
        {
            return [new Push(stack, tangents.OfView(push.Value))];
        }

        Variable zeros = identifiers.Fresh(Names.Of(push.Value) + "Tangent", push.Value.Type.GradientBuffer);
        return [new Declare(zeros, Shapes.Zeros(zeros.Type, push.Value)), new Push(stack, new Read(zeros))];
    }

    private IEnumerable<Statement> WithTangent(Statement statement, Expression value, Func<Expression, Statement> write)
    {
        Differential differential = DifferentialOf(statement);
        Statement written = write(differential.Of(value) ?? Formula.Zero(value.Type));
        return [.. differential.Before, written];
    }

    private Differential DifferentialOf(Statement statement) => new(activity, tangents, identifiers, Gradients.Differentiated(statement))
    {
        Result = statement is Declare { Value: Call } declare ? new Read(declare.Variable) : null,
    };

    private Expression TangentOf(Expression target) => target is Element element ? tangents.Of(element) : new Read(tangents.Of(((Read)target).Variable));

    private bool IsActive(Variable variable) => variable.Type.IsView ? activity.IsActive(new Read(variable)) : activity.IsActive(variable);

    private static IEnumerable<Statement> Quoted(IEnumerable<Statement> statements, Statement source) =>
        statements.Select(statement => statement with { Origin = Gradients.Differentiated(source) });
}
