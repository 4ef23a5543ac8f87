using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text.RegularExpressions;
using AutoDiff.Fuzz.Checking;
using AutoDiff.Fuzz.Printing;
using AutoDiff.Fuzz.Trees;
using AutoDiff.Fuzz.Variants;

namespace AutoDiff.Fuzz.Shrinking;

/// <summary>Makes a failing program smaller as long as it fails in the same way.</summary>
internal sealed partial class Shrinker(Failure original)
{
    private const int BatchSize = 24;
    private const int MostRounds = 120;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private bool IsVariant => original.Kind is FailureKind.Renaming or FailureKind.DeadCode or FailureKind.Splitting;

    /// <summary>The smallest program found, and how it fails.</summary>
    public (Subject Subject, Failure Failure) Shrink(Subject subject, Failure failure)
    {
        (Subject Subject, Failure Failure) best = (subject, failure);
        Stopwatch watch = Stopwatch.StartNew();
        for (int round = 0; round < MostRounds && watch.Elapsed < Patience; round++)
        {
            if (Smaller(best.Subject) is not { } smaller)
            {
                break;
            }

            best = smaller;
        }

        return best;
    }

    /// <summary>The first reduction that still fails.</summary>
    private (Subject, Failure)? Smaller(Subject subject)
    {
        foreach (Subject[] candidates in Reductions.Of(subject).Where(candidate => candidate.Size < subject.Size).Chunk(BatchSize))
        {
            Edition[] editions = [.. candidates.Select((candidate, i) => new Edition(candidate, $"P{i}"))];
            (FailureKind Kind, Edition Edition)[] variants = IsVariant
                ? [.. candidates.SelectMany((candidate, i) => new[] { 0, 1, 2, 3 }.Select(seed => Variant.Of(original.Kind, candidate, $"V{i}_{seed}", seed)))]
                : [];
            IReadOnlyList<Compiled> compiled = Batch.Compile([.. editions, .. variants.Select(variant => variant.Edition)]);
            for (int i = 0; i < candidates.Length; i++)
            {
                List<(FailureKind, Compiled)> mine = IsVariant ? [.. Enumerable.Range(0, 4).Select(k => (original.Kind, compiled[editions.Length + (4 * i) + k]))] : [];
                if (Fails(compiled[i], mine) is { } failure)
                {
                    return (candidates[i], failure);
                }
            }
        }

        return null;
    }

    private Failure? Fails(Compiled program, List<(FailureKind, Compiled)> variants)
    {
        if (original.Kind == FailureKind.Refused)
        {
            return program.Refusals.Any(refusal => original.Message.Contains(refusal.ToString(), StringComparison.Ordinal)) ? original : null;
        }

        if (!program.Refusals.IsEmpty && original.Kind != FailureKind.Fuzzer)
        {
            return null;
        }

        Examination examination = new(program, variants);
        Failure? failure = original.Inputs is { } inputs && program.Primal is not null && variants.TrueForAll(variant => variant.Item2.Primal is not null)
            ? examination.Compare(inputs, acceptTies: false)
            : null;
        failure ??= examination.Run(new Random(7));
        return failure?.Kind == original.Kind && CompilerError().Match(failure.Message).Value == CompilerError().Match(original.Message).Value ? failure : null;
    }

    /// <summary>A program that stops compiling for another reason is not the same failure.</summary>
    [GeneratedRegex(@"\bCS\d{4}\b")]
    private static partial Regex CompilerError();
}
