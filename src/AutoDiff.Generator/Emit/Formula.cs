namespace AutoDiff.Generator.Emit;

/// <summary>A line of mathematics for the documentation: <c>d/dx = 2 x</c>.</summary>
internal sealed record Formula(string Label, string Text);
