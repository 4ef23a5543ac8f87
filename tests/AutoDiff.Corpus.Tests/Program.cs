using System;

namespace AutoDiff.Corpus.Tests;

internal static class Program
{
    private static void Main(string[] arguments)
    {
        foreach (ForeignAssembly assembly in ForeignAssembly.All)
        {
            if (arguments.Length > 0 && !assembly.Name.Contains(arguments[0], StringComparison.Ordinal))
            {
                continue;
            }

            System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
            Corpus corpus = Corpus.Of(assembly);
            Console.WriteLine($"{assembly.Name}: {corpus.Methods.Count} methods, {watch.Elapsed}");
            if (arguments.Length > 1) { Dev.Run(corpus, arguments[1]); continue; }
            CorpusRun run = CorpusRun.Of(corpus, Console.WriteLine);
            Console.WriteLine(run.Describe());
        }
    }
}
