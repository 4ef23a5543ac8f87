using System;
using System.Globalization;
using System.Linq;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emit;

/// <summary>Decides whether the author's spelling of a number may be repeated.</summary>
internal static class SourceSpelling
{
    /// <summary>Whether the text is by itself a literal of the type with this suffix: <c>1e-3</c>, <c>.5</c>, <c>2d</c>; <c>1f</c> for <c>float</c>.</summary>
    public static bool IsReal(string text, char suffix)
    {
        if (text.Length == 0 || IsPrefixed(text))
        {
            return false;
        }

        char last = char.ToLowerInvariant(text[text.Length - 1]);
        return suffix == 'f' || char.IsLetter(last)
            ? last == suffix
            : text.IndexOfAny(['.', 'e', 'E']) >= 0;
    }

    /// <summary>Whether the text is a decimal, hexadecimal or binary <c>int</c> literal.</summary>
    public static bool IsInteger(string text) =>
        IsDecimalInteger(text) || (IsPrefixed(text) && text.Skip(2).All(c => c == '_' || Uri.IsHexDigit(c)));

    /// <summary>Whether the text is digits only.</summary>
    public static bool IsDecimalInteger(string text) =>
        text.Length > 0 && text[0] is >= '0' and <= '9' && text.All(c => c is '_' or (>= '0' and <= '9'));

    /// <summary>Whether the text reads as exactly the number's value.</summary>
    public static bool Means(string text, Number number)
    {
        string digits = text.Replace("_", "");
        if (IsPrefixed(digits))
        {
            bool isHex = char.ToLowerInvariant(digits[1]) == 'x';
            return digits.Length <= 10
                && digits.Length > 2
                && isHex
                && long.TryParse(digits.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long bits)
                && bits == number.Value
                && bits <= int.MaxValue;
        }

        digits = digits.TrimEnd('f', 'F', 'd', 'D');
        if (number.Type.Kind == TypeKind.Single)
        {
            return float.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out float single)
                && single == (float)number.Value
                && Literals.IsNegative(single) == Literals.IsNegative(number.Value);
        }

        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value == number.Value
            && Literals.IsNegative(value) == Literals.IsNegative(number.Value);
    }

    private static bool IsPrefixed(string text) => text.Length > 1 && text[0] == '0' && char.ToLowerInvariant(text[1]) is 'x' or 'b';
}
