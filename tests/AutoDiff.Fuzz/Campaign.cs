using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using AutoDiff.Fuzz.Checking;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Printing;
using AutoDiff.Fuzz.Reports;
using AutoDiff.Fuzz.Shrinking;
using AutoDiff.Fuzz.Trees;
using AutoDiff.Fuzz.Variants;

namespace AutoDiff.Fuzz;

/// <summary>Many programs, on several threads.</summary>
internal sealed class Campaign(Options options)
{
    /// <summary>Deep expressions recurse in the compiler, in the generator, and in what is generated.</summary>
    private const int StackSize = 64 << 20;

    /// <summary>Programs between two signs of life.</summary>
    private const int ProgressStep = 1000;

    private readonly Report report = new();
    private int next;

    /// <summary>Runs all of it and reports; false where something failed.</summary>
    public bool Run()
    {
        Console.WriteLine($"{options.Programs} programs from seed {options.Seed} on {options.Threads} threads");
        Stopwatch watch = Stopwatch.StartNew();
        Thread[] threads = [.. Enumerable.Range(0, options.Threads).Select(_ => new Thread(Work, StackSize))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        report.Print(Console.Out, watch.Elapsed);
        return report.Failed == 0;
    }

    private void Work()
    {
        while (report.Failed < options.Failures)
        {
            int first = Interlocked.Add(ref next, options.Batch) - options.Batch;
            int count = Math.Min(options.Batch, options.Programs - first);
            if (count <= 0)
            {
                return;
            }

            if (first % ProgressStep < options.Batch && first >= ProgressStep)
            {
                Console.Error.WriteLine($"{first} programs, {report.Failed} failed");
            }

            Try([.. Enumerable.Range(first, count).Select(i => options.Seed + i)]);
        }
    }

    private void Try(IReadOnlyList<long> seeds)
    {
        List<Subject> subjects = [.. seeds.Select(seed => SubjectGenerator.Generate(seed, options.Features))];
        List<Edition> editions = [.. subjects.Select((subject, i) => new Edition(subject, $"P{i}"))];
        List<(int Subject, FailureKind Kind, Edition Edition)> variants = [];
        for (int i = 0; i < subjects.Count; i++)
        {
            Random random = new((int)(seeds[i] * 31));
            if (random.NextDouble() < options.Variants)
            {
                (FailureKind kind, Edition edition) = Variant.Of(subjects[i], $"V{i}", random.Next());
                variants.Add((i, kind, edition));
            }
        }

        IReadOnlyList<Compiled> compiled = Batch.Compile([.. editions, .. variants.Select(variant => variant.Edition)], report.Coverage);
        for (int i = 0; i < subjects.Count; i++)
        {
            List<(FailureKind, Compiled)> mine = [.. variants.Select((variant, j) => (variant, j)).Where(pair => pair.variant.Subject == i).Select(pair => (pair.variant.Kind, compiled[editions.Count + pair.j]))];
            Examine(compiled[i], mine);
        }
    }

    private void Examine(Compiled program, List<(FailureKind Kind, Compiled Program)> variants)
    {
        Subject subject = program.Edition.Subject;
        if (options.Show)
        {
            Console.WriteLine($"// seed {subject.Seed}\n{program.Edition}");
        }

        Examination examination = new(program, variants);
        Failure? failure = !program.Refusals.All(refusal => refusal.IsDocumented) && subject.Features.All(options.Required.Contains)
            ? new(FailureKind.Refused, string.Join("; ", program.Refusals))
            : examination.Run(new Random((int)subject.Seed));
        if (failure is null)
        {
            report.Pass(program, examination.Compared);
            return;
        }

        report.Fail(subject, failure);
        Shrinker shrinker = new(failure);
        (Subject smallest, Failure last) = options.Shrink ? shrinker.Shrink(subject, failure) : (subject, failure);
        Report.Show(Console.Out, smallest, last);
    }
}
