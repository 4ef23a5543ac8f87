using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// Which variables and buffers carry a derivative: those that depend on an active parameter (varied) and on which the
/// result depends (useful). Judged per variable for the whole function, so splitting lifetimes first makes it sharper.
/// </summary>
internal sealed class Activity
{
    private readonly Roots roots;
    private readonly HashSet<Variable> varied = [];
    private readonly HashSet<Variable> useful = [];

    private Activity(Roots roots) => this.roots = roots;

    public static Activity Of(Function function, Roots roots)
    {
        Activity activity = new(roots);
        Statement[] statements = [.. function.Body.SelfAndDescendants()];
        foreach (Parameter parameter in function.Parameters.Where(parameter => parameter.IsActive))
        {
            activity.varied.Add(parameter.Variable);
        }

        UntilStable(statements, activity.SpreadForward);
        Array.Reverse(statements);
        UntilStable(statements, activity.SpreadBackward);
        return activity;
    }

    /// <summary>The variable, or the contents of the buffer that it roots, carry a derivative.</summary>
    public bool IsActive(Variable variable) => varied.Contains(variable) && useful.Contains(variable);

    /// <summary>A leaf (see <see cref="Flow"/>) that carries a derivative.</summary>
    public bool IsActive(Expression leaf) => Carriers(leaf).Any(IsActive);

    /// <summary>Some leaf of the expression carries a derivative.</summary>
    public bool HasActiveLeaf(Expression expression) => Flow.Leaves(expression).Any(IsActive);

    /// <summary>Some leaf of the expression depends on an active parameter.</summary>
    public bool HasVariedLeaf(Expression expression) =>
        Flow.Leaves(expression).Any(leaf => Carriers(leaf).Any(varied.Contains));

    /// <summary>The variables by which activity knows a leaf or an assignment target: itself, or the roots that its buffer may have.</summary>
    private IReadOnlyList<Variable> Carriers(Expression leaf) => leaf switch
    {
        Read read when read.Type.IsFloatingPoint => [read.Variable],
        Element element => roots.AllOf(element.View),
        _ when leaf.Type.IsView => roots.AllOf(leaf),
        _ => [],
    };

    private static void UntilStable(Statement[] statements, Func<Statement, bool> spread)
    {
        bool changed;
        do
        {
            changed = false;
            foreach (Statement statement in statements)
            {
                changed |= spread(statement);
            }
        }
        while (changed);
    }

    private bool SpreadForward(Statement statement)
    {
        bool changed = false;
        foreach ((Variable target, Expression source) in Dependences(statement))
        {
            changed |= HasVariedLeaf(source) && varied.Add(target);
        }

        return changed;
    }

    private bool SpreadBackward(Statement statement)
    {
        bool changed = false;
        if (statement is Return { Value: { } value })
        {
            changed = AddLeaves(value);
        }

        foreach ((Variable target, Expression source) in Dependences(statement))
        {
            changed |= useful.Contains(target) && AddLeaves(source);
        }

        return changed;
    }

    private bool AddLeaves(Expression expression)
    {
        bool changed = false;
        foreach (Expression leaf in Flow.Leaves(expression))
        {
            foreach (Variable variable in Carriers(leaf))
            {
                changed |= useful.Add(variable);
            }
        }

        return changed;
    }

    private IEnumerable<(Variable Target, Expression Source)> Dependences(Statement statement)
    {
        (Expression? target, Expression? source) = statement switch
        {
            Declare { Value: { } value } declare when declare.Variable.Type.IsFloatingPoint => (new Read(declare.Variable), value),
            Assign assign when assign.Target.Type.IsFloatingPoint => (assign.Target, assign.Value),
            Accumulate accumulate when accumulate.Target.Type.IsFloatingPoint => (accumulate.Target, accumulate.Value),
            Copy copy => (copy.Target, copy.Source),
            Fill fill => (fill.Target, fill.Value),
            _ => ((Expression?)null, (Expression?)null),
        };
        if (target is not null)
        {
            foreach (Variable carrier in Carriers(target))
            {
                yield return (carrier, source!);
            }
        }

        foreach (Call call in statement.Expressions().SelectMany(expression => expression.SelfAndDescendants()).OfType<Call>())
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
