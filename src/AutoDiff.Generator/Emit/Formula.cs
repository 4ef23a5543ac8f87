namespace AutoDiff.Generator.Emit;

/// <summary>One line of mathematics: <c>Label = Text</c>.</summary>
internal sealed record Formula(string Label, string Text)
{
    /// <summary><c>=</c>, or <c>+=</c> where it is added.</summary>
    public string Sign { get; init; } = "=";
}
