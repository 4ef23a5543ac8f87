using System.Text;

namespace AutoDiff.Generator.Emit;

/// <summary>Lines of C# with their indentation: LF, four spaces, nothing at a line's end.</summary>
internal sealed class CSharpWriter
{
    /// <summary>Lines up to this width stay whole.</summary>
    public const int Width = 120;

    private const int IndentWidth = 4;

    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>How much room the indentation takes.</summary>
    public int Indentation => depth * IndentWidth;

    public void Line(string line) => text.Append(' ', Indentation).Append(line.TrimEnd()).Append('\n');

    public void BlankLine() => text.Append('\n');

    /// <summary>Starts a block.</summary>
    public void Open()
    {
        Line("{");
        Indent();
    }

    /// <summary>Ends the block started last.</summary>
    public void Close()
    {
        Outdent();
        Line("}");
    }

    public void Indent() => depth++;

    public void Outdent() => depth--;

    public override string ToString() => text.ToString();
}
