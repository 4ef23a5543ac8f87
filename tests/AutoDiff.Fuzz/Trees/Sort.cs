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
    public static readonly Sort Function = new("Func<double, double>");
    public static readonly Sort Functions = new("Func<double, double>[]");
    public static readonly Sort Body = new("Body");
    public static readonly Sort Held = new("Held");
    public static readonly Sort Given = new("double[][], of the caller's rows");
    public static readonly Sort Model = new("Model");
    public static readonly Sort Pair = new("(double A, double B)");
    public static readonly Sort Vector = new("Vector3");
    public static readonly Sort Complex = new("Complex");
    public static readonly Sort Matrix = new("double[,]");
    public static readonly Sort Rows = new("double[][]");
    public static readonly Sort List = new("List<double>");
    public static readonly Sort OwnList = new("List<double>, created");
    public static readonly Sort Memory = new("Memory<double>");
    public static readonly Sort Bodies = new("Body[]");
    public static readonly Sort Item = new("Item");
    public static readonly Sort Items = new("Item[]");
    public static readonly Sort Generic = new("T");
    public static readonly Sort Statement = new("statement");
    public static readonly Sort Block = new("block");
    public static readonly Sort Members = new("members");
    public static readonly Sort Member = new("member");
    public static readonly Sort Identifier = new("name");

    /// <summary>Whether its values are buffers of numbers.</summary>
    public bool IsBuffer => this == Array || this == Span || this == ReadOnlySpan;
}
