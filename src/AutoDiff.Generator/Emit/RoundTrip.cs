using System;
using System.Globalization;

namespace AutoDiff.Generator.Emit;

/// <summary>
/// The shortest decimal text that reads back as exactly the same number. Computed by trying: the <c>R</c> format
/// of .NET Framework, which compilers inside Visual Studio run on, does not always read back.
/// </summary>
internal static class RoundTrip
{
    private const int MaxDoubleDigits = 17;
    private const int MaxSingleDigits = 9;

    // Exponents between these are written out in full: 0.0001 and 123456, but 1e-5 and 1e15.
    private const int LeastPlain = -4;
    private const int MostPlain = 14;

    public static string Double(double value) =>
        Shortest(value, MaxDoubleDigits, text => Parse(text) == value);

    // Both ways of reading must agree: some parsers go by way of double and round twice.
    public static string Single(float value) =>
        Shortest(value, MaxSingleDigits, text => (float)Parse(text) == value && ParseSingle(text) == value);

    private static string Shortest(double value, int maxDigits, Func<string, bool> readsBack)
    {
        for (int digits = 1; digits < maxDigits; digits++)
        {
            string candidate = Scientific(value, digits);
            if (readsBack(candidate))
            {
                return Plain(candidate);
            }
        }

        return Plain(Scientific(value, maxDigits));
    }

    private static string Scientific(double value, int digits) =>
        value.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static float ParseSingle(string text) => float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary><c>-1.25E+002 => -125</c>, <c>5E-324 => 5e-324</c>.</summary>
    private static string Plain(string scientific)
    {
        string sign = scientific[0] == '-' ? "-" : "";
        int split = scientific.IndexOf('E');
        int exponent = int.Parse(scientific.Substring(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string digits = scientific.Substring(sign.Length, split - sign.Length).Replace(".", "").TrimEnd('0');
        if (digits.Length == 0)
        {
            return sign + "0";
        }

        if (exponent is < LeastPlain or > MostPlain)
        {
            string fraction = digits.Length == 1 ? "" : "." + digits.Substring(1);
            return sign + digits[0] + fraction + "e" + exponent.ToString(CultureInfo.InvariantCulture);
        }

        if (exponent < 0)
        {
            return sign + "0." + new string('0', -exponent - 1) + digits;
        }

        int whole = exponent + 1;
        return digits.Length <= whole
            ? sign + digits.PadRight(whole, '0')
            : sign + digits.Substring(0, whole) + "." + digits.Substring(whole);
    }
}
