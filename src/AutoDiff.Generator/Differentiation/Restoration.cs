using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>What each block of the reverse sweep does first: bring back the values of the forward sweep that it uses, in the source's order.</summary>
internal sealed class Restoration
{
    private readonly Dictionary<Frame, List<(int Position, int Rank, Statement Statement)>> entries = [];

    /// <summary>Adds a statement that stands for what happened at <paramref name="position"/>; values come before the gradients formed from them.</summary>
    public void Add(Frame frame, int position, Statement statement, bool isGradient = false)
    {
        if (!entries.TryGetValue(frame, out List<(int, int, Statement)>? list))
        {
            entries[frame] = list = [];
        }

        list.Add((position, isGradient ? 1 : 0, statement));
    }

    /// <summary>The statements for a block.</summary>
    public IEnumerable<Statement> For(Frame frame) =>
        entries.TryGetValue(frame, out List<(int Position, int Rank, Statement Statement)>? list)
            ? list.OrderBy(entry => entry.Position).ThenBy(entry => entry.Rank).Select(entry => entry.Statement)
            : [];
}
