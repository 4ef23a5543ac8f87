using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace AutoDiff.Corpus.Tests;

/// <summary>The figures of one library, as <c>docs/robustness.md</c> states them.</summary>
/// <param name="Library">Its name.</param>
/// <param name="OneIn">One method in how many is marked.</param>
/// <param name="Methods">The methods that are marked.</param>
/// <param name="Numeric">Those with numeric signatures.</param>
/// <param name="Differentiated">Those of them that have a derivative.</param>
/// <param name="Right">Those that agree with differences.</param>
internal sealed partial record Summary(string Library, int OneIn, int Methods, int Numeric, int Differentiated, int Right)
{
    /// <summary>Where the documentation is.</summary>
    public static string Page { get; } = Path.Combine(FindRoot(), "docs", "robustness.md");

    public static Summary Of(ForeignAssembly assembly, IReadOnlyList<MethodOutcome> outcomes, Comparison comparison) => new(
        assembly.Name,
        assembly.OneIn,
        outcomes.Count,
        outcomes.Count(outcome => outcome.IsNumeric),
        outcomes.Count(outcome => outcome.IsNumeric && outcome.IsDifferentiated),
        comparison.Right);

    /// <summary>The figures that the documentation states.</summary>
    public static Summary Stated(ForeignAssembly assembly) => Row().Matches(File.ReadAllText(Page))
        .Select(row => new Summary(row.Groups[1].Value, row.Groups[2].Value == "all" ? 1 : Number(row, 3), Number(row, 4), Number(row, 5), Number(row, 6), Number(row, 7)))
        .Single(row => row.Library == assembly.Name && row.OneIn == assembly.OneIn);

    /// <summary>A row of the documentation's first table.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Library} | {(OneIn == 1 ? "all" : "one in " + OneIn.ToString(CultureInfo.InvariantCulture))} | {Methods} | {Numeric} | {Differentiated} | {100.0 * Differentiated / Math.Max(Numeric, 1):0} % | {Right} |");

    private static int Number(Match row, int group) => int.Parse(row.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AutoDiff.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the test assembly holds AutoDiff.sln.");
    }

    [GeneratedRegex(@"^\| ([\w.]+) \| (all|one in (\d+)) \| (\d+) \| (\d+) \| (\d+) \| \d+ % \| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
