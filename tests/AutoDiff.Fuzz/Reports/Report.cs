using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using AutoDiff.Fuzz.Checking;
using AutoDiff.Fuzz.Printing;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Reports;

/// <summary>Counts what happened, on all threads.</summary>
internal sealed class Report
{
    private static readonly Lock Console = new();
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> refusals = [];
    private readonly Dictionary<string, (int Passed, int Refused)> features = [];
    private readonly List<(Subject Subject, Failure Failure)> failures = [];
    private int passed;
    private int refused;
    private int idle;
    private int comparisons;

    public Coverage Coverage { get; } = new();

    public int Failed
    {
        get
        {
            lock (gate)
            {
                return failures.Count;
            }
        }
    }

    /// <summary>A program that is right, or refused.</summary>
    public void Pass(Compiled program, int compared)
    {
        lock (gate)
        {
            bool isRefused = !program.Refusals.IsEmpty;
            passed += isRefused ? 0 : 1;
            refused += isRefused ? 1 : 0;
            comparisons += isRefused ? 0 : compared;
            idle += compared == 0 ? 1 : 0;
            Count(program.Edition.Subject, isRefused);
            foreach (Refusal refusal in program.Refusals)
            {
                string reason = $"{refusal.Id} {refusal.Reason}";
                refusals[reason] = refusals.GetValueOrDefault(reason) + 1;
            }
        }
    }

    public void Fail(Subject subject, Failure failure)
    {
        lock (gate)
        {
            failures.Add((subject, failure));
        }
    }

    /// <summary>A failing program as a bug report.</summary>
    public static void Show(TextWriter output, Subject subject, Failure failure)
    {
        lock (Console)
        {
            output.WriteLine($"\nFAILURE {failure.Kind}, seed {subject.Seed}: {failure.Message}");
            if (failure.Inputs is { } inputs)
            {
                output.WriteLine($"inputs: {inputs}");
            }

            output.WriteLine(new Edition(subject, "P"));
        }
    }

    public void Print(TextWriter output, TimeSpan elapsed)
    {
        lock (gate)
        {
            Table(output, "Roslyn operations in programs that were differentiated, and in refused ones", Coverage.Counts.Select(entry => $"{entry.Differentiated,9} {entry.Refused,7}  {entry.Kind}"));
            Table(output, "Refused because of", refusals.OrderByDescending(entry => entry.Value).Select(entry => $"{entry.Value,7}  {entry.Key}"));
            Table(output, "Programs with each feature: checked, refused", features.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => $"{entry.Value.Passed,7} {entry.Value.Refused,7}  {entry.Key}"));
            Table(output, "Failures", failures.Select(entry => $"seed {entry.Subject.Seed}: {entry.Failure.Kind}: {entry.Failure.Message}"));
            output.WriteLine($"\n{passed} checked on {comparisons} inputs, {refused} refused, {idle} without usable inputs, in {elapsed.TotalSeconds:F0} s");
            output.WriteLine($"{passed + refused} passed, {failures.Count} failed");
        }
    }

    private static void Table(TextWriter output, string title, IEnumerable<string> lines)
    {
        output.WriteLine($"\n{title}");
        foreach (string line in lines.DefaultIfEmpty("      -"))
        {
            output.WriteLine(line);
        }
    }

    private void Count(Subject subject, bool isRefused)
    {
        foreach (string feature in subject.Features)
        {
            (int Passed, int Refused) = features.GetValueOrDefault(feature);
            features[feature] = isRefused ? (Passed, Refused + 1) : (Passed + 1, Refused);
        }
    }
}
