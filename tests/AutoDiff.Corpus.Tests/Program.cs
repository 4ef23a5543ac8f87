using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Corpus.Tests;

internal static class Program
{
    /// <summary>Prints what was found; with <c>--write</c> it becomes <c>docs/robustness.md</c>.</summary>
    private static void Main(string[] arguments)
    {
        List<Summary> summaries = [];
        StringBuilder tables = new();
        foreach (ForeignAssembly assembly in ForeignAssembly.All)
        {
            Stopwatch watch = Stopwatch.StartNew();
            CorpusRun run = CorpusRun.Of(Corpus.Of(assembly));
            Comparison comparison = Comparison.Of(run);
            summaries.Add(Summary.Of(assembly.Name, run.Outcomes, comparison));
            tables.Append("\n## ").Append(assembly.Name).Append("\n\n").Append(RefusalTable.Write(run.Outcomes));
            Console.WriteLine($"{summaries[^1]} in {watch.Elapsed}; {comparison.Unknown} not compared; {run.Outcomes.Count(outcome => outcome.IsDifferentiated)} of all methods");
            Print("exceptions", run.Exceptions);
            Print("uncompilable", run.Uncompilable);
            Print("dropped", [.. run.Outcomes.Where(outcome => outcome.IsDropped).Select(outcome => outcome.Method)]);
            Print("wrong", comparison.Wrong);
        }

        string text = Introduction + string.Concat(summaries.Select(summary => summary + "\n")) + tables;
        if (arguments.Contains("--write"))
        {
            File.WriteAllText(Summary.Page, text);
        }
        else
        {
            Console.WriteLine(text);
        }
    }

    private static void Print<T>(string title, IReadOnlyList<T> items)
    {
        Console.WriteLine($"{items.Count} {title}");
        foreach (T item in items.Take(40))
        {
            Console.WriteLine("  " + item);
        }
    }

    private const string Introduction = """
        # Robustness

        Every method of libraries that were not written for AutoDiff, marked `[Differentiable]`: `tests/AutoDiff.Corpus.Tests` decompiles an assembly, marks all its methods, runs generator and analyzer, and compiles. No exception may come out, every method gets members that compile without warnings or an error that says why not, and gradients that can be called with random numbers and arrays agree with central differences.

        A method counts as numeric if its signature says so: floating-point numbers go in, alone or in spans, arrays or structs, and come out, as the result or in a parameter that can be written to.

        `dotnet run -c Release --project tests/AutoDiff.Corpus.Tests -- --write` writes this page. The tests fail if a figure falls below what it states.

        | Library | Methods | Numeric | Differentiated | Share | Agree with differences |
        | --- | ---: | ---: | ---: | ---: | ---: |

        """;
}
