using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using AutoDiff.Generator;
using AutoDiff.Generator.FrontEnd;
using AutoDiff.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Corpus.Tests;

internal static class Dev
{
    public static void Run(Corpus corpus, string filter)
    {
        Regex skip = new("Bessel|Kelvin|Airy|Amos|Hankel|Meijer");
        ConcurrentQueue<IMethodSymbol> queue = new(corpus.Methods.Where(m => filter == "numeric" ? NumericSignature.Is(m) && !skip.IsMatch(m.ToString()!) : filter == "" || (filter == "all" && !skip.IsMatch(m.ToString()!)) || m.ToString()!.Contains(filter, StringComparison.Ordinal)));
        int total = queue.Count;
        ConcurrentBag<(double, double, string)> times = [];
        ConcurrentBag<string> errors = [];
        ConcurrentBag<(IMethodSymbol, string, string, Location?)> reasons = [];
        ConcurrentDictionary<SyntaxTree, IMethodSymbol> trees = [];
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
                    foreach (var x in r.Refusals) reasons.Add((m, x.Id, Diagnostic.Create(Descriptors.Of(x.Id), null, [.. x.Arguments]).GetMessage(CultureInfo.InvariantCulture), x.Location));
                    if (r.Method is not null)
                    {
                        var o = Compiler.Compile(r.Method);
                        foreach (var x in o.Refusals.Where(Descriptors.IsError)) reasons.Add((m, x.Id, Diagnostic.Create(Descriptors.Of(x.Id), null, [.. x.Arguments]).GetMessage(CultureInfo.InvariantCulture), x.Site >= 0 && x.Site < r.Sites.Length ? r.Sites[x.Site] : null));
                        if (o.Text is not null) trees[CSharpSyntaxTree.ParseText(o.Text, Corpus.ParseOptions, r.Method.Placement.HintName, Encoding.UTF8)] = m;
                    }
                    else if (r.Refusals.Length == 0) reasons.Add((m, "NONE", "compile errors " + r.HasCompileErrors, null));
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
        foreach (var t in times.OrderByDescending(t => t.Item1 + t.Item2).Take(12)) Console.WriteLine($"{t.Item1,8:0} {t.Item2,8:0} {t.Item3}");
        Console.WriteLine(errors.Count + " exceptions");
        foreach (var g in errors.GroupBy(e => string.Join('\n', e.Split('\n').Skip(1).Take(5))).OrderByDescending(g => g.Count())) Console.WriteLine(g.Count() + " " + g.First());
        Console.WriteLine($"differentiated {trees.Count} of {total}");
        var refused = reasons.GroupBy(r => r.Item1, (IEqualityComparer<IMethodSymbol>)SymbolEqualityComparer.Default).ToList();
        void Table(Func<string, string> key)
        {
            foreach (var g in refused.SelectMany(g => g.Select(r => r.Item2 + " " + key(r.Item3)).Distinct().Select(k => (k, g.Count(), g.First()))).GroupBy(x => x.k).OrderByDescending(g => g.Count()).Take(75))
                Console.WriteLine($"{g.Count(),5} {g.Key}   e.g. {g.First().Item3.Item1.Name}: {Line(g.First().Item3.Item4)}");
        }
        string Line(Location? l) => l?.SourceTree is { } t ? t.GetText().Lines[l.GetLineSpan().StartLinePosition.Line].ToString().Trim() : "";
        Console.WriteLine("only one reason:");
        foreach (var g in refused.Where(g => g.Select(r => r.Item2 + r.Item3).Distinct().Count() == 1).GroupBy(g => g.First().Item2 + " " + Regex.Replace(g.First().Item3, "'[^']*'", "'..'")).OrderByDescending(g => g.Count()).Take(30)) Console.WriteLine($"{g.Count(),5} {g.Key}");
        Console.WriteLine("all reasons:");
        Table(s => Regex.Replace(s, "'[^']*'", "'..'"));
        Console.WriteLine("detail:");
        Table(s => s);
        if (filter.Length > 0 && total < 20) foreach (var t in trees.Keys) Console.WriteLine(t.GetText());
        var output = corpus.Compilation.AddSyntaxTrees(trees.Keys);
        HashSet<SyntaxTree> bad = [];
        int shown = 0;
        HashSet<string> seen = [];
        foreach (var d in output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Location.SourceTree is { } t && trees.ContainsKey(t)))
        {
            bad.Add(d.Location.SourceTree!);
            if (seen.Add(d.Location.SourceTree!.FilePath.Split('-')[0].Split('.').Last() + d.Id) && shown++ < 50) Console.WriteLine(d + "\n      " + Line(d.Location));
        }
        Console.WriteLine("uncompilable files " + bad.Count);
        output = output.RemoveSyntaxTrees(bad);
        using MemoryStream image = new();
        var emitted = output.Emit(image);
        if (!emitted.Success) { foreach (var d in emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10)) Console.WriteLine(d); return; }
        image.Position = 0;
        var assembly = new System.Runtime.Loader.AssemblyLoadContext("corpus").LoadFromStream(image);
        Dictionary<Agreement, int> counts = [];
        foreach (var (t, m) in trees.OrderBy(p => p.Key.FilePath, StringComparer.Ordinal))
        {
            if (bad.Contains(t) || GradientCall.Find(assembly, m) is not { } call) continue;
            var (agreement, detail) = DifferenceCheck.Run(call, 1);
            counts[agreement] = counts.GetValueOrDefault(agreement) + 1;
            if (agreement != Agreement.Right) Console.WriteLine($"{agreement} {m} {detail}");
        }
        foreach (var c in counts) Console.WriteLine(c);
    }
}
