using System;
using System.Linq;
using System.Text;

namespace AutoDiff.Fuzz.Printing;

/// <summary>Indents C# by its braces and drops empty lines.</summary>
internal static class Layout
{
    public static string Indent(string text)
    {
        StringBuilder result = new();
        int depth = 0;
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int change = line.Count(letter => letter == '{') - line.Count(letter => letter == '}');
            int indent = line[0] == '}' ? depth - 1 : depth;
            result.Append(' ', 4 * Math.Max(0, indent)).Append(line).Append('\n');
            depth += change;
        }

        return result.ToString();
    }
}
