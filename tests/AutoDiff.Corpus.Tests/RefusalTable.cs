using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Corpus.Tests;

/// <summary>Why methods with numeric signatures were refused, most frequent first.</summary>
internal static partial class RefusalTable
{
    /// <summary>A refusal without the names that it is about.</summary>
    public static string Reason(Diagnostic refusal)
    {
        string message = Quoted().Replace(refusal.GetMessage(CultureInfo.InvariantCulture), "…");
        return refusal.Id + " " + message.Split(';', ':')[0].Replace("|", "\\|", StringComparison.Ordinal);
    }

    /// <summary>The table in Markdown: how many methods a reason stands in the way of, and of how many it is the only one.</summary>
    public static string Write(IReadOnlyList<MethodOutcome> outcomes)
    {
        MethodOutcome[] refused = [.. outcomes.Where(outcome => outcome.IsNumeric && !outcome.IsDifferentiated)];
        StringBuilder text = new("| Methods | For this alone | Reason |\n| ---: | ---: | --- |\n");
        foreach (IGrouping<string, MethodOutcome> row in refused
            .SelectMany(outcome => outcome.Reasons.Select(reason => (reason, outcome)))
            .GroupBy(pair => pair.reason, pair => pair.outcome)
            .OrderByDescending(row => row.Count())
            .ThenBy(row => row.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Count()} | {row.Count(outcome => outcome.Reasons.Count() == 1)} | {row.Key} |\n");
        }

        return text.ToString();
    }

    // What is quoted may contain quotes: from the first to the last that a word could not contain.
    [GeneratedRegex("(?<!\\w)'.*?'(?!\\w)")]
    private static partial Regex Quoted();
}
