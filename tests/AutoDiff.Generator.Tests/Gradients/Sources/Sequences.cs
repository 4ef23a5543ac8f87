using System;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <summary>LINQ over arrays and ranges.</summary>
public static partial class Functions
{
    [Differentiable]
    public static double LinqSum(double[] x) => x.Sum() * x.Select(v => v * v).Sum() + x.Sum(v => Math.Sin(v));

    [Differentiable]
    public static double LinqZip(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum() / x.Zip(y).Average(p => p.First * p.Second * p.First);

    [Differentiable]
    public static double LinqMinAndMax(double[] x) => x.Min() * x.Max() + x.Max(v => v * v) - x.Select((v, i) => v * i).Min();

    [Differentiable]
    public static double LinqAggregate(double[] x) => x.Aggregate((a, b) => a * b) + x.Aggregate(1.5, (a, b) => a + b * b);

    [Differentiable]
    public static double LinqRange(double x)
    {
        double s = 0;
        foreach (int i in Enumerable.Range(1, 4))
        {
            if (i == 3)
            {
                continue;
            }

            s += Math.Pow(x, i);
        }

        return s + Enumerable.Range(0, 5).Sum(i => i * x * x) + Enumerable.Range(1, 3).Select(i => x / i).Aggregate(0.5, (a, b) => a * x + b);
    }

    [Differentiable]
    public static double LinqWhere(double[] x) => x.Where(v => v > 1).Sum() * x[0] + x.Where(v => v < 1.2).Select(v => v * v).Sum();

    [Differentiable]
    public static double LinqAverage(double[] x)
    {
        double mean = x.Average();
        return x.Select(v => (v - mean) * (v - mean)).Average() + x.Skip(1).Take(3).Sum();
    }

    [Differentiable]
    public static double LinqToArray(double[] x, double k)
    {
        var scaled = x.Select(v => v * k).ToArray();
        scaled[0] *= 2;
        return scaled.Sum() * scaled[0];
    }

    [Differentiable]
    public static double LinqQuery(double[] x) => (from v in x where v > 0.7 select v * v * v).Sum();

    [Differentiable]
    public static double FilteredItems(double[] x, double k)
    {
        double[] positive = x.Where(v => v * k > -0.2).Select(v => v * v).ToArray();
        double s = positive.Length * k;
        for (int i = 0; i < positive.Length; i++)
        {
            s += (i + 1) * positive[i];
        }

        return x.Any(v => v > 0) ? s + x.First(v => v > 0) * x.Where(v => v > 0).Last() * x.Last(v => v > -5) : s;
    }

    [Differentiable]
    public static double CountedUntilOneMatches(double[] x)
    {
        int looked = 0;
        bool IsLarge(double v)
        {
            looked++;
            return v * v > 0.2;
        }

        bool any = x.Any(IsLarge);
        double s = any ? looked * x[0] * x[0] : x[1];
        return s + looked * x.First(IsLarge) * looked;
    }

    [Differentiable]
    public static double NoneAskedAfterTheFirstMatch(double[] x)
    {
        double[] a = [x[0] + 1, x[1] * 0 - 1];
        int[] places = [0, 1, 9];
        int[] backwards = [9, 0, 1];
        return x[0] * (places.Any(j => a[j] < 0) ? 2 : 3) * a[backwards.Last(j => a[j] < 0)] + backwards.Where(j => a[j] > 0).Select(j => a[j] * a[j]).Last();
    }

    [Differentiable]
    public static double CountedFromTheEnd(double[] x)
    {
        int looked = 0;
        double last = x.Last(v =>
        {
            looked++;
            return v > -9;
        });
        return last * last * looked;
    }

    [Differentiable]
    public static double SelectedOnlyWhereAsked(double[] x)
    {
        int asked = 1;
        bool any = x.Select(v => v * asked++).Any();
        double s = any ? asked * x[0] : x[1];
        return s * x.Select(v => v * asked++).Last() * x.Select(v => v * asked++).First() + asked * x.OrderBy(v => v).Sum(v => v * v * asked++);
    }
}
