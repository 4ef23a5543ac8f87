using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// Which buffer each view looks into: a parameter, or the variable a buffer was created for. Two views of one root may
/// overlap; two roots never do (parameters that are written are checked apart when the generated method is entered).
/// </summary>
internal sealed class Roots
{
    private readonly Dictionary<Variable, Variable> roots = [];
    private readonly HashSet<Variable> ambiguous = [];
    private readonly HashSet<Variable> reassigned = [];

    private Roots()
    {
    }

    /// <summary>Views that may look into more than one buffer.</summary>
    public IReadOnlyCollection<Variable> Ambiguous => ambiguous;

    public static Roots Of(Function function)
    {
        Roots result = new();
        foreach (Parameter parameter in function.Parameters.Where(parameter => parameter.Variable.Type.IsView))
        {
            result.roots[parameter.Variable] = parameter.Variable;
        }

        Statement[] statements = [.. function.Body.SelfAndDescendants()];
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (Statement statement in statements)
            {
                changed |= statement switch
                {
                    Declare { Value: { } value } declare when declare.Variable.Type.IsView => result.Bind(declare.Variable, value),
                    Assign { Target: Read target } assign when target.Type.IsView => result.Rebind(target.Variable, assign.Value),
                    _ => false,
                };
            }
        }

        return result;
    }

    /// <summary>The root of a view, or null if it is not known.</summary>
    public Variable? Of(Expression view) => view switch
    {
        Read read => roots.TryGetValue(read.Variable, out Variable? root) ? root : null,
        Slice slice => Of(slice.View),
        Conversion conversion => Of(conversion.Operand),
        Conditional conditional when Of(conditional.WhenTrue) is { } root && root.Equals(Of(conditional.WhenFalse)) => root,
        _ => null,
    };

    /// <summary>A variable that looks into a buffer that was created for another one, or that came in.</summary>
    public bool IsView(Variable variable) => roots.TryGetValue(variable, out Variable? root) && !root.Equals(variable);

    /// <summary>A view variable that is assigned after its declaration.</summary>
    public bool IsReassigned(Variable variable) => reassigned.Contains(variable);

    private bool Rebind(Variable variable, Expression value)
    {
        bool changed = reassigned.Add(variable);
        return Bind(variable, value) || changed;
    }

    private bool Bind(Variable variable, Expression value)
    {
        // Anything that is not a view of something known is a buffer of its own.
        Variable? root = Of(value) ?? (value is Read or Slice or Conversion or Conditional ? null : variable);
        if (root is null)
        {
            return value is Conditional && ambiguous.Add(variable);
        }

        if (!roots.TryGetValue(variable, out Variable? known))
        {
            roots[variable] = root;
            return true;
        }

        return !known.Equals(root) && ambiguous.Add(variable);
    }
}
