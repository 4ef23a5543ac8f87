using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>
/// Which view variables may see the same memory: those that are ever assigned from one another, whatever the order.
/// Parameters are apart: their entry checks say so.
/// </summary>
internal sealed class Roots
{
    private readonly Dictionary<Variable, Variable> parents = [];
    private readonly HashSet<Variable> foreign = [];
    private readonly Variable? receiver;

    private Roots(Variable? receiver) => this.receiver = receiver;

    /// <param name="body">The body.</param>
    /// <param name="receiver">The object that an annotated method is called on: what its members hold belongs to others too.</param>
    public static Roots Of(Block body, Variable? receiver = null)
    {
        Roots roots = new(receiver);
        roots.Add(body);
        return roots;
    }

    /// <summary>Whether two views may overlap.</summary>
    public bool MayOverlap(Expression first, Expression second) =>
        VariableOf(first) is not { } one || VariableOf(second) is not { } other || Find(one) == Find(other);

    /// <summary>Whether a view may see memory that comes from a call, a field or other code that is not modelled.</summary>
    public bool IsForeign(Expression view) =>
        VariableOf(view) is not { } variable || foreign.Any(other => Find(other) == Find(variable));

    private void Add(Block block)
    {
        foreach (Statement statement in block.Statements)
        {
            switch (statement)
            {
                case Declare { Value: { } value } declare when declare.Variable.Type.IsView:
                    Join(declare.Variable, value);
                    break;
                case Assign { Target: Read target } assign when target.Type.IsView:
                    Join(target.Variable, assign.Value);
                    break;
                case Assign { Target: Element { Type.IsView: true } row } assign when VariableOf(row) is { } rows:
                    Join(rows, assign.Value);
                    break;
            }

            foreach (Block inner in statement.Blocks())
            {
                Add(inner);
            }
        }
    }

    private void Join(Variable variable, Expression value)
    {
        switch (value)
        {
            case Conditional conditional:
                Join(variable, conditional.WhenTrue);
                Join(variable, conditional.WhenFalse);
                break;
            case Constant { Text: "default" or "null" }:
                // There is no memory to see.
                break;
            case Call { Method.Body: not null }:
                // What it returns is known once its body stands in its place.
                break;
            case Field { Object: Read whole } when !whole.Variable.Equals(receiver):
                // A buffer in a parameter is one of its own.
                break;
            case Call or Opaque or Constant or Field:
                foreign.Add(variable);
                break;
            case Conversion conversion:
                Join(variable, conversion.Operand);
                break;
            case Element row:
                Join(variable, row.View);
                break;
            case Slice slice:
                Join(variable, slice.View);
                break;
            case Read read:
                parents[Find(variable)] = Find(read.Variable);
                break;
        }
    }

    private Variable Find(Variable variable)
    {
        while (parents.TryGetValue(variable, out Variable parent) && parent != variable)
        {
            variable = parent;
        }

        return variable;
    }

    /// <summary>The variable through which a view is seen; null if it could be any.</summary>
    private static Variable? VariableOf(Expression view) => view switch
    {
        Read read => read.Variable,
        Conversion conversion => VariableOf(conversion.Operand),
        Slice slice => VariableOf(slice.View),
        Element { Type.IsView: true } row => VariableOf(row.View),
        _ => null,
    };
}
