namespace AutoDiff.Fuzz.Trees;

/// <summary>What a piece of program text is: an expression of some type, a statement, a member, or a name.</summary>
/// <param name="Name">Unique; for an expression its type in C#.</param>
internal sealed record Sort(string Name)
{
    public static readonly Sort Number = new("double");
    public static readonly Sort Integer = new("int");
    public static readonly Sort Boolean = new("bool");
    public static readonly Sort Array = new("double[]");
    public static readonly Sort Span = new("Span<double>");
    public static readonly Sort ReadOnlySpan = new("ReadOnlySpan<double>");
    public static readonly Sort Indices = new("int[]");
    public static readonly Sort Statement = new("statement");
    public static readonly Sort Block = new("block");
    public static readonly Sort Members = new("members");
    public static readonly Sort Member = new("member");
    public static readonly Sort Identifier = new("name");

    /// <summary>Whether its values are buffers of numbers.</summary>
    public bool IsBuffer => this == Array || this == Span || this == ReadOnlySpan;
}
