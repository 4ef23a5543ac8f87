using System.Globalization;
using System.Linq;

namespace AutoDiff.Generator.Emit;

/// <summary>A power of something that is not taken apart further: <c>x^2</c>, <c>(y - x^2)^-1</c>.</summary>
/// <param name="Text">The base without outer parentheses.</param>
/// <param name="Shape">What stands around the base when it is printed.</param>
/// <param name="Exponent">Not zero; negative in a denominator.</param>
internal sealed record Factor(string Text, FactorShape Shape, int Exponent = 1)
{
    /// <summary>Whether the base is a name of several letters.</summary>
    public bool IsWord => Shape == FactorShape.Simple && Text.Length > 1 && Text.All(c => char.IsLetterOrDigit(c) || c == '_');

    /// <summary>The factor with a positive exponent.</summary>
    /// <param name="isLast">Nothing follows that an open factor could take in.</param>
    public string Print(bool isLast)
    {
        int power = Exponent < 0 ? -Exponent : Exponent;
        bool needsParentheses = Shape == FactorShape.Compound || (Shape == FactorShape.Open && (power > 1 || !isLast));
        string text = needsParentheses ? "(" + Text + ")" : Text;
        return power == 1 ? text : text + "^" + power.ToString(CultureInfo.InvariantCulture);
    }
}
