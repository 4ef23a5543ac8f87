using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace AutoDiff.Generator.Emit;

/// <summary>A term of a formula: an integer ratio times factors.</summary>
internal sealed record Product(long Numerator, long Denominator, IReadOnlyList<Factor> Factors)
{
    // Beyond this a coefficient says less than the factors that it was made from.
    private const long MostReadable = 1_000_000;

    public bool IsNegative => Numerator < 0;

    public static Product Integer(long value) => new(value, 1, []);

    public static Product Of(Factor factor) => new(1, 1, [factor]);

    public Product Negated() => this with { Numerator = -Numerator };

    public Product Inverted() => new(
        Numerator < 0 ? -Denominator : Denominator,
        Math.Abs(Numerator),
        [.. Factors.Select(factor => factor with { Exponent = -factor.Exponent })]);

    /// <summary>The product, with equal factors gathered: <c>x * x => x^2</c>; <see langword="null"/> if its coefficient gets unreadable.</summary>
    public Product? Times(Product other)
    {
        if (Math.Abs(Numerator) > MostReadable || Math.Abs(other.Numerator) > MostReadable || Denominator > MostReadable || other.Denominator > MostReadable)
        {
            return null;
        }

        List<Factor> factors = [.. Factors];
        foreach (Factor factor in other.Factors)
        {
            // x / x stays: it is not 1 everywhere.
            int same = factors.FindIndex(existing =>
                existing.Text == factor.Text && existing.Shape != FactorShape.Number && existing.Exponent > 0 == factor.Exponent > 0);
            if (same < 0)
            {
                factors.Add(factor);
            }
            else
            {
                factors[same] = factors[same] with { Exponent = factors[same].Exponent + factor.Exponent };
            }
        }

        long numerator = Numerator * other.Numerator;
        long denominator = Denominator * other.Denominator;
        long divisor = GreatestDivisor(Math.Abs(numerator), denominator);
        return new(numerator / divisor, denominator / divisor, factors);
    }

    /// <summary>Whether two terms differ in their coefficients only.</summary>
    public bool IsLike(Product other) =>
        Denominator == other.Denominator
        && Factors.Count == other.Factors.Count
        && Factors.All(factor => factor.Shape != FactorShape.Number && other.Factors.Contains(factor));

    /// <summary>The term without its sign: <c>400 x (y - x^2)</c>, <c>x / (2 y)</c>, <c>2/n sum_i x[i]</c>.</summary>
    public string PrintUnsigned()
    {
        List<Factor> above = [.. Factors.Where(factor => factor.Exponent > 0).OrderBy(Order)];
        List<Factor> below = [.. Factors.Where(factor => factor.Exponent < 0).OrderBy(Order)];
        string denominator = Join(Denominator, below);
        if (denominator.Length == 0)
        {
            return Join(Math.Abs(Numerator), above, lastIsOpen: true) is { Length: > 0 } text ? text : "1";
        }

        int parts = below.Count + (Denominator == 1 ? 0 : 1);
        denominator = parts > 1 ? "(" + denominator + ")" : denominator;
        Factor? open = above.LastOrDefault(factor => factor.Shape == FactorShape.Open);
        string numerator = Join(Math.Abs(Numerator), above.Where(factor => factor != open));
        string fraction = numerator.Length == 0 ? "1/" + denominator
            : numerator.All(char.IsDigit) ? numerator + "/" + denominator
            : numerator + " / " + denominator;
        return open is null ? fraction : fraction + " " + open.Print(isLast: true);
    }

    private static int Order(Factor factor) => factor.Shape switch
    {
        FactorShape.Number => 0,
        FactorShape.Simple => 1,
        FactorShape.Compound => 2,
        _ => 3,
    };

    private static string Join(long coefficient, IEnumerable<Factor> factors, bool lastIsOpen = false)
    {
        // Words side by side read like prose, and numbers like one number: step * gradient, 3 * 0.1, but 2 x y.
        List<Factor> all = [.. factors];
        IEnumerable<string> texts = all.Select((factor, i) => factor.Print(isLast: lastIsOpen && i == all.Count - 1));
        int numbers = all.Count(factor => factor.Shape == FactorShape.Number) + (coefficient == 1 ? 0 : 1);
        bool needsSigns = numbers > 1 || all.Exists(factor => factor.IsWord);
        return string.Join(needsSigns ? " * " : " ", coefficient == 1 ? texts : texts.Prepend(coefficient.ToString(CultureInfo.InvariantCulture)));
    }

    private static long GreatestDivisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return Math.Max(1, a);
    }
}
