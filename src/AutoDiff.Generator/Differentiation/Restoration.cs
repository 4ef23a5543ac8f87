using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>What is formed from what, among things restored for one moment of the forward sweep.</summary>
internal enum RestorationRank
{
    Value,
    View,
    Gradient,
}

/// <summary>What each block of the reverse sweep does first: bring back the values of the forward sweep that it uses, in the source's order.</summary>
internal sealed class Restoration
{
    private readonly Dictionary<Frame, List<(int Position, RestorationRank Rank, Statement Statement)>> entries = [];

    /// <summary>Adds a statement that stands for what happened at <paramref name="position"/>.</summary>
    public void Add(Frame frame, int position, Statement statement, RestorationRank rank = RestorationRank.Value)
    {
        if (!entries.TryGetValue(frame, out List<(int, RestorationRank, Statement)>? list))
        {
            entries[frame] = list = [];
        }

        list.Add((position, rank, statement));
    }

    /// <summary>The statements for a block.</summary>
    public IEnumerable<Statement> For(Frame frame) =>
        entries.TryGetValue(frame, out List<(int Position, RestorationRank Rank, Statement Statement)>? list)
            ? Ordered([.. list.OrderBy(entry => entry.Position).ThenBy(entry => entry.Rank).Select(entry => entry.Statement)])
            : [];

    // A view may look into a buffer that begins after the view does: its gradient comes first all the same.
    private static List<Statement> Ordered(List<Statement> statements)
    {
        Dictionary<Variable, Statement> declarations = [];
        foreach (Declare declare in statements.OfType<Declare>())
        {
            declarations[declare.Variable] = declare;
        }

        List<Statement> ordered = [];
        HashSet<Statement> seen = [];
        statements.ForEach(Visit);
        return ordered;

        void Visit(Statement statement)
        {
            if (!seen.Add(statement))
            {
                return;
            }

            foreach (Variable variable in statement.Mentions())
            {
                if (declarations.TryGetValue(variable, out Statement? earlier))
                {
                    Visit(earlier);
                }
            }

            ordered.Add(statement);
        }
    }
}
