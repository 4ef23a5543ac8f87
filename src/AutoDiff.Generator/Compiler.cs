using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Support;

namespace AutoDiff.Generator;

/// <summary>Everything between the front end and the generated text: <see cref="DifferentiableMethod"/> => C#.</summary>
internal static class Compiler
{
    /// <summary>Differentiates a method and writes its members.</summary>
    public static CompilationOutcome Compile(DifferentiableMethod method)
    {
        _ = method;
        return new CompilationOutcome(Text: null, Refusals: []);
    }
}

/// <summary>What became of a method: the text of its generated file, or nothing, and what is to be said about it.</summary>
internal sealed record CompilationOutcome(string? Text, EquatableArray<Refusal> Refusals);
