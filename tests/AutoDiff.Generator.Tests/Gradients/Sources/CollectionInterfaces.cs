using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <content>Methods that take <c>IReadOnlyList</c>, <c>IEnumerable</c> and the like, and are given arrays or lists.</content>
public static partial class Functions
{
    [Differentiable]
    public static double MeanOfAReadOnlyList(double[] p) => MeanOf(p) * p[0] + MeanOf(new[] { p[0], 3, p[1] * p[1] });

    [Differentiable]
    public static double VarianceOfACollection(double[] p)
    {
        return Math.Sqrt(1 + VarianceOf(p)) * SumOfSquares(p) + SumOfSquares(p.Select(v => 2 * v).ToArray());

        static double VarianceOf(ICollection<double> values)
        {
            double mean = values.Average();
            return values.Select(v => (v - mean) * (v - mean)).Sum() / values.Count;
        }
    }

    [Differentiable]
    public static double WritingThroughIList(double[] p)
    {
        double[] w = p.ToArray();
        Scale(w, p[1]);
        IList<double> last = w;
        last[^1] *= last[0];
        return w.Sum() * w[0] + last.Max();
    }

    [Differentiable]
    public static double RecursionOverAReadOnlyList(double[] p) => Nested(p, 3);

    [Differentiable]
    public static double DotOfSequences(double[] p) => Dot(p, p.Reverse().ToArray()) + Dot(p, p);

    [Differentiable]
    public static double AreaOfAPolygon(double[] p)
    {
        (double X, double Y)[] corners = [(p[0], p[1]), (p[^1], 2), (0.5 * p[1], p[0] * p[0])];
        return Area(corners);
    }

    // The overload is chosen for the interface, whatever is known of the array behind it.
    [Differentiable]
    public static double OverloadsOfAnInterface(double[] p)
    {
        IReadOnlyList<double> known = p;
        return Weighted(p) + known[0] * Rank(known) + Size(known) * known[1];
    }

    [Differentiable]
    public static double GuardedInterfaces(double[] p) => Guarded(p) * GuardedSum(p);

    private static double Guarded(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values == null)
        {
            throw new ArgumentNullException(nameof(values));
        }

        return values is null || values.Count == 0 ? 0 : values[0] * values[1];
    }

    private static double GuardedSum(IEnumerable<double> values) => values is not null ? values.Sum() * values.Max() : 0;

    private static double Weighted(IReadOnlyList<double> values) =>
        values[0] * Size(values) + Diff.StopGradient((double)Size(values)) * values[1] + Rank(values) * values[0] * values[1];

    private static int Size(IReadOnlyList<double> values) => values.Count;

    private static int Size(double[] values) => 100 + values.Length;

    [NoGradient]
    private static double Rank(IReadOnlyList<double> values) => values.Count;

    [NoGradient]
    private static double Rank(double[] values) => 100 + values.Length;

    private static double MeanOf(IReadOnlyList<double> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Count; i++)
        {
            sum += values[i];
        }

        return sum / values.Count;
    }

    private static double SumOfSquares(IEnumerable<double> values)
    {
        double sum = 0;
        foreach (double v in values)
        {
            sum += v * v;
        }

        return sum;
    }

    private static void Scale(IList<double> values, double k)
    {
        for (int i = 0; i < values.Count; i++)
        {
            values[i] *= k;
        }
    }

    private static double Nested(IReadOnlyList<double> values, int n) =>
        n <= 0 ? values[0] : MeanOf(values) * values[n % values.Count] + 0.5 * Nested(values, n - 1);

    private static double Dot(IEnumerable<double> left, IEnumerable<double> right) => left.Zip(right, (a, b) => a * b).Sum();

    private static double Area(IReadOnlyList<(double X, double Y)> corners)
    {
        double area = 0;
        for (int i = 0; i < corners.Count; i++)
        {
            (double x, double y) = corners[i];
            (double X, double Y) next = corners[(i + 1) % corners.Count];
            area += x * next.Y - next.X * y;
        }

        return area / 2;
    }
}
