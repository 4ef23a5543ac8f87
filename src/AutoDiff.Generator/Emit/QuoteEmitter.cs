using System.Globalization;
using System.Text;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>The comment that quotes a source statement.</summary>
internal static class QuoteEmitter
{
    /// <summary><c>// =  double a = 1 - x;</c></summary>
    public static string Print(Origin origin) =>
        "// " + (origin.Sweep == Sweep.Runs ? "=" : "d") + "  " + OneLine(origin.Text);

    /// <summary>The text with everything escaped that could end the comment's line or disguise what follows it.</summary>
    public static string OneLine(string text)
    {
        StringBuilder line = new();
        foreach (char c in text.Trim())
        {
            switch (c)
            {
                case '\n':
                    line.Append("\\n");
                    break;
                case '\r':
                    line.Append("\\r");
                    break;
                case '\t':
                    line.Append(' ');
                    break;
                default:
                    if (IsOdd(c))
                    {
                        line.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        line.Append(c);
                    }

                    break;
            }
        }

        return line.ToString();
    }

    // Surrogates too: half of a pair would not survive UTF-8, and a whole one may be a format character.
    private static bool IsOdd(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
