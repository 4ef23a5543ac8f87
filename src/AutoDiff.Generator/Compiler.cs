using System.Collections.Generic;
using System.Linq;
using AutoDiff.Generator.Analysis;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator;

/// <summary>Everything between the front end and the generated text: <see cref="DifferentiableMethod"/> => C#.</summary>
internal static class Compiler
{
    /// <summary>Differentiates a method and writes its members.</summary>
    public static CompilationOutcome Compile(DifferentiableMethod method)
    {
        List<GradientMember> members = [];
        List<Refusal> refusals = [];
        Function lowered = Pipeline.Lower(method.Primal);
        foreach (Request request in method.Requests)
        {
            Function source = Pipeline.Activate(lowered, request);
            refusals.AddRange(Legality.Check(source, request.Active).Where(refusal => !refusals.Contains(refusal)));
            if (!refusals.TrueForAll(IsWarning))
            {
                continue;
            }

            Function prepared = Pipeline.Prepare(source);
            if (prepared.Body.Statements is not [.., Return])
            {
                refusals.Add(new Refusal(RefusalIds.UnsupportedMethod, -1, [source.Name, "a method that never returns", "return a number on some path"]));
                continue;
            }

            members.Add(Pipeline.Differentiate(prepared, request));
        }

        if (!refusals.TrueForAll(IsWarning))
        {
            // Where a derivative is lost, that the result does not depend on the parameter is not the author's mistake.
            refusals.RemoveAll(IsWarning);
            return new CompilationOutcome(null, refusals.ToEquatableArray());
        }

        return new CompilationOutcome(GradientFileEmitter.Emit(method, members.ToEquatableArray()), refusals.ToEquatableArray());
    }

    private static bool IsWarning(Refusal refusal) => refusal.Id == RefusalIds.UnusedParameter;
}

/// <summary>What became of a method: the text of its generated file, or nothing, and what is to be said about it.</summary>
internal sealed record CompilationOutcome(string? Text, EquatableArray<Refusal> Refusals);
