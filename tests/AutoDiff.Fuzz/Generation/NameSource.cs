using System.Collections.Generic;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Generation;

/// <summary>Names that are unique in a program.</summary>
internal sealed class NameSource
{
    private readonly Dictionary<string, int> counts = [];

    /// <summary><c>t</c>, <c>t2</c>, <c>t3</c>, …</summary>
    public Symbol Fresh(string name)
    {
        int count = counts.GetValueOrDefault(name) + 1;
        counts[name] = count;
        return new(count == 1 ? name : $"{name}{count}");
    }
}
