using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Analysis;

/// <summary>
/// Answers whether a value of the forward sweep is there again when the reverse sweep needs it: because nothing has
/// overwritten it, or because cheap operations on values that survive give it again, bit for bit. Everything else is recorded.
/// </summary>
internal sealed class ToBeRecorded(Timeline timeline, Roots roots)
{
    /// <summary>More operations than this are recorded rather than repeated.</summary>
    private const int MostOperations = 8;

    private readonly HashSet<Variable> recorded = [];

    /// <summary>Recording more never takes one away.</summary>
    private readonly HashSet<Variable> recomputable = [];

    /// <summary>Notes that a variable is recorded, so that others may be computed from it.</summary>
    public void Record(Variable variable) => recorded.Add(variable);

    /// <summary>Whether the block that holds the variable is still entered in the reverse sweep: the function's own variables and loop counters are.</summary>
    public bool LivesOn(Variable variable) => timeline.Home(variable).Kind == FrameKind.Function || timeline.IsCounter(variable);

    /// <summary>Whether the expression can be evaluated in the reverse sweep with the value it had at the point, without recording anything for it.</summary>
    public bool IsFree(Expression expression, Point point) =>
        Survives(expression, point) && Uncertain(expression).All(CanRecompute);

    /// <summary>Whether the buffer behind a view is still there with the contents it had at the point.</summary>
    public bool ContentsSurvive(Expression view, Point point) =>
        roots.AllOf(view) is { Count: > 0 } all
        && all.All(root => (timeline.Home(root).Kind == FrameKind.Function || timeline.OnlyValue(root) is Constant or Field) && !timeline.AreContentsOverwritten(root, point));

    /// <summary>Whether the one value that the variable ever has can be computed again.</summary>
    public bool CanRecompute(Variable variable)
    {
        // What a value is computed from is looked at first. A variable may stand at the end of thousands of others.
        HashSet<Variable> asked = [];
        Stack<(Variable Variable, bool IsAsked)> asking = new([(variable, false)]);
        while (asking.Count > 0)
        {
            (Variable next, bool isAsked) = asking.Pop();
            if (isAsked)
            {
                recomputable.Add(next);
            }
            else if (!recomputable.Contains(next))
            {
                if (timeline.OnlyValue(next) is not { } value || !asked.Add(next) || !Survives(value, timeline.Declaration(next)!.Before))
                {
                    return false;
                }

                asking.Push((next, true));
                foreach (Variable operand in Uncertain(value))
                {
                    asking.Push((operand, false));
                }
            }
        }

        return true;
    }

    /// <summary>Nothing that the expression reads gets another value, and it is worth repeating.</summary>
    private bool Survives(Expression expression, Point point) =>
        IsCheap(expression)
        && expression.Reads().All(variable => !timeline.IsOverwritten(variable, point))
        && expression.SelfAndDescendants().OfType<Element>().All(element => element.Type.IsView || ContentsSurvive(element.View, point));

    /// <summary>What is there in the reverse sweep only if it is computed again.</summary>
    private IEnumerable<Variable> Uncertain(Expression expression) =>
        expression.Reads().Where(variable => !LivesOn(variable) && !recorded.Contains(variable));

    private static bool IsCheap(Expression expression)
    {
        int operations = 0;
        foreach (Expression node in expression.SelfAndDescendants())
        {
            switch (node)
            {
                // A call costs more than the memory of its result, and what is not pure must not be repeated.
                case Call or Opaque or WithPartials or NewBuffer or Pop or PopBlock or Take or PositionOf:
                    return false;
                case Unary or Binary or Element or Conditional or Slice:
                    operations++;
                    break;
            }

            if (operations > MostOperations)
            {
                return false;
            }
        }

        return true;
    }
}
