namespace AutoDiff.Generator.Emit;

/// <summary>A power of something that is not taken apart further: <c>x^2</c>, <c>(y - x^2)^-1</c>.</summary>
/// <param name="Text">The base without outer parentheses.</param>
/// <param name="Shape">What stands around the base when it is printed.</param>
/// <param name="Exponent">Not zero; negative in a denominator.</param>
internal sealed record Factor(string Text, FactorShape Shape, int Exponent = 1)
{
    /// <summary>The factor with a positive exponent.</summary>
    public string Print()
    {
        int power = Exponent < 0 ? -Exponent : Exponent;
        string text = Shape == FactorShape.Simple || (Shape == FactorShape.Open && power == 1) ? Text : "(" + Text + ")";
        return power == 1 ? text : text + "^" + power.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
