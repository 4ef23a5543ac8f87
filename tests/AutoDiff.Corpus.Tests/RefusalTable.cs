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
    /// <summary>Reasons of fewer methods are left out.</summary>
    private const int Fewest = 5;

    /// <summary>A refusal without the names that it is about.</summary>
    public static string Reason(Diagnostic refusal)
    {
        string message = Quoted().Replace(refusal.GetMessage(CultureInfo.InvariantCulture), "…");
        return refusal.Id + " " + message.Split(';', ':')[0].Replace("|", "\\|", StringComparison.Ordinal);
    }

    /// <summary>Two tables in Markdown, of diagnostics and of reasons: in the way of how many methods each stands, and of how many alone.</summary>
    public static string Write(IReadOnlyList<MethodOutcome> outcomes)
    {
        MethodOutcome[] refused = [.. outcomes.Where(outcome => outcome.IsNumeric && !outcome.IsDifferentiated)];
        return Table("Diagnostic", 1, refused, outcome => outcome.Refusals.Select(refusal => $"[{refusal.Id}](diagnostics/{refusal.Id}.md)").Distinct())
            + "\n"
            + Table($"Reason, of {Fewest} methods at least", Fewest, refused, outcome => outcome.Reasons);
    }

    private static string Table(string title, int fewest, MethodOutcome[] refused, Func<MethodOutcome, IEnumerable<string>> reasons)
    {
        StringBuilder text = new($"| Methods | Share | For this alone | {title} |\n| ---: | ---: | ---: | --- |\n");
        foreach (IGrouping<string, MethodOutcome> row in refused
            .SelectMany(outcome => reasons(outcome).Select(reason => (reason, outcome)))
            .GroupBy(pair => pair.reason, pair => pair.outcome)
            .Where(row => row.Count() >= fewest)
            .OrderByDescending(row => row.Count())
            .ThenBy(row => row.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Count()} | {100.0 * row.Count() / refused.Length:0} % | {row.Count(outcome => reasons(outcome).Count() == 1)} | {row.Key} |\n");
        }

        return text.ToString();
    }

    // What is quoted may contain quotes: from the first to the last that a word could not contain.
    [GeneratedRegex("(?<!\\w)'.*?'(?!\\w)")]
    private static partial Regex Quoted();
}
