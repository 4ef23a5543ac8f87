using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using AutoDiff.Generator;
using AutoDiff.Generator.FrontEnd;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Corpus.Tests;

internal static class Dev
{
    public static void Run(Corpus corpus, string filter)
    {
        ConcurrentQueue<IMethodSymbol> queue = new(corpus.Methods.Where(m => m.ToString()!.Contains(filter, StringComparison.Ordinal)));
        ConcurrentBag<(double, double, string)> times = [];
        ConcurrentBag<string> errors = [];
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            while (queue.TryDequeue(out var m))
            {
                var w = Stopwatch.StartNew();
                double read = 0;
                try
                {
                    var r = MethodReader.Read(m, corpus.Compilation.GetSemanticModel(m.DeclaringSyntaxReferences[0].SyntaxTree), default);
                    read = w.Elapsed.TotalMilliseconds;
                    if (r.Method is not null)
                    {
                        var o = Compiler.Compile(r.Method);
                    }
                    if (filter.Length > 0) { foreach (var x in r.Refusals) Console.WriteLine(x.Id + " " + string.Join(" | ", x.Arguments)); }
                }
                catch (Exception e)
                {
                    errors.Add(m + "\n" + string.Join('\n', e.ToString().Split('\n').Take(9)));
                }
                times.Add((read, w.Elapsed.TotalMilliseconds - read, m.ToString()!));
            }
        }, 64 << 20))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Console.WriteLine($"read {times.Sum(t => t.Item1)} ms, compile {times.Sum(t => t.Item2)} ms");
        foreach (var t in times.OrderByDescending(t => t.Item1 + t.Item2).Take(40)) Console.WriteLine($"{t.Item1,8:0} {t.Item2,8:0} {t.Item3}");
        Console.WriteLine(errors.Count + " exceptions");
        foreach (var g in errors.GroupBy(e => string.Join('\n', e.Split('\n').Skip(1).Take(5))).OrderByDescending(g => g.Count())) Console.WriteLine(g.Count() + " " + g.First());
    }
}
