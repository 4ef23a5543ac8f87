using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;
using AutoDiff.Generator.Transforms;

namespace AutoDiff.Generator;

/// <summary>Everything between the front end and the generated text: <see cref="DifferentiableMethod"/> => C#.</summary>
internal static class Compiler
{
    /// <summary>Differentiates a method and writes its members.</summary>
    public static CompilationOutcome Compile(DifferentiableMethod method, CancellationToken cancellation = default)
    {
        using IDisposable scope = Cancellation.By(cancellation);
        CompilationOutcome outcome = Compile(method);
        return outcome.Text is null && method.Otherwise is { } plain && Compile(plain) is { Text: not null } other ? other with { IsOtherwise = true } : outcome;
    }

    private static CompilationOutcome Compile(DifferentiableMethod method)
    {
        List<DerivativeMember> members = [];
        List<Refusal> refusals = [];
        Aggregates aggregates = Aggregates.Of(method.Primal);
        (Function primal, EquatableArray<Helper> helpers) = LiftCaptures.Run(aggregates.TakenApart, method.Helpers);
        method = method with { Helpers = helpers };
        HashSet<string> kept = Outlining.Of(primal, helpers);
        if (Outlining.SizeInPlace(primal, helpers, kept) > Outlining.Most)
        {
            return new CompilationOutcome(null, [TooLong(primal)]);
        }

        foreach (Request asked in method.Requests)
        {
            foreach (DerivativeKind kind in asked.Kinds)
            {
                (DerivativeMember? member, IReadOnlyList<Refusal> found) = Derive(method, primal, aggregates, asked, kind, kept);
                if (kept.Count > 0 && !found.All(IsWarning) && Outlining.SizeInPlace(primal, helpers, []) <= Outlining.Most)
                {
                    // What stays a call is limited in what it may keep until its end; a body in place is not.
                    (member, found) = Derive(method, primal, aggregates, asked, kind, []);
                }

                refusals.AddRange(found.Where(refusal => !refusals.Contains(refusal)));
                if (member is not null)
                {
                    members.Add(member);
                }
            }
        }

        if (!refusals.TrueForAll(IsWarning))
        {
            // Where a derivative is lost, that the result does not depend on the parameter is not the author's mistake.
            refusals.RemoveAll(IsWarning);
            return new CompilationOutcome(null, refusals.ToEquatableArray());
        }

        return new CompilationOutcome(GradientFileEmitter.Emit(method, members.ToEquatableArray()), refusals.ToEquatableArray());
    }

    private static (DerivativeMember? Member, IReadOnlyList<Refusal> Refusals) Derive(DifferentiableMethod method, Function primal, Aggregates aggregates, Request asked, DerivativeKind kind, HashSet<string> kept)
    {
        Request request = aggregates.Of(asked);
        List<Refusal> refusals = [];
        bool Adds(IEnumerable<Refusal> found)
        {
            refusals.AddRange(found.Where(refusal => !refusals.Contains(refusal)));
            return !refusals.TrueForAll(IsWarning);
        }

        (Function source, IReadOnlyList<Refusal> refused) = Inline.Run(Pipeline.Activate(primal, request, kind), method.Helpers, kept);
        if (Adds(refused))
        {
            // What could not be put in place is not there to be judged.
            return (null, refusals);
        }

        Recursion recursion = Recursion.Of(source, method.Helpers, kept, kind, method.Placement);
        if (Adds(recursion.Refusals))
        {
            return (null, refusals);
        }

        source = Pipeline.Lower(recursion.Caller);
        if (source.ReturnType.IsView && ReturnedArrays.MayBeNull(source))
        {
            return (null, [.. refusals, new Refusal(RefusalIds.UnsupportedResult, -1, [source.Name, "null", "return an array, if need be an empty one"])]);
        }

        if (source.ReturnType.IsView && ReturnedArrays.IsWrittenAfterwards(source))
        {
            return (null, [.. refusals, new Refusal(RefusalIds.UnsupportedMethod, -1, [source.Name, "one that writes to an array after it was returned, in 'finally'", "write to it before"])]);
        }

        if (Adds(Legality.Check(source, request.Active.GroupBy(aggregates.WholeOf), kind)))
        {
            return (null, refusals);
        }

        Function prepared = Pipeline.Prepare(source);
        if (prepared.ReturnType != IrType.Void && prepared.Body.Statements is not [.., Return])
        {
            return (null, [.. refusals, new Refusal(RefusalIds.UnsupportedMethod, -1, [source.Name, "a method that never returns", "return a number on some path"])]);
        }

        DerivativeMember member = recursion.Complete(aggregates.IsEmpty
            ? Pipeline.Differentiate(prepared, request, kind)
            : Pipeline.DifferentiateParts(prepared, request, kind));
        Adds(recursion.Refusals.Concat(recursion.Unnameable(member)).Concat(Hints.Check(source)).Concat(Hints.CheckRecords(member.Function, source.Name)));
        if (member.Locals.Prepend(member.Function).Any(Outlining.RentsTooMuch))
        {
            return (null, [TooLong(primal)]);
        }

        member = aggregates.IsEmpty ? member : EntryChecks.Run(
            aggregates.PutTogether(member, asked),
            prepared,
            aggregates.WithBuffers,
            [.. member.Companions.Where(companion => companion.Of is { } part && !aggregates.WholeOf(part).Equals(part))]);
        return Adds(Wholes.Check(member)) ? (null, refusals) : (member, refusals);
    }

    private static Refusal TooLong(Function function) =>
        new(RefusalIds.UnsupportedMethod, -1, [function.Name, "too long with all that it calls", "write a rule such as [CustomVjp] for a method that it calls often, or differentiate parts of it"]);

    private static bool IsWarning(Refusal refusal) => refusal.Id is RefusalIds.UnusedParameter or RefusalIds.ZeroDerivative or RefusalIds.InfiniteDerivative or RefusalIds.RecordedPerIteration;
}

/// <summary>What became of a method: the text of its generated file, or nothing, and what is to be said about it.</summary>
internal sealed record CompilationOutcome(string? Text, EquatableArray<Refusal> Refusals)
{
    /// <summary>Whether this is of <see cref="DifferentiableMethod.Otherwise"/>.</summary>
    public bool IsOtherwise { get; init; }
}
