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
    private readonly HashSet<Variable> asking = [];

    /// <summary>Notes that a variable is recorded, so that others may be computed from it.</summary>
    public void Record(Variable variable) => recorded.Add(variable);

    /// <summary>Whether the block that holds the variable is still entered in the reverse sweep: the function's own variables and loop counters are.</summary>
    public bool LivesOn(Variable variable) => timeline.Home(variable).Kind == FrameKind.Function || timeline.IsCounter(variable);

    /// <summary>Whether the expression can be evaluated in the reverse sweep with the value it had at the point, without recording anything for it.</summary>
    public bool IsFree(Expression expression, Point point) =>
        IsCheap(expression)
        && expression.Reads().All(variable => !timeline.IsOverwritten(variable, point) && (LivesOn(variable) || recorded.Contains(variable) || CanRecompute(variable)))
        && expression.SelfAndDescendants().OfType<Element>().All(element => ContentsSurvive(element.View, point));

    /// <summary>Whether the buffer behind a view is still there with the contents it had at the point.</summary>
    public bool ContentsSurvive(Expression view, Point point) =>
        roots.Of(view) is { } root
        && (timeline.Home(root).Kind == FrameKind.Function || timeline.OnlyValue(root) is Constant)
        && !timeline.AreContentsOverwritten(root, point);

    /// <summary>Whether the one value that the variable ever has can be computed again.</summary>
    public bool CanRecompute(Variable variable)
    {
        if (timeline.OnlyValue(variable) is not { } value || !asking.Add(variable))
        {
            return false;
        }

        bool answer = IsFree(value, timeline.Declaration(variable)!.Before);
        asking.Remove(variable);
        return answer;
    }

    private static bool IsCheap(Expression expression)
    {
        int operations = 0;
        foreach (Expression node in expression.SelfAndDescendants())
        {
            switch (node)
            {
                // A call costs more than the memory of its result, and what is not pure must not be repeated.
                case Call or Opaque or WithPartials or NewBuffer or Pop or PopBlock:
                    return false;
                case Unary or Binary or Element or Conditional or Slice:
                    operations++;
                    break;
            }
        }

        return operations <= MostOperations;
    }
}
