using System.Collections.Generic;
using System.Linq;
using AutoDiff.Fuzz.Printing;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Variants;

/// <summary>The same program under other names, in another order of the alphabet: <c>t, x => q7, q3</c>.</summary>
internal static class Renaming
{
    public static Edition Of(Subject subject, string label)
    {
        Symbol[] symbols = [.. subject.Symbols];
        Dictionary<Symbol, string> names = symbols
            .Select((symbol, i) => (symbol, Name: $"{"qzmbv"[i % 5]}{symbols.Length - i}"))
            .ToDictionary(pair => pair.symbol, pair => pair.Name);
        return new(subject, label, names);
    }
}
