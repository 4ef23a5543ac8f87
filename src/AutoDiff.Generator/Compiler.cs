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
        List<DerivativeMember> members = [];
        List<Refusal> refusals = [];
        Aggregates aggregates = Aggregates.Of(method.Primal);
        foreach (Request asked in method.Requests)
        {
            Request request = aggregates.Of(asked);
            foreach (DerivativeKind kind in request.Kinds)
            {
                (Function source, IReadOnlyList<Refusal> refused) = Inline.Run(Pipeline.Activate(aggregates.TakenApart, request, kind), method.Helpers);
                refusals.AddRange(refused.Where(refusal => !refusals.Contains(refusal)));
                if (!refusals.TrueForAll(IsWarning))
                {
                    // What could not be put in place is not there to be judged.
                    continue;
                }

                Recursion recursion = Recursion.Of(source, method.Helpers, kind, method.Placement);
                refusals.AddRange(recursion.Refusals.Where(refusal => !refusals.Contains(refusal)));
                if (!refusals.TrueForAll(IsWarning))
                {
                    continue;
                }

                source = Pipeline.Lower(recursion.Caller);
                refusals.AddRange(Legality.Check(source, request.Active.GroupBy(aggregates.WholeOf), kind).Where(refusal => !refusals.Contains(refusal)));
                if (!refusals.TrueForAll(IsWarning))
                {
                    continue;
                }

                Function prepared = Pipeline.Prepare(source);
                if (prepared.ReturnType != IrType.Void && prepared.Body.Statements is not [.., Return])
                {
                    refusals.Add(new Refusal(RefusalIds.UnsupportedMethod, -1, [source.Name, "a method that never returns", "return a number on some path"]));
                    continue;
                }

                DerivativeMember member = recursion.Complete(aggregates.IsEmpty
                    ? Pipeline.Differentiate(prepared, request, kind)
                    : Pipeline.DifferentiateParts(prepared, request, kind));
                refusals.AddRange(recursion.Refusals.Where(refusal => !refusals.Contains(refusal)));
                refusals.AddRange(recursion.Unnameable(member).Where(refusal => !refusals.Contains(refusal)));
                members.Add(aggregates.IsEmpty ? member : EntryChecks.Run(aggregates.PutTogether(member, asked), prepared, method.Primal.Parameters));
                refusals.AddRange(Hints.Check(source).Concat(Hints.CheckRecords(member.Function, source.Name)).Where(hint => !refusals.Contains(hint)));
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

    private static bool IsWarning(Refusal refusal) => refusal.Id is RefusalIds.UnusedParameter or RefusalIds.ZeroDerivative or RefusalIds.InfiniteDerivative or RefusalIds.RecordedPerIteration;
}

/// <summary>What became of a method: the text of its generated file, or nothing, and what is to be said about it.</summary>
internal sealed record CompilationOutcome(string? Text, EquatableArray<Refusal> Refusals);
