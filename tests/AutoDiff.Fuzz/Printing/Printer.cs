using System;
using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Printing;

/// <summary>Writes a tree as C#.</summary>
/// <param name="dialect">Over <c>double</c>, or over dual numbers.</param>
/// <param name="names">The name of each symbol.</param>
internal sealed partial class Printer(Dialect dialect, Func<Symbol, string> names)
{
    private readonly StringBuilder text = new();

    public static string Print(Node node, Dialect dialect, Func<Symbol, string> names)
    {
        Printer printer = new(dialect, names);
        printer.Write(node);
        return printer.text.ToString();
    }

    /// <summary>Text in which only the type of numbers depends on the dialect.</summary>
    public static string Translate(string text, Dialect dialect) => dialect == Dialect.Dual ? NumberType().Replace(text, "Dual") : text;

    // A constant stays a double: C# has no constants of a struct type.
    [GeneratedRegex(@"(?<!const )\b(double|float)\b")]
    private static partial Regex NumberType();

    private void Write(Node node)
    {
        if (node.Symbol is { } symbol)
        {
            text.Append(names(symbol));
        }
        else if (node.Sort == Sort.Block)
        {
            text.Append(dialect == Dialect.Dual ? "\n{\nFuel.Burn();\n" : "\n{\n");
            WriteLines(node);
            text.Append("}\n");
        }
        else if (node.Sort == Sort.Members)
        {
            WriteLines(node);
        }
        else
        {
            Fill(node, dialect == Dialect.Dual ? node.Evaluated : node.Text);
        }
    }

    private void WriteLines(Node node)
    {
        foreach (Node child in node.Children)
        {
            Write(child);
            text.Append('\n');
        }
    }

    private void Fill(Node node, ImmutableArray<Segment> segments)
    {
        foreach (Segment segment in segments)
        {
            if (segment.Child >= 0)
            {
                Write(node.Children[segment.Child]);
            }
            else
            {
                text.Append(Translate(segment.Text, dialect));
            }
        }
    }
}
