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
    private readonly Request request;
    private readonly Identifiers identifiers;
    private readonly Roots roots;
    private readonly Activity activity;
    private readonly Timeline timeline;
    private readonly Weave weave = new();
    private readonly Restoration restoration = new();
    private readonly Recorder recorder;
    private readonly Gradients gradients;
    private readonly DerivativeKind kind;
    private readonly EquatableArray<Companion> companions;

    /// <summary>The gradients of scalars by the block that their variables live in, once all are known.</summary>
    private ILookup<Frame, Variable>? homes;

    private Reverse(Function primal, Request request, DerivativeKind kind, bool callsItself)
    {
        this.primal = primal;
        this.request = request;
        this.kind = kind;
        identifiers = Identifiers.After(primal);
        roots = Roots.Of(primal);
        activity = Activity.Of(primal, roots);
        timeline = new Timeline(primal, roots);
        recorder = new Recorder(timeline, roots, identifiers, weave, restoration, callsItself);
        gradients = new Gradients(timeline, roots, recorder, restoration, identifiers);
        companions = Companions.Of(primal, request, kind, identifiers, isLocal: callsItself);
    }

    /// <summary>The gradient or the vector-Jacobian product of a function whose last statement is its only <see cref="Return"/>, if it has one.</summary>
    /// <param name="primal">The function.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="kind">The gradient or the product.</param>
    /// <param name="marksTurn">Puts a <see cref="Turn"/> between the sweeps.</param>
    public static DerivativeMember Run(Function primal, Request request, DerivativeKind kind, bool marksTurn = false) => new Reverse(primal, request, kind, callsItself: marksTurn).Differentiate(marksTurn);

    private DerivativeMember Differentiate(bool marksTurn)
    {
        foreach (Companion companion in companions.Where(IsGradient))
        {
            gradients.Bind(companion.Of!, companion.Variable);
        }

        List<Func<IEnumerable<Statement>>> reversed = Reversed(timeline.Root);
        recorder.Settle();
        List<Statement> reverse = [.. companions.Where(companion => IsDestination(companion) && companion.Variable.Type.IsView).Select(Clear), .. AssembleReverse(timeline.Root, reversed)];
        Companion[] scalars = [.. companions.Where(companion => !companion.Variable.Type.IsView)];
        reverse = GradientPlacement.Place(reverse, scalars.Where(IsDestination).Select(companion => companion.Variable), areDeclared: true);
        reverse.AddRange(scalars
            .Where(companion => companion.Role == CompanionRole.AddedTo && !IsGradient(companion))
            .Select(companion => new Accumulate(new Read(companion.Variable), GradientOrZero(companion.Of!))));

        Return? exit = timeline.Root.Steps.LastOrDefault()?.Statement as Return;
        Block forward = weave.Assemble(timeline.Root);
        Expression? value = kind == DerivativeKind.Gradient && companions.Count == 0 ? ByValue(exit!.Value!) : exit?.Value;
        Block body = new(
        [
            .. forward.Statements.Take(forward.Statements.Count - (exit is null ? 0 : 1)),
            .. marksTurn ? [new Turn()] : Array.Empty<Statement>(),
            .. Freshening.Run(reverse, forward, identifiers),
            .. value is null ? Array.Empty<Statement>() : [new Return(value) { Origin = exit!.Origin }],
        ]);
        EquatableArray<Parameter> parameters =
        [
            .. primal.Parameters,
            .. companions.Select(companion => new Parameter(companion.Variable, IsActive: false, companion.Passing)),
        ];
        string name = request.Name + (kind == DerivativeKind.Gradient ? "ValueAndGradient" : "Vjp");
        return new DerivativeMember(request, kind, new Function(name, parameters, value?.Type ?? IrType.Void, body), companions)
        {
            Recorded = recorder.Recorded.ToEquatableArray(),
        };
    }

    /// <summary>
    /// Whether the reverse sweep works on the companion itself. The gradient of a scalar that the body assigns anew starts
    /// at zero and is replaced on the way, so it is a variable of its own, which is added at the end.
    /// </summary>
    private bool IsGradient(Companion companion) =>
        companion.Of is { } variable && (companion.Role != CompanionRole.AddedTo || variable.Type.IsView || timeline.Writes(variable).Count == 0);

    private static bool IsDestination(Companion companion) => companion.Role == CompanionRole.Overwritten;

    // for (int row = 0; row < aGradient.Length; row++) { aGradient[row].Clear(); }
    private Statement Clear(Companion destination)
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

    /// <summary>What comes in for the numbers that the function returns.</summary>
    private IEnumerable<(Expression Value, Expression Cotangent)> Seeds()
    {
        if (kind == DerivativeKind.Gradient)
        {
            return Companions.Results(primal).Select(result => (result.Value, (Expression)Formula.One(result.Value.Type)));
        }

        return Companions.Results(primal).Zip(
            companions.Where(companion => companion.Of is null),
            (result, cotangent) => (result.Value, (Expression)new Read(cotangent.Variable)));
    }

    private TupleValue ByValue(Expression value)
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
        homes ??= gradients.All.Where(entry => !entry.Key.Type.IsView).ToLookup(entry => timeline.Home(entry.Key), entry => entry.Value);
        HashSet<Variable> parameters = [.. companions.Select(companion => companion.Variable)];
        return GradientPlacement.Place(statements, homes[frame].Where(gradient => !parameters.Contains(gradient)), areDeclared: false);
    }
}
