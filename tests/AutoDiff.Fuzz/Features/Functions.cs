using System.Collections.Immutable;
using System.Linq;
using AutoDiff.Fuzz.Generation;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Features;

/// <summary>Functions of one and two numbers, called where they are smooth and small.</summary>
internal static class Functions
{
    private static readonly string[] Unary =
    [
        "Math.Sin($)",
        "Math.Cos($)",
        "Math.Tanh($)",
        "Math.Atan($)",
        "Math.Exp(-Math.Abs($))",
        "Math.Sqrt(1 + Math.Abs($))",
        "Math.Log(2 + Math.Abs($))",
        "Math.Log(1 + $ * $)",
        "Math.Abs($)",
        "Math.Asinh($)",
        "Math.Cbrt(1.5 + Math.Abs($))",
        "Math.Sinh(Math.Tanh($))",
        "Math.Cosh(Math.Sin($))",
        "Math.Asin(0.5 * Math.Sin($))",
        "Math.Acos(0.5 * Math.Cos($))",
        "Math.Tan(0.5 * Math.Sin($))",
        "Math.Log2(2 + Math.Abs($))",
        "Math.Pow(1.2 + Math.Abs($), 1.5)",
        "Math.Pow(1.2, Math.Tanh($))",
        "Math.Floor($)",
        "Math.Round(2 * $)",
        "double.Exp2(Math.Tanh($))",
        "double.LogP1(Math.Abs($))",
        "double.SinPi($)",
    ];

    private static readonly string[] Binary =
    [
        "Math.Max($, #)",
        "Math.Min($, #)",
        "Math.Atan2($, 1.5 + Math.Abs(#))",
        "double.Hypot($, 0.5 + Math.Abs(#))",
        "Math.Pow(0.5 + Math.Abs(Math.Sin($)), Math.Tanh(#))",
        "Math.FusedMultiplyAdd($, #, 0.5)",
        "Math.CopySign(0.5 + Math.Abs($), #)",
        "Math.Clamp($, -1.5, 2.0 + Math.Abs(#))",
        "double.Lerp($, #, 0.25)",
    ];

    public static readonly ImmutableArray<Feature> Rows =
    [
        .. Unary.Select(text => Feature.Number("functions", 2, site => Fill(text, site.Number(), null))),
        .. Binary.Select(text => Feature.Number("functions-of-two", 2, site => Fill(text, site.Number(), site.Number()))),
    ];

    /// <summary>The text with its operands. One that stands twice is one child printed twice.</summary>
    private static Node Fill(string text, Node first, Node? second)
    {
        Code code = new(0, 0);
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] is '$' or '#')
            {
                code.AppendLiteral(text[start..i]);
                start = i + 1;
                if (i < text.Length)
                {
                    code.AppendFormatted(text[i] == '$' ? first : second!);
                }
            }
        }

        return Node.Of(Sort.Number, code);
    }
}
