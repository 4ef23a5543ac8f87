namespace AutoDiff.Fuzz.Trees;

/// <summary>A piece of a node's text: literal, or the place of a child.</summary>
/// <param name="Text">Where it is literal.</param>
/// <param name="Child">The child's position, or -1.</param>
internal readonly record struct Segment(string Text, int Child);
