using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Reverse mode. The forward sweep runs the source and records what the reverse sweep cannot have otherwise; the reverse
/// sweep mirrors it statement by statement, last to first:
/// <code>
/// x = e(a, b)   =>   aGradient += xGradient * ∂e/∂a; bGradient += xGradient * ∂e/∂b; xGradient = 0
/// </code>
/// </summary>
internal sealed partial class Reverse
{
    private readonly Function primal;
    private readonly Identifiers identifiers;
    private readonly Roots roots;
    private readonly Activity activity;
    private readonly Timeline timeline;
    private readonly Weave weave = new();
    private readonly Restoration restoration = new();
    private readonly Recorder recorder;
    private readonly Gradients gradients;
    private readonly HashSet<Variable> outputs = [];

    private Reverse(Function primal)
    {
        this.primal = primal;
        identifiers = Identifiers.After(primal);
        roots = Roots.Of(primal);
        activity = Activity.Of(primal, roots);
        timeline = new Timeline(primal, roots);
        recorder = new Recorder(timeline, roots, identifiers, weave, restoration);
        gradients = new Gradients(timeline, roots, recorder, restoration, identifiers);
    }

    /// <summary>The value and the gradient of a function whose last statement is its only <see cref="Return"/>.</summary>
    public static GradientMember Run(Function primal, Request request) => new Reverse(primal).Differentiate(request);

    private GradientMember Differentiate(Request request)
    {
        bool hasDestinations = request.Active.Any(variable => variable.Type.IsView);
        EquatableArray<Destination> destinations = hasDestinations ? request.Active.Select(DestinationOf).ToEquatableArray() : [];
        List<Func<IEnumerable<Statement>>> reversed = Reversed(timeline.Root);
        recorder.Settle();

        List<Statement> reverse =
        [
            .. destinations.Where(destination => destination.Variable.Type.IsView)
                .Select(Cleared),
            .. AssembleReverse(timeline.Root, reversed),
        ];
        foreach (Destination destination in destinations.Where(destination => !destination.Variable.Type.IsView))
        {
            GradientPlacement.Place(reverse, destination.Variable, isDeclared: true);
        }

        Return result = (Return)timeline.Root.Steps.Last().Statement;
        Block forward = weave.Assemble(timeline.Root);
        Expression value = hasDestinations ? result.Value! : ByValue(result.Value!, request);
        Block body = new(
        [
            .. forward.Statements.Take(forward.Statements.Count - 1),
            .. Freshening.Run(reverse, forward, identifiers),
            new Return(value) { Origin = result.Origin },
        ]);
        EquatableArray<Parameter> parameters =
        [
            .. primal.Parameters,
            .. destinations.Select(destination => new Parameter(
                destination.Variable,
                IsActive: false,
                destination.Variable.Type.IsView ? ParameterPassing.Value : ParameterPassing.Out)),
        ];
        return new GradientMember(request, new Function(request.Name + "ValueAndGradient", parameters, value.Type, body), destinations)
        {
            Recorded = recorder.Recorded.ToEquatableArray(),
        };
    }

    // for (int row = 0; row < aGradient.Length; row++) { aGradient[row].Clear(); }
    private Statement Cleared(Destination destination)
    {
        Read gradient = new(destination.Variable);
        if (!gradient.Type.IsJagged)
        {
            return new Fill(gradient, Formula.Zero(gradient.Type.Element!));
        }

        Variable row = identifiers.Fresh("row", IrType.Int32);
        Fill clear = new(new Element(gradient, new Read(row)), Formula.Zero(gradient.Type.Element!.Element!));
        return new For(row, Formula.Zero(IrType.Int32), BinaryOperator.Less, new Length(gradient), 1, new Block([clear]));
    }

    private Destination DestinationOf(Variable active)
    {
        IrType type = active.Type.IsView ? active.Type.GradientBuffer : active.Type;
        Variable destination = identifiers.Fresh(active.Name + "Gradient", type);
        gradients.Bind(active, destination);
        outputs.Add(destination);
        return new Destination(destination, active);
    }

    private TupleValue ByValue(Expression value, Request request)
    {
        TupleElement[] elements = [.. request.Active.Select(variable => new TupleElement(variable.Name, GradientOrZero(variable)))];
        Expression gradient = elements.Length == 1 ? elements[0].Value : new TupleValue(elements.ToEquatableArray());
        return new TupleValue([new("Value", value), new("Gradient", gradient)]);
    }

    private Expression GradientOrZero(Variable variable) =>
        gradients.All.TryGetValue(variable, out Variable? gradient) ? new Read(gradient) : Formula.Zero(variable.Type);

    /// <summary>The reverse sweep of a block, except for what it restores, which is known only when all of it has been asked for.</summary>
    private List<Func<IEnumerable<Statement>>> Reversed(Frame frame)
    {
        List<Func<IEnumerable<Statement>>> reversed = [];
        foreach (Step step in Enumerable.Reverse(frame.Steps))
        {
            Reversed(step, reversed);
        }

        return reversed;
    }

    private List<Statement> AssembleReverse(Frame frame, List<Func<IEnumerable<Statement>>> reversed)
    {
        List<Statement> statements = [.. restoration.For(frame), .. reversed.SelectMany(part => part())];
        IEnumerable<Variable> own = gradients.All
            .Where(entry => !entry.Key.Type.IsView && ReferenceEquals(timeline.Home(entry.Key), frame))
            .Select(entry => entry.Value);
        foreach (Variable gradient in own.Where(gradient => !outputs.Contains(gradient)))
        {
            GradientPlacement.Place(statements, gradient, isDeclared: false);
        }

        return statements;
    }
}
