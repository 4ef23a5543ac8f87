using System.Collections.Generic;
using System.Linq;

namespace AutoDiff.Generator.Ir;

/// <summary>
/// Which statements of a block mention which variable, themselves or in what is inside them: asked once for the whole
/// block, since asking for each variable again takes the square of its length.
/// </summary>
internal sealed class Occurrences
{
    private static readonly List<int> None = [];

    private readonly Dictionary<Variable, List<int>> indices = [];

    public Occurrences(IReadOnlyList<Statement> statements)
    {
        for (int i = 0; i < statements.Count; i++)
        {
            foreach (Variable variable in statements[i].SelfAndDescendants().SelectMany(statement => statement.Mentions()))
            {
                if (!indices.TryGetValue(variable, out List<int>? known))
                {
                    indices[variable] = known = [];
                }

                known.Add(i);
            }
        }
    }

    /// <summary>The statements that mention a variable, in their order, each as often as it does.</summary>
    public IReadOnlyList<int> Of(Variable variable) => indices.TryGetValue(variable, out List<int>? known) ? known : None;

    /// <summary>The first statement that mentions a variable, from <paramref name="from"/> on; -1 if none does.</summary>
    public int First(Variable variable, int from = 0)
    {
        if (!indices.TryGetValue(variable, out List<int>? known))
        {
            return -1;
        }

        int next = known.BinarySearch(from);
        next = next < 0 ? ~next : next;
        return next < known.Count ? known[next] : -1;
    }

    /// <summary>Notes that a statement takes over what another one mentioned.</summary>
    public void Move(Variable variable, int from, int to)
    {
        if (indices.TryGetValue(variable, out List<int>? known) && known.Remove(from))
        {
            int place = known.BinarySearch(to);
            known.Insert(place < 0 ? ~place : place, to);
        }
    }
}
