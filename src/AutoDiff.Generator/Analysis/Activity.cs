using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// Which variables and buffers carry a derivative: those that depend on an active parameter (varied) and on which the
/// result or an output depends (useful). Judged per variable for the whole function, so splitting lifetimes first makes it sharper.
/// </summary>
internal sealed class Activity
{
    private readonly Roots roots;
    private readonly HashSet<Variable> varied = [];
    private readonly HashSet<Variable> useful = [];

    /// <summary>Answers for links of chains, each of which is asked about as often as it has links around it.</summary>
    private readonly Dictionary<Expression, bool> activeChains = [];
    private readonly Dictionary<Expression, bool> variedChains = [];

    private Activity(Roots roots) => this.roots = roots;

    public static Activity Of(Function function, Roots roots)
    {
        Activity activity = new(roots);
        Dictionary<Variable, List<Variable>> targets = [];
        Dictionary<Variable, List<Variable>> sources = [];
        List<Variable> results = [.. function.Results, .. function.Parameters.Where(parameter => parameter.IsOutput).Select(parameter => parameter.Variable)];
        foreach (Statement statement in function.Body.SelfAndDescendants())
        {
            if (statement is Return { Value: { } value })
            {
                results.AddRange(activity.Carriers(value));
            }

            foreach ((Variable target, Expression source) in activity.Dependences(statement))
            {
                foreach (Variable carrier in activity.Carriers(source))
                {
                    Add(targets, carrier, target);
                    Add(sources, target, carrier);
                }
            }
        }

        Spread(activity.varied, function.Parameters.Where(parameter => parameter.IsActive).Select(parameter => parameter.Variable), targets);
        Spread(activity.useful, results, sources);
        return activity;
    }

    /// <summary>
    /// The same, where a constant buffer that a view may look into beside one with a derivative counts as one: whatever the
    /// view looks into, there is something beside it.
    /// </summary>
    public static Activity WithCompany(Function function, Roots roots)
    {
        Activity activity = Of(function, roots);
        IReadOnlyList<Variable>[] shared = [.. function.Variables().Where(variable => variable.Type.IsView).Select(view => roots.AllOf(new Read(view))).Where(all => all.Count > 1)];
        int before;
        do
        {
            before = activity.varied.Count;
            foreach (Variable root in shared.Where(all => all.Any(activity.IsActive)).SelectMany(all => all))
            {
                activity.varied.Add(root);
                activity.useful.Add(root);
            }
        }
        while (activity.varied.Count != before);

        return activity;
    }

    /// <summary>The variable, or the contents of the buffer that it roots, carry a derivative.</summary>
    public bool IsActive(Variable variable) => varied.Contains(variable) && useful.Contains(variable);

    /// <summary>A leaf (see <see cref="Flow"/>) that carries a derivative.</summary>
    public bool IsActive(Expression leaf) => CarriersOf(leaf).Any(IsActive);

    /// <summary>Some leaf of the expression carries a derivative.</summary>
    public bool HasActiveLeaf(Expression expression) => HasLeaf(expression, IsActive, activeChains);

    /// <summary>Some leaf of the expression depends on an active parameter.</summary>
    public bool HasVariedLeaf(Expression expression) => HasLeaf(expression, IsVaried, variedChains);

    /// <summary>The variables by which activity knows a leaf or an assignment target: itself, or the roots that its buffer may have.</summary>
    private IReadOnlyList<Variable> CarriersOf(Expression leaf) => leaf switch
    {
        Read read when read.Type.IsFloatingPoint || read.Type.Kind == TypeKind.Stack => [read.Variable],
        Element element => roots.AllOf(element.View),
        _ when leaf.Type.IsView => roots.AllOf(leaf),
        Pop pop => [pop.Stack],
        _ => [],
    };

    private static bool HasLeaf(Expression expression, Func<Expression, bool> isMeant, Dictionary<Expression, bool> known)
    {
        if (Flow.IsLeaf(expression))
        {
            return isMeant(expression);
        }

        if (expression is not Binary)
        {
            return Flow.Operands(expression).Any(operand => HasLeaf(operand, isMeant, known));
        }

        Chain chain = Chain.Of(expression, link => link.Type.IsFloatingPoint && !known.ContainsKey(link));
        bool found = chain.First is Binary ? known.TryGetValue(chain.First, out bool answer) && answer : HasLeaf(chain.First, isMeant, known);
        foreach (Binary link in chain.Links)
        {
            found = found || HasLeaf(link.Right, isMeant, known);
            known[link] = found;
        }

        return found;
    }

    private static void Add(Dictionary<Variable, List<Variable>> edges, Variable from, Variable to)
    {
        if (!edges.TryGetValue(from, out List<Variable>? known))
        {
            edges[from] = known = [];
        }

        known.Add(to);
    }

    private static void Spread(HashSet<Variable> reached, IEnumerable<Variable> start, Dictionary<Variable, List<Variable>> edges)
    {
        Stack<Variable> pending = new(start);
        while (pending.Count > 0)
        {
            Variable next = pending.Pop();
            if (reached.Add(next) && edges.TryGetValue(next, out List<Variable>? neighbours))
            {
                foreach (Variable neighbour in neighbours)
                {
                    pending.Push(neighbour);
                }
            }
        }
    }

    private bool IsVaried(Expression leaf) => CarriersOf(leaf).Any(varied.Contains);

    private IEnumerable<Variable> Carriers(Expression expression) => Flow.Leaves(expression).SelectMany(CarriersOf);

    private IEnumerable<(Variable Target, Expression Source)> Dependences(Statement statement)
    {
        (Expression? target, Expression? source) = statement switch
        {
            Declare { Value: { } value } declare when declare.Variable.Type.IsFloatingPoint => (new Read(declare.Variable), value),
            Assign assign when assign.Target.Type.IsFloatingPoint => (assign.Target, assign.Value),
            Accumulate accumulate when accumulate.Target.Type.IsFloatingPoint => (accumulate.Target, accumulate.Value),
            Copy copy => (copy.Target, copy.Source),
            Fill fill => (fill.Target, fill.Value),
            Push push => (new Read(push.Stack), push.Value),
            Declare { Value: PopBlock pop } declare => (new Read(declare.Variable), new Read(pop.Stack)),
            _ => ((Expression?)null, (Expression?)null),
        };
        if (target is not null)
        {
            foreach (Variable carrier in CarriersOf(target))
            {
                yield return (carrier, source!);
            }
        }

        // a[i] = row: each sees what is written to the other.
        if (statement is Assign { Target: Element { Type.IsView: true } place, Value: { Type.IsView: true } row })
        {
            foreach (Variable rows in CarriersOf(place))
            {
                yield return (rows, row);
            }

            foreach (Variable shared in CarriersOf(row))
            {
                yield return (shared, place);
            }
        }

        if (statement is Declare { Variable: { Type.IsView: true } given, Value: Call { Method.GivesOwn: true } giver })
        {
            foreach (Expression argument in giver.Arguments)
            {
                yield return (given, argument);
            }
        }

        foreach (Call call in statement.Expressions().SelectMany(expression => expression.SelfAndDescendants()).OfType<Call>().Where(call => !call.Method.IsConstant))
        {
            for (int i = 0; i < call.Arguments.Count; i++)
            {
                if (call.Method.Parameters[i].Use != ParameterUse.Input)
                {
                    foreach (Variable written in Carriers(call.Arguments[i]))
                    {
                        foreach (Expression argument in call.Arguments)
                        {
                            yield return (written, argument);
                        }
                    }
                }
            }
        }
    }
}
