using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace AutoDiff.Generator.Emit;

/// <summary>A formula of real numbers: terms that are added up. What rounding does is not its subject.</summary>
internal sealed record Sum(IReadOnlyList<Product> Terms)
{
    public static readonly Sum Zero = new([]);

    /// <summary>Something with a name of its own.</summary>
    public static Sum Of(string text, FactorShape shape = FactorShape.Simple) => new([Product.Of(new(text, shape))]);

    public static Sum Integer(long value) => value == 0 ? Zero : new([Product.Integer(value)]);

    public Sum Negated() => new([.. Terms.Select(term => term.Negated())]);

    public Sum Plus(Sum other)
    {
        List<Product> terms = [.. Terms];
        foreach (Product term in other.Terms)
        {
            int like = terms.FindIndex(term.IsLike);
            if (like < 0)
            {
                terms.Add(term);
                continue;
            }

            Product sum = terms[like] with { Numerator = terms[like].Numerator + term.Numerator };
            terms.RemoveAt(like);
            if (sum.Numerator != 0)
            {
                terms.Insert(like, sum);
            }
        }

        return new(terms);
    }

    public Sum? Times(Sum other) =>
        Terms.Count == 0 || other.Terms.Count == 0 ? Zero
        : AsProduct().Times(other.AsProduct()) is { } product ? new([product])
        : null;

    public Sum? Over(Sum other) =>
        other.Terms.Count == 0 ? null
        : Terms.Count == 0 ? Zero
        : AsProduct().Times(other.AsProduct().Inverted()) is { } product ? new([product])
        : null;

    /// <summary>The terms, each but the last closed against what follows.</summary>
    public string Print()
    {
        if (Terms.Count == 0)
        {
            return "0";
        }

        // "sum_i x[i] + 1" would be taken for the sum of x[i] + 1: open terms go last, and all but one in parentheses.
        List<Product> ordered = [.. Terms.Where(term => !IsOpen(term)), .. Terms.Where(IsOpen)];
        StringBuilder text = new();
        for (int i = 0; i < ordered.Count; i++)
        {
            string term = ordered[i].PrintUnsigned();
            text.Append(i == 0 ? (ordered[i].IsNegative ? "-" : "") : ordered[i].IsNegative ? " - " : " + ");
            text.Append(IsOpen(ordered[i]) && i < ordered.Count - 1 ? "(" + term + ")" : term);
        }

        return text.ToString();
    }

    private Product AsProduct() => Terms.Count == 1 ? Terms[0] : Product.Of(new(Print(), FactorShape.Compound));

    private static bool IsOpen(Product term) => term.Factors.Any(factor => factor.Shape == FactorShape.Open);
}
