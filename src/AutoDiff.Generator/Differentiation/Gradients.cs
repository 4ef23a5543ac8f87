using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// The gradient variable of each scalar and the gradient buffer of each buffer. A view of a buffer has the same view of
/// its gradient buffer, so two views of one buffer share their gradients exactly where they share memory.
/// </summary>
internal sealed class Gradients(Timeline timeline, Roots roots, Recorder recorder, Restoration restoration, Identifiers identifiers)
{
    private readonly Dictionary<Variable, Variable> gradients = [];
    private readonly Dictionary<Variable, Variable> stacks = [];

    /// <summary>The gradient variables of scalars, by the variables they belong to.</summary>
    public IReadOnlyDictionary<Variable, Variable> All => gradients;

    /// <summary>Lets a parameter of the generated method be the gradient of <paramref name="variable"/>.</summary>
    public void Bind(Variable variable, Variable destination) => gradients[variable] = destination;

    /// <summary>The gradient of a scalar variable.</summary>
    public Read Of(Variable scalar)
    {
        if (!gradients.TryGetValue(scalar, out Variable? gradient))
        {
            gradients[scalar] = gradient = identifiers.Fresh(scalar.Name + "Gradient", scalar.Type);
        }

        return new Read(gradient);
    }

    /// <summary>The view of a gradient buffer that corresponds to the view, as that was at the point.</summary>
    public Expression Of(Expression view, Point point) => view switch
    {
        Slice slice => new Slice(Of(slice.View, point), recorder.Value(slice.Start, point), slice.Count is null ? null : recorder.Value(slice.Count, point)),
        Conversion conversion => Of(conversion.Operand, point),
        Element row => new Conversion(row.Type.GradientBuffer, new Element(Of(row.View, point), recorder.Value(row.Index, point)), IsImplicit: true),
        Read read when timeline.Writes(read.Variable).Count > 0 || timeline.OnlyValue(read.Variable) is Take =>
            recorder.Window(read.Variable, OfRoot, read.Type.GradientBuffer, read.Variable.Name + "Gradient", point),
        Read read when roots.IsView(read.Variable) => OfView(read.Variable),
        _ => OfRoot(roots.Of(view)!),
    };

    /// <summary>The gradient of an element, as a target.</summary>
    public Expression Of(Element element, Point point) => element with { View = Of(element.View, point), Index = recorder.Value(element.Index, point) };

    private Read OfRoot(Variable root)
    {
        if (!gradients.TryGetValue(root, out Variable? gradient))
        {
            gradients[root] = gradient = identifiers.Fresh(root.Name + "Gradient", root.Type.GradientBuffer);
            Step? declaration = timeline.Declaration(root);
            Point begin = declaration?.After ?? timeline.Root.Steps[0].Before;
            restoration.Add(
                timeline.Home(root),
                declaration?.Position ?? -1,
                new Declare(gradient, Shapes.Zeros(gradient.Type, new Read(root), dimension => recorder.LengthOf(new Read(root), begin, dimension))),
                RestorationRank.Gradient);
        }

        return new Read(gradient);
    }

    /// <summary>The gradients of what lies on a stack: in the reverse sweep what was popped is pushed and what was pushed is popped.</summary>
    public Variable OfStack(Variable stack)
    {
        if (!stacks.TryGetValue(stack, out Variable? gradient))
        {
            stacks[stack] = gradient = identifiers.Fresh(stack.Name + "Gradient", stack.Type);
            restoration.Add(timeline.Home(stack), timeline.Declaration(stack)!.Position, new Declare(gradient, null), RestorationRank.Gradient);
        }

        return gradient;
    }

    // ReadOnlySpan<double> z = x.Slice(i, n);   =>   Span<double> zGradient = xGradient.Slice(i, n);
    private Read OfView(Variable view)
    {
        if (!gradients.TryGetValue(view, out Variable? gradient))
        {
            gradients[view] = gradient = identifiers.Fresh(view.Name + "Gradient", view.Type.GradientBuffer);
            Step declaration = timeline.Declaration(view)!;
            Expression value = Of(timeline.OnlyValue(view)!, declaration.Before);
            restoration.Add(
                timeline.Home(view),
                declaration.Position,
                new Declare(gradient, value) { Origin = Differentiated(declaration.Statement) },
                RestorationRank.Gradient);
        }

        return new Read(gradient);
    }

    /// <summary>The origin of a statement's derivative.</summary>
    public static Origin? Differentiated(Statement statement) =>
        statement.Origin is { } origin ? origin with { Sweep = Sweep.Differentiates } : null;
}
