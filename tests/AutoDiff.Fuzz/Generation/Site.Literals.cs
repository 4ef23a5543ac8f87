using System.Globalization;
using AutoDiff.Fuzz.Trees;

namespace AutoDiff.Fuzz.Generation;

/// <content>Constants.</content>
internal sealed partial class Site
{
    private static readonly double[] Numbers = [0.5, 1.5, 2, 0.1, 0.3, -0.7, 1, 0.25];

    /// <summary>A constant, as C#.</summary>
    public static Node Literal(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        text = text.Contains('.', System.StringComparison.Ordinal) ? text : text + ".0";
        return Node.Of(Sort.Number, $"{(value < 0 ? "(" + text + ")" : text)}");
    }

    public Node Literal() => Literal(Pick(Numbers));
}
