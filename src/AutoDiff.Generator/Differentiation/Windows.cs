using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Integers that follow view variables through the forward sweep: into which root a view looks, and where it starts there.
/// <code>
/// s = s[2..];   =>   sStart += 2; s = s[2..];
/// s = q;        =>   sRoot = 1; s = q;
/// </code>
/// </summary>
internal sealed class Windows(Timeline timeline, Roots roots, Identifiers identifiers, Weave weave)
{
    private readonly Dictionary<Variable, Variable> starts = [];
    private readonly Dictionary<Variable, Variable> selectors = [];
    private readonly Dictionary<Variable, Variable> rows = [];
    private readonly List<Variable> numbered = [];

    /// <summary>Where a view starts in its root.</summary>
    public Expression Start(Variable view)
    {
        if (roots.BeginsWithRoot(view))
        {
            return Formula.Zero(IrType.Int32);
        }

        return new Read(Follow(view, starts, view.Name + "Start", StartOf));
    }

    /// <summary>Which root a view looks into: the number that <see cref="NumberOf"/> gives.</summary>
    public Expression Root(Variable view)
    {
        IReadOnlyList<Variable> all = roots.AllOf(new Read(view));
        return all.Count == 1 ? NumberOf(all[0]) : new Read(Follow(view, selectors, view.Name + "Root", RootOf));
    }

    /// <summary>Which row of an array of arrays a view looks into.</summary>
    public Expression Row(Variable view) => new Read(Follow(view, rows, view.Name + "Row", RowOf));

    /// <summary>The number of a root, the same for all views.</summary>
    public Number NumberOf(Variable root)
    {
        if (!numbered.Contains(root))
        {
            numbered.Add(root);
        }

        return Formula.Literal(IrType.Int32, numbered.IndexOf(root));
    }

    private Variable Follow(Variable view, Dictionary<Variable, Variable> followers, string name, Func<Expression, Expression> of)
    {
        if (followers.TryGetValue(view, out Variable? follower))
        {
            return follower;
        }

        follower = identifiers.Fresh(name, IrType.Int32);
        followers[view] = follower;
        Step? declaration = timeline.Declaration(view);
        timeline.Declare(follower, declaration ?? timeline.Root.Steps[0]);
        Expression first = declaration?.Statement is Declare { Value: { } initial } ? of(initial) : Formula.Zero(IrType.Int32);
        weave.Before(declaration ?? timeline.Root.Steps[0], new Declare(follower, first) { Origin = declaration?.Statement.Origin });
        foreach (Step step in timeline.Writes(view))
        {
            timeline.Write(follower, step);
            Assign assign = new(new Read(follower), of(((Assign)step.Statement).Value)) { Origin = step.Statement.Origin };
            if (!assign.Value.Equals(assign.Target))
            {
                weave.Before(step, assign);
            }
        }

        return follower;
    }

    private Expression StartOf(Expression view) => view switch
    {
        Read read => roots.IsRoot(read.Variable) ? Formula.Zero(IrType.Int32) : Start(read.Variable),
        Slice { Start: Number { Value: 0 } } slice => StartOf(slice.View),
        Slice slice when StartOf(slice.View) is not Number { Value: 0 } and { } start => start + slice.Start,
        Slice slice => slice.Start,
        Conversion conversion => StartOf(conversion.Operand),
        Take take => new Length(new Read(take.Arena)),
        _ => Formula.Zero(IrType.Int32),
    };

    private Expression RowOf(Expression view) => view switch
    {
        Read read => roots.IsRoot(read.Variable) ? Formula.Zero(IrType.Int32) : Row(read.Variable),
        Element row => row.Index.Type == IrType.Int32 ? row.Index : new Conversion(IrType.Int32, row.Index, IsImplicit: false),
        Slice slice => RowOf(slice.View),
        Conversion conversion => RowOf(conversion.Operand),
        _ => Formula.Zero(IrType.Int32),
    };

    private Expression RootOf(Expression view) => view switch
    {
        Read read => Root(read.Variable),
        Slice slice => RootOf(slice.View),
        Element row => RootOf(row.View),
        Conversion conversion => RootOf(conversion.Operand),
        Take take => NumberOf(take.Arena),
        _ => Formula.Zero(IrType.Int32),
    };
}
