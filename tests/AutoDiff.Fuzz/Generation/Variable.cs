using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Generation;

/// <summary>A name that generated code may use.</summary>
/// <param name="Symbol">The name.</param>
/// <param name="Sort">Its type.</param>
/// <param name="IsAssignable">Whether it may be assigned.</param>
/// <param name="IsWritable">Of a buffer: whether its elements may be.</param>
/// <param name="Owner">Of a view: the buffer that it looks into.</param>
internal sealed record Variable(Symbol Symbol, Sort Sort, bool IsAssignable, bool IsWritable, Symbol Owner)
{
    /// <summary>Whether it is a second name for something else, which no lambda may capture.</summary>
    public bool IsReference { get; init; }

    /// <summary>A reference to it.</summary>
    public Node Node => Node.Of(Symbol);
}
