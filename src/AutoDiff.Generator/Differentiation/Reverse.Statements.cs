using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <content>The reverse of each kind of statement.</content>
internal sealed partial class Reverse
{
    private void Reversed(Step step, List<Func<IEnumerable<Statement>>> reversed)
    {
        Cancellation.Check();
        switch (step.Statement)
        {
            case Try:
                // The body ran before its cleanup, and both to their ends, or there would be no reverse sweep.
                List<Func<IEnumerable<Statement>>>[] blocks = [.. step.Blocks.Select(Reversed)];
                reversed.Add(() => AssembleReverse(step.Blocks[1], blocks[1]));
                reversed.Add(() => AssembleReverse(step.Blocks[0], blocks[0]));
                break;
            case If or For or While:
                Enclosing(step, reversed);
                break;
            default:
                Origin? origin = Gradients.Differentiated(step.Statement);
                Statement[] statements = [.. Simple(step).Select(statement => statement with { Origin = origin })];
                if (statements.Length > 0)
                {
                    reversed.Add(() => statements);
                }

                break;
        }
    }

    private List<Statement> Simple(Step step)
    {
        switch (step.Statement)
        {
            case Declare { Value: Call { Method: { VjpRules.Count: > 0 } or { IsConstant: true } } call } declare:
                return VectorJacobianProduct(call, declare.Variable, step);
            case Declare { Value: Pop pop } declare when activity.IsActive(new Read(pop.Stack)):
                return [new Push(gradients.OfStack(pop.Stack), activity.IsActive(declare.Variable) ? gradients.Of(declare.Variable) : Formula.Zero(pop.Type))];
            case Declare { Value: PopBlock pop } declare when activity.IsActive(new Read(pop.Stack)):
                return [new Push(gradients.OfStack(pop.Stack), gradients.Of(new Read(declare.Variable), step.After))];
            case Declare { Value: { } value } declare when activity.IsActive(declare.Variable) && !declare.Variable.Type.IsView:
                return Assigned(new Read(declare.Variable), value, step, isDeclared: true);
            case Push { Value.Type.IsView: true } push when activity.IsActive(new Read(push.Stack)):
                return PushedAll(push, step);
            case Push push when activity.IsActive(new Read(push.Stack)):
                return Pushed(push, step);
            case Assign { Target: Read { Type.IsView: false } target } assign when activity.IsActive(target.Variable):
                return Assigned(target, assign.Value, step, isDeclared: false);
            case Assign { Target: Element target } assign when activity.IsActive(target):
                return ElementAssigned(target, assign.Value, step, keeps: false);
            case Accumulate { Target: Read target } accumulate when activity.IsActive(target):
                return Accumulated(target, accumulate.Value, step);
            case Accumulate { Target: Element target } accumulate when activity.IsActive(target):
                return ElementAssigned(target, accumulate.Value, step, keeps: true);
            case Copy copy when activity.IsActive(copy.Target):
                return Copied(copy, step);
            case Fill fill when activity.IsActive(fill.Target):
                return Filled(fill, step);
            case Evaluate { Value: Call { Method: { VjpRules.Count: > 0 } or { IsConstant: true } } call }:
                return VectorJacobianProduct(call, result: null, step);
            case Return { Value: Read { Type.IsView: true } array }:
                return [.. companions.Where(companion => companion.Of is null).SelectMany(cotangent => Received(cotangent.Variable, array, step))];
            case Return:
                Adjoint adjoint = AdjointOf(step);
                foreach ((Expression value, Expression cotangent) in Seeds())
                {
                    adjoint.Visit(value, cotangent);
                }

                return [.. adjoint.Before, .. Added(adjoint.Contributions)];
            default:
                return [];
        }
    }

    // Only now is it known how long the array is.
    private IEnumerable<Statement> Received(Variable cotangent, Read array, Step step)
    {
        yield return EntryChecks.CheckLength(cotangent, array.Variable);
        if (activity.IsActive(array.Variable))
        {
            yield return new Copy(new Read(cotangent), gradients.Of(array, step.Before));
        }
    }

    private Adjoint AdjointOf(Step step) =>
        new(activity, recorder, gradients, identifiers, step.Before, Gradients.Differentiated(step.Statement))
        {
            Result = step.Statement is Declare { Value: Call } declare ? new Read(declare.Variable) : null,
        };

    private static IEnumerable<Statement> Added(IEnumerable<(Expression Target, Expression Value)> contributions) =>
        contributions.Select(contribution => new Accumulate(contribution.Target, contribution.Value));

    // x = e(x, a)   =>   aGradient += xGradient * ∂e/∂a; xGradient = xGradient * ∂e/∂x
    private List<Statement> Assigned(Read target, Expression value, Step step, bool isDeclared)
    {
        Read gradient = gradients.Of(target.Variable);
        Adjoint adjoint = AdjointOf(step);
        adjoint.Visit(value, gradient);
        if (adjoint.Result is Read { Variable: { } named } && adjoint.Mentions(named))
        {
            // The rule is written with the result, which the reverse sweep must have at hand.
            recorder.Value(new Read(named), step.After);
        }

        List<Statement> statements = [.. adjoint.Before, .. Added(adjoint.Contributions.Where(contribution => !contribution.Target.Equals(gradient)))];
        if (!isDeclared)
        {
            Expression own = adjoint.Contributions.Where(contribution => contribution.Target.Equals(gradient)).Select(contribution => contribution.Value).FirstOrDefault()
                ?? Formula.Zero(gradient.Type);
            statements.Add(new Assign(gradient, own));
        }

        return statements;
    }

    // x += e(x, a)   =>   aGradient += xGradient * ∂e/∂a; xGradient += xGradient * ∂e/∂x
    private List<Statement> Accumulated(Read target, Expression value, Step step)
    {
        Read gradient = gradients.Of(target.Variable);
        Adjoint adjoint = AdjointOf(step);
        adjoint.Visit(value, gradient);
        return
        [
            .. adjoint.Before,
            .. Added(adjoint.Contributions.OrderBy(contribution => contribution.Target.Equals(gradient))),
        ];
    }

    // stack.Push(e)   =>   g = stackGradient.Pop(); what e gives, with g      double v = stack.Pop()   =>   stackGradient.Push(vGradient)
    private List<Statement> Pushed(Push push, Step step)
    {
        Variable stack = gradients.OfStack(push.Stack);
        Variable popped = identifiers.Fresh(stack.Name + "Value", stack.Type.Element!);
        Adjoint adjoint = AdjointOf(step);
        adjoint.Visit(push.Value, new Read(popped));
        return [new Declare(popped, new Pop(stack)), .. adjoint.Before, .. Added(adjoint.Contributions)];
    }

    // stack.Push(view)   =>   viewGradient += stackGradient.Pop(view.Length)
    private List<Statement> PushedAll(Push push, Step step)
    {
        Variable stack = gradients.OfStack(push.Stack);
        Variable popped = identifiers.Fresh(stack.Name + "Values", IrType.ReadOnlySpanOf(stack.Type.Element!));
        Expression count = recorder.LengthOf(push.Value, step.Before);
        Declare declare = new(popped, new PopBlock(stack, count));
        return activity.IsActive(push.Value) ? [declare, AddAll(new Read(popped), gradients.Of(push.Value, step.Before), count)] : [declare];
    }

    // p[i] = e   =>   g = pGradient[i]; pGradient[i] = 0; what e gives, with g      p[i] += e keeps pGradient[i]
    private List<Statement> ElementAssigned(Element target, Expression value, Step step, bool keeps)
    {
        Expression gradient = gradients.Of(target, step.Before);
        bool mayMeetAnother = Flow.Leaves(value).Any(leaf => leaf is Element element && !leaf.Equals(target) && roots.MayMeet(element.View, target.View));
        return mayMeetAnother && activity.HasActiveLeaf(value)
            ? Aliased(gradient, value, step, Names.Of(target) + "EntryGradient", keeps)
            : Own(gradient, value, step, keeps);
    }

    // p[i] = p[i] * w   =>   wGradient += pGradient[i] * p[i]; pGradient[i] *= w
    private List<Statement> Own(Expression gradient, Expression value, Step step, bool keeps)
    {
        Adjoint adjoint = AdjointOf(step);
        adjoint.Visit(value, gradient);
        ILookup<bool, (Expression Target, Expression Value)> isOwn = adjoint.Contributions.ToLookup(contribution => contribution.Target.Equals(gradient));
        Expression? own = isOwn[true].Select(contribution => contribution.Value).FirstOrDefault();
        Statement? last = (keeps, own) switch
        {
            (true, null) => null,
            (true, _) => new Accumulate(gradient, own),
            _ => new Assign(gradient, own ?? Formula.Zero(gradient.Type)),
        };
        return [.. adjoint.Before, .. Added(isOwn[false]), .. last is null ? Array.Empty<Statement>() : [last]];
    }

    // The incoming gradient is read once, before anything is added: p[i] += p[j] * w may have i == j.
    private List<Statement> Aliased(Expression gradient, Expression value, Step step, string name, bool keeps)
    {
        Variable incoming = identifiers.Fresh(name, gradient.Type);
        Adjoint adjoint = AdjointOf(step);
        adjoint.Visit(value, new Read(incoming));
        return
        [
            new Declare(incoming, gradient),
            .. keeps ? Array.Empty<Statement>() : [new Assign(gradient, Formula.Zero(gradient.Type))],
            .. adjoint.Before,
            .. Added(adjoint.Contributions),
        ];
    }

    // source.CopyTo(target)   =>   sourceGradient += targetGradient; targetGradient = 0
    private List<Statement> Copied(Copy copy, Step step)
    {
        Expression target = gradients.Of(copy.Target, step.Before);
        Expression count = recorder.LengthOf(copy.Source, step.Before);
        Expression copied = target switch
        {
            Slice part => part with { Count = count },
            _ when count.Equals(new Length(copy.Target)) => target,
            _ => new Slice(target, Formula.Zero(IrType.Int32), count),
        };
        Fill clear = new(copied, Formula.Zero(target.Type.Element!));
        if (!activity.IsActive(copy.Source))
        {
            return [clear];
        }

        Expression source = gradients.Of(copy.Source, step.Before);
        if (!roots.MayMeet(copy.Source, copy.Target))
        {
            return [AddAll(target, source, count), clear];
        }

        // The two may overlap, so what comes in is set aside before the target is cleared.
        Variable incoming = identifiers.Fresh(Names.Of(copy.Target) + "Incoming", IrType.SpanOf(target.Type.Element!));
        return
        [
            new Declare(incoming, new NewBuffer(incoming.Type, count, BufferStorage.Workspace)),
            new Copy(copied, new Read(incoming)),
            clear,
            AddAll(new Read(incoming), source, count),
        ];
    }

    private For AddAll(Expression from, Expression to, Expression count)
    {
        Variable k = identifiers.Fresh("k", IrType.Int32);
        Accumulate body = new(At(to, new Read(k)), At(from, new Read(k)));
        return new For(k, Formula.Zero(IrType.Int32), BinaryOperator.Less, count, 1, new Block([body]));
    }

    // view.Slice(start, n)[k]   =>   view[start + k]
    private static Element At(Expression view, Expression index) => view switch
    {
        Slice { Start: Number { Value: 0 } } slice => At(slice.View, index),
        Slice slice => At(slice.View, slice.Start + index),
        _ => new Element(view, index),
    };

    // target.Fill(e)   =>   what e gives, with the sum of targetGradient; targetGradient = 0
    private List<Statement> Filled(Fill fill, Step step)
    {
        Expression target = gradients.Of(fill.Target, step.Before);
        Fill clear = new(target, Formula.Zero(target.Type.Element!));
        if (!activity.HasActiveLeaf(fill.Value))
        {
            return [clear];
        }

        Variable sum = identifiers.Fresh(Names.Of(fill.Target) + "FillGradient", fill.Value.Type);
        Variable k = identifiers.Fresh("k", IrType.Int32);
        Accumulate body = new(new Read(sum), At(target, new Read(k)));
        Adjoint adjoint = AdjointOf(step);
        adjoint.Visit(fill.Value, new Read(sum));
        return
        [
            new Declare(sum, Formula.Zero(sum.Type)),
            new For(k, Formula.Zero(IrType.Int32), BinaryOperator.Less, recorder.LengthOf(fill.Target, step.Before), 1, new Block([body])),
            clear,
            .. adjoint.Before,
            .. Added(adjoint.Contributions),
        ];
    }
}
