namespace AutoDiff.Fuzz.Trees;

/// <summary>A type of parameter: how it is declared, filled from the inputs, and how its gradient comes back.</summary>
/// <remarks>In the texts <c>$</c> is the parameter's name.</remarks>
/// <param name="Feature">The feature that it belongs to, or nothing.</param>
/// <param name="Sort">Of the variable that the body sees.</param>
/// <param name="Type">In the signature, with modifiers.</param>
/// <param name="Read">The argument, from <c>source</c>.</param>
internal sealed record ParameterKind(string Feature, Sort Sort, string Type, string Read)
{
    /// <summary>Whether its values can have a gradient.</summary>
    public bool HasNumbers { get; init; } = true;

    /// <summary>Whether its gradient is written to a destination. One such parameter makes every other one an <c>out</c>.</summary>
    public bool IsBuffer { get; init; }

    /// <summary>Whether the method may write to its elements.</summary>
    public bool IsWritable { get; init; }

    /// <summary>Whether the method may assign the parameter itself.</summary>
    public bool IsAssignable { get; init; }

    /// <summary>Whether the shadows and tangents of the products are as for a number, or a buffer of numbers.</summary>
    public bool HasProducts { get; init; }

    /// <summary>The type of the local that holds the argument.</summary>
    public string Local { get; init; } = "double";

    /// <summary>The local as an argument.</summary>
    public string Argument { get; init; } = "$";

    /// <summary>What the method left in it.</summary>
    public string Observe { get; init; } = "";

    /// <summary>Takes the gradient in <c>$Gradient</c> into <c>sink</c>.</summary>
    public string Put { get; init; } = "sink.Put($Gradient);";

    /// <summary>The type of its gradient, where it comes back by value or <c>out</c>.</summary>
    public string Gradient { get; init; } = "double";

    /// <summary>Where its gradient is written to.</summary>
    public string Destination { get; init; } = "Sink.Destination($.Length)";

    /// <summary>That as an argument.</summary>
    public string DestinationArgument { get; init; } = "$Gradient";

    /// <summary>A type that the program has to declare.</summary>
    public string Member { get; init; } = "";

    /// <summary>Whether it is always marked <c>[NoGradient]</c>.</summary>
    public bool IsConstant { get; init; }

    /// <summary>How many numbers it holds, as text.</summary>
    public string Count { get; init; } = "1";

    /// <summary>The text for a parameter of that name.</summary>
    public static string For(string text, string name) => text.Replace("$", name, System.StringComparison.Ordinal);
}
