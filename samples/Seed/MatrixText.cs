using System;
using System.Globalization;
using System.Text;

namespace Seed;

/// <summary>Numbers in rows and columns.</summary>
internal static class MatrixText
{
    /// <summary>Prints a matrix under its name.</summary>
    /// <param name="name">Any text.</param>
    /// <param name="values">Row by row; any number of whole rows.</param>
    /// <param name="columns">Length of a row.</param>
    public static void Print(string name, ReadOnlySpan<double> values, int columns)
    {
        Console.WriteLine($"{name} [{values.Length / columns},{columns}]");
        for (int start = 0; start < values.Length; start += columns)
        {
            Console.WriteLine("  " + Row(values.Slice(start, columns)));
        }
    }

    /// <summary>One row, each number equally wide.</summary>
    public static string Row(ReadOnlySpan<double> values)
    {
        StringBuilder text = new();
        foreach (double value in values)
        {
            text.Append(CultureInfo.InvariantCulture, $"{value,11:F6}");
        }

        return text.ToString();
    }
}
