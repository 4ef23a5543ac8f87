using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace AutoDiff.Corpus.Tests;

internal static class Program
{
    /// <summary>Prints what was found; with <c>--write</c> it becomes <c>docs/robustness.md</c>. Fails where the tests would.</summary>
    private static int Main(string[] arguments)
    {
        StringBuilder summaries = new();
        StringBuilder tables = new();
        int failures = 0;
        foreach (ForeignAssembly assembly in ForeignAssembly.All)
        {
            Stopwatch watch = Stopwatch.StartNew();
            CorpusRun run = CorpusRun.Of(Corpus.Of(assembly));
            Comparison comparison = Comparison.Of(run);
            Summary summary = Summary.Of(assembly, run.Outcomes, comparison);
            summaries.Append(summary).Append('\n');
            if (assembly.OneIn == 1)
            {
                tables.Append("\n## ").Append(assembly.Name).Append("\n\n").Append(ShareOfFunctions(run.Outcomes)).Append(RefusalTable.Write(run.Outcomes));
            }

            Console.WriteLine($"{summary} in {watch.Elapsed}; {comparison.Unknown} not compared; {run.Outcomes.Count(outcome => outcome.IsDifferentiated)} of all methods");
            failures += Print("exceptions", run.Exceptions)
                + Print("uncompilable", run.Uncompilable)
                + Print("dropped", [.. run.Outcomes.Where(outcome => outcome.IsDropped).Select(outcome => outcome.Method)])
                + Print("wrong", comparison.Wrong);
        }

        string text = Introduction + summaries + Explanation + tables;
        if (arguments.Contains("--write"))
        {
            File.WriteAllText(Summary.Page, text);
        }
        else
        {
            Console.WriteLine(text);
        }

        return failures == 0 ? 0 : 1;
    }

    /// <summary>The share among the methods that a gradient, rather than a product, is asked of.</summary>
    private static string ShareOfFunctions(IReadOnlyList<MethodOutcome> outcomes)
    {
        MethodOutcome[] functions = [.. outcomes.Where(outcome => outcome.IsNumeric && NumericSignature.IsNumber(outcome.Method.ReturnType))];
        int differentiated = functions.Count(outcome => outcome.IsDifferentiated);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Of {functions.Length} numeric methods that return a number, {differentiated} ({100.0 * differentiated / functions.Length:0} %) have a gradient.\n\n");
    }

    private static int Print<T>(string title, IReadOnlyList<T> items)
    {
        Console.WriteLine($"{items.Count} {title}");
        foreach (T item in items.Take(100))
        {
            Console.WriteLine("  " + item);
        }

        return items.Count;
    }

    private const string Introduction = """
        # Robustness

        Libraries that were not written for AutoDiff, their methods marked `[Differentiable]`: `tests/AutoDiff.Corpus.Tests` decompiles an assembly, marks its methods, runs generator and analyzer, and compiles. No exception may come out; every method gets members that compile without warnings, or an error that says where and why not; gradients that can be called with random numbers and arrays agree with central differences.

        | Library | Marked | Methods | Numeric | Differentiated | Share | Agree with differences |
        | --- | --- | ---: | ---: | ---: | ---: | ---: |

        """;

    private const string Explanation = """

        - **Numeric** is a method whose signature says so: floating-point numbers go in, alone or in spans, arrays or structs, and come out, as the result or in a parameter that can be written to.
        - **Agree with differences** counts gradients that were called: of static methods with a number as their result, and with numbers, flags and arrays of numbers as parameters. Where a method throws, does not end, or has no slope for any of the arguments that are tried, there is nothing to compare, and it is not counted.
        - `dotnet test` marks what the rows of the table say that it does: of the large library only the row with a part. It fails if anything is wrong, if a figure falls below its row, or if the row is out of date.
        - `dotnet run -c Release --project tests/AutoDiff.Corpus.Tests -- --write` marks everything and writes this page. That takes minutes.

        The tables below are about numeric methods without a derivative. A method may be refused for several reasons, and because of a method that it calls; the third column counts those that have no other reason.

        """;
}
