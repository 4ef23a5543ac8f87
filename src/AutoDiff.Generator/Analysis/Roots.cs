using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// Which buffers each view may look into: parameters, or variables that a buffer was created for. Two views that share a
/// root may overlap; two roots never do (parameters that are written are checked apart when the generated method is entered).
/// </summary>
internal sealed class Roots
{
    private static readonly IReadOnlyList<Variable> None = [];

    private readonly Dictionary<Variable, List<Variable>> roots = [];
    private readonly Dictionary<Variable, List<Expression>> values = [];
    private readonly HashSet<Variable> reassigned = [];

    private Roots()
    {
    }

    public static Roots Of(Function function)
    {
        Roots result = new();
        foreach (Parameter parameter in function.Parameters.Where(parameter => parameter.Variable.Type.IsView))
        {
            result.roots[parameter.Variable] = [parameter.Variable];
        }

        foreach (Statement statement in function.Body.SelfAndDescendants())
        {
            if (statement is Declare { Variable.Type.Kind: TypeKind.Arena } arena)
            {
                result.roots[arena.Variable] = [arena.Variable];
            }

            result.Note(statement);
        }

        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (KeyValuePair<Variable, List<Expression>> entry in result.values)
            {
                foreach (Expression value in entry.Value)
                {
                    changed |= result.Bind(entry.Key, value);
                }
            }
        }

        return result;
    }

    /// <summary>The root of a view, or null if it has none or may have several.</summary>
    public Variable? Of(Expression view) => AllOf(view) is [Variable root] ? root : null;

    /// <summary>All roots that a view may have, in an order that depends on the source alone. Empty if they are not known.</summary>
    public IReadOnlyList<Variable> AllOf(Expression view) => view switch
    {
        Read read => roots.TryGetValue(read.Variable, out List<Variable>? known) ? known : None,
        Slice slice => AllOf(slice.View),
        Element { Type.IsView: true } row => AllOf(row.View),
        Take take => [take.Arena],
        Conversion conversion => AllOf(conversion.Operand),
        Conditional conditional => [.. AllOf(conditional.WhenTrue).Union(AllOf(conditional.WhenFalse))],
        _ => None,
    };

    /// <summary>Whether two views may look into one buffer.</summary>
    public bool MayMeet(Expression first, Expression second) => AllOf(first).Intersect(AllOf(second)).Any();

    /// <summary>A variable that looks into a buffer that was created for another one, or that came in.</summary>
    public bool IsView(Variable variable) => roots.TryGetValue(variable, out List<Variable>? known) && !(known.Count == 1 && known[0].Equals(variable));

    /// <summary>A variable that a buffer was created for, or that it came in with.</summary>
    public bool IsRoot(Variable variable) => roots.TryGetValue(variable, out List<Variable>? known) && known.Contains(variable);

    /// <summary>A view variable that is assigned after its declaration.</summary>
    public bool IsReassigned(Variable variable) => reassigned.Contains(variable);

    /// <summary>Whether a view always begins where its buffer begins.</summary>
    public bool BeginsWithRoot(Variable view) => All(view, value => value is Read or Conversion or Element or Slice { Start: Number { Value: 0 } });

    /// <summary>Whether a view always is all of a buffer.</summary>
    public bool IsWhole(Variable view) => All(view, value => value is Read or Conversion or Element);

    /// <summary>Whether an array variable may be null where it is seen: the array has no length then, and a span of it is empty.</summary>
    public bool MayBeNull(Variable view) => view.Type.Kind == TypeKind.Array && IsView(view) && !All(view, value => !IsNowhere(value));

    /// <summary>Whether a buffer variable is null after any of its assignments, or that it is assigned from.</summary>
    public bool IsEverNull(Variable view) => !All(view, value => !IsNowhere(value), isRootToo: true);

    private bool All(Variable view, System.Func<Expression, bool> isSo, bool isRootToo = false)
    {
        HashSet<Variable> seen = [];
        Stack<Variable> open = new([view]);
        while (open.Count > 0)
        {
            Variable variable = open.Pop();
            if (!seen.Add(variable) || !values.TryGetValue(variable, out List<Expression>? assigned) || !(isRootToo || IsView(variable)))
            {
                continue;
            }

            foreach (Expression part in assigned.SelectMany(FormedFrom))
            {
                if (!isSo(part))
                {
                    return false;
                }

                if (part is Read read)
                {
                    open.Push(read.Variable);
                }
            }
        }

        return true;
    }

    // A view and what it is formed from, down to the variable.
    private static IEnumerable<Expression> FormedFrom(Expression view) => view switch
    {
        Conversion conversion => FormedFrom(conversion.Operand).Prepend(conversion),
        Slice slice => FormedFrom(slice.View).Prepend(slice),
        Conditional choice => FormedFrom(choice.WhenTrue).Concat(FormedFrom(choice.WhenFalse)),
        _ => [view],
    };

    private void Note(Statement statement)
    {
        (Variable? variable, Expression? value) = statement switch
        {
            Declare { Variable.Type.IsView: true, Value: { } initial } declare => (declare.Variable, initial),
            Assign { Target: Read { Type.IsView: true } target } assign => (target.Variable, assign.Value),
            _ => (null, null),
        };
        if (variable is null)
        {
            return;
        }

        if (statement is Assign)
        {
            reassigned.Add(variable);
        }

        if (!values.TryGetValue(variable, out List<Expression>? known))
        {
            values[variable] = known = [];
        }

        known.Add(value!);
    }

    private bool Bind(Variable variable, Expression value)
    {
        if (!roots.TryGetValue(variable, out List<Variable>? known))
        {
            roots[variable] = known = [];
        }

        // Anything that is not a view of something known is a buffer of its own.
        IReadOnlyList<Variable> found = value switch
        {
            Read or Slice or Conversion or Conditional or Take or Element => AllOf(value),
            _ when IsNowhere(value) && IsReassigned(variable) => None,
            _ => [variable],
        };
        int before = known.Count;
        known.AddRange(found.Except(known).ToArray());
        return known.Count > before;
    }

    // A variable that is assigned later begins empty; there is nothing that could be read or written.
    private static bool IsNowhere(Expression value) => value is Constant { Text: "default" or "null" };
}
