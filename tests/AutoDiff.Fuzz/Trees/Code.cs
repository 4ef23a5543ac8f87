using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace AutoDiff.Fuzz.Trees;

/// <summary>Program text with holes: <c>$"Math.Sin({argument})"</c> keeps its argument as a child instead of its text.</summary>
[InterpolatedStringHandler]
internal readonly struct Code
{
    private readonly ImmutableArray<Segment>.Builder segments;
    private readonly ImmutableArray<Node>.Builder children;

    public Code(int literalLength, int formattedCount)
    {
        _ = literalLength;
        segments = ImmutableArray.CreateBuilder<Segment>((2 * formattedCount) + 1);
        children = ImmutableArray.CreateBuilder<Node>(formattedCount);
    }

    public ImmutableArray<Segment> Segments => segments.ToImmutable();

    public ImmutableArray<Node> Children => children.ToImmutable();

    public void AppendLiteral(string text) => segments.Add(new(text, -1));

    public void AppendFormatted(string text) => AppendLiteral(text);

    public void AppendFormatted(int number) => AppendLiteral(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Symbol symbol) => AppendFormatted(Node.Of(symbol));

    public void AppendFormatted(Node child)
    {
        segments.Add(new("", children.Count));
        children.Add(child);
    }
}
