using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.FrontEnd;

/// <summary>The code that a delegate is known to run.</summary>
/// <param name="Method">A lambda, a local function or a method.</param>
/// <param name="Receiver">The object of an instance method, if the delegate was made from one.</param>
/// <param name="Owner">The reader of the method that a lambda or local function stands in, whose variables it sees.</param>
/// <param name="Key">Tells it from all other targets.</param>
internal sealed record DelegateTarget(IMethodSymbol Method, Ir.Expression? Receiver, BodyReader Owner, string Key)
{
    /// <summary>The body of a lambda.</summary>
    public IOperation? Body { get; init; }

    /// <summary>Which of <see cref="Alternatives"/> it is; null if there is only this one.</summary>
    public Ir.Expression? Number { get; init; }

    /// <summary>Of an array of delegates: which of <see cref="Alternatives"/> its elements are.</summary>
    public Ir.Expression? Table { get; init; }

    /// <summary>Where these are named.</summary>
    public IReadOnlyDictionary<SyntaxNode, DelegateTarget?> Named { get; init; } = new Dictionary<SyntaxNode, DelegateTarget?>();

    /// <summary>What a delegate may be that is chosen while the method runs.</summary>
    public IReadOnlyList<DelegateTarget> Alternatives { get; init; } = [];

    /// <summary>Whether it may be none of them.</summary>
    public bool MayBeNull { get; init; }
}
