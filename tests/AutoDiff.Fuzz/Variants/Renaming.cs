using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff.Fuzz.Printing;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Variants;

/// <summary>The same program under other names, in another order of the alphabet: <c>t, x => q7, q3</c>.</summary>
internal static class Renaming
{
    /// <summary>Names that a generated file uses itself, or might spell wrongly. All differ, some only by case.</summary>
    private static readonly string[] Awkward =
        ["xGradient", "x", "@class", "X", "result", "xGradientGradient", "@event", "i", "gradient", "value", "tGradient", "t", "@string", "records", "workspace", "e", "Value"];

    public static Edition Of(Subject subject, string label, Random random)
    {
        Symbol[] symbols = [.. subject.Symbols];
        bool isAwkward = random.Next(2) == 0;
        int shift = random.Next(Awkward.Length);
        Dictionary<Symbol, string> names = [];
        for (int i = 0; i < symbols.Length; i++)
        {
            // The method itself keeps a plain name: the adapters append to it.
            bool takesAwkward = isAwkward && i > 0 && i <= Awkward.Length;
            names[symbols[i]] = takesAwkward ? Awkward[(i + shift) % Awkward.Length] : $"{"qzmbv"[i % 5]}{symbols.Length - i}";
        }

        return new(subject, label, names);
    }
}
