using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Corpus.Tests;

/// <summary>What became of one marked method.</summary>
/// <param name="Method">The method.</param>
/// <param name="HintName">The name of its generated file, if there is one.</param>
/// <param name="Refusals">The errors that the analyzer reports inside of it.</param>
internal sealed record MethodOutcome(IMethodSymbol Method, string? HintName, IReadOnlyList<Diagnostic> Refusals)
{
    public bool IsDifferentiated => HintName is not null;
}
