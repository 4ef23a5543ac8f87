using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Corpus.Tests;

/// <summary>What became of one marked method.</summary>
/// <param name="Method">The method.</param>
/// <param name="File">Its generated file, if there is one.</param>
/// <param name="Refusals">The errors that the analyzer reports, in the method or because of it.</param>
internal sealed record MethodOutcome(IMethodSymbol Method, SyntaxTree? File, IReadOnlyList<Diagnostic> Refusals)
{
    /// <summary>Whether the method has generated members.</summary>
    public bool IsDifferentiated => File is not null;

    /// <summary>Neither members nor a reason why there are none.</summary>
    public bool IsDropped => File is null && Refusals.Count == 0;

    /// <summary>Whether its signature is that of a numeric method.</summary>
    public bool IsNumeric { get; } = NumericSignature.Is(Method);

    /// <summary>Why it was refused, each reason once.</summary>
    public IEnumerable<string> Reasons => Refusals.Select(RefusalTable.Reason).Distinct();
}
