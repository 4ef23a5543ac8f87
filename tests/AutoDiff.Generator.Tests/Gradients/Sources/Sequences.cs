using System;
using System.Collections.Generic;
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

    [Differentiable]
    public static double AggregatesWithResult(double[] x) =>
        x.Aggregate(1.0, (a, b) => a * b + b, r => r * r) * x.Aggregate((0.0, 0), (s, v) => (s.Item1 + (v * v), s.Item2 + 1), s => s.Item1 / s.Item2);

    [Differentiable]
    public static double IntegersOfItems(double[] x, double k)
    {
        int[] p = [3, 1, 2];
        double s = x.Sum(v => (int)v + 2) * x[0] + (double)x.Average(v => v > 1 ? 3 : 2) * x[1] + (double)x.Where(v => v > 0.6).Average(v => 1L + (long)v) * x[2];
        s += x.Select(v => (int)(v + v) + 1).Max() * k - x.Min(v => (int)v - 3) * x[3] + Enumerable.Range(1, 5).Sum(i => i * i) * x[4];
        return s + p.Sum() * x[0] + p.Max() * k + (double)p.Average() * x[1] + p.Max(i => i * 2) * x[3] + x.Where(v => v > 90).Sum(v => (int)v);
    }

    [Differentiable]
    public static double TuplesOfQueries(double[] x)
    {
        double s = 0;
        foreach (var (a, b) in x.Zip(x.Skip(1)))
        {
            s += a * b * b;
        }

        foreach (var (a, i) in x.Select((v, i) => (v, i)))
        {
            if (i == 1)
            {
                continue;
            }

            if (i > 3)
            {
                break;
            }

            s += a * a * i;
        }

        var pairs = x.Zip(x, (u, v) => (u, v * 2));
        foreach (var (u, v) in pairs)
        {
            s += u * v;
        }

        return s * x.Zip(x[1..], x[2..]).Select(p => p.First * p.Second - p.Third).Average();
    }

    [Differentiable]
    public static double SpreadQueries(double[] x)
    {
        double m = x.Average();
        double[] r = [m, .. x.Where(v => v > m), .. x, .. from v in x select v * v * m];
        List<double> list = [.. x.Where(v => v > 0.7), 2 * x[0]];
        list.Add(x[1]);
        Span<double> q = [.. Enumerable.Range(0, 3).Select(i => x[i] * i), x[0]];
        double s = list.Sum() * q[1] * q[3];
        for (int i = 0; i < r.Length; i++)
        {
            s += r[i] * (i + 1);
        }

        return s;
    }

    [Differentiable]
    public static double ConvertedArrays(double[] x)
    {
        double[] z = Array.ConvertAll(Array.ConvertAll(x, v => v > 1 ? 2 : 5), i => i * x[0]);
        return Array.ConvertAll(x, v => v * v).Sum() * Array.ConvertAll(x, v => Math.Sin(v))[2] * z[3];
    }

    [Differentiable]
    public static double TakenAndSkippedWhile(double[] x)
    {
        double s = x.TakeWhile(v => v < 1.75).Sum() * x.SkipWhile(v => v < 0.75).Select(v => v * v).Sum() + x.Select(v => v * 2).TakeWhile(v => v > 1.1).Count() * x[0];
        foreach (double v in x.SkipWhile(v => v > 1.5).Where(v => v > 0.6).TakeWhile(v => v < 1.9))
        {
            if (v > 1.8)
            {
                break;
            }

            s += v * v;
        }

        int asked = 0;
        s += x.SkipWhile(v => asked++ < 2).Sum() * asked;
        return s + x.Prepend(0.1).TakeWhile(v => v < 1.9).Last() * x.Append(3 * x[5]).SkipWhile(v => v < 2).Count() + x.TakeWhile(v => v < 1.95).ToArray().Length * x[1];
    }

    [Differentiable]
    public static double ChainedSequences(double[] x)
    {
        double s = x.Append(x[0] * x[1]).Prepend(x[2] * x[3]).Select((v, i) => v * i).Sum() + x.Concat(x.Select(v => v * v)).Max() * x.Concat(x.Skip(2)).Skip(7).First() * x.Append(x[0] * 2).Last();
        double[] y = x.Append(x[0] * x[1]).Concat(new[] { x[2] * x[2] }).ToArray();
        foreach (var (a, b) in x.Prepend(0).Zip(x.Append(1)))
        {
            s += (b - a) * (b - a) * y[7];
        }

        return s * y[6];
    }

    [Differentiable]
    public static double SortedAfterFilters(double[] x)
    {
        double[] y = x.Where(v => v > 0.6).OrderBy(v => v).ToArray();
        var sorted = x.Where(v => v > 0.6).OrderBy(v => v * x[0]);
        return sorted.Skip(1).First() * sorted.Take(2).Sum() + y[0] * y[^1] + x.Where(v => v > 0.6).OrderByDescending(v => v * v).Take(2).Sum(v => v * v) + x.Where(v => v > 0.6).Reverse().First() + x.Where(v => v > 0.6).ToArray().Skip(1).First();
    }

    private sealed class Moving
    {
        public double V;

        public double Mass { get; set; } = 2;

        public double Energy => V * V * Mass;

        public double Push(double by) => V += by;
    }

    [Differentiable]
    public static double QueriesOfObjects(double[] x)
    {
        Moving[] b = new Moving[3];
        for (int i = 0; i < 3; i++)
        {
            b[i] = new Moving { V = x[i] };
        }

        b[1].Mass = x[3];
        double s = b.Sum(q => q.V * q.V * q.Mass) * b.Max(q => q.V) + b.Select(q => q.Mass).Sum() + b.Count(q => q.V > 0) * x[4];
        return s + b.Sum(q => q.Push(x[5]) * q.Energy) * b.Select(q => q.V *= x[4]).Sum() * b[0].V * b[2].V;
    }

    [Differentiable]
    public static double QueriesOfPairs(double[] x)
    {
        (int, int)[] edges = [(0, 1), (1, 2), (4, 5)];
        double s = edges.Sum(e => x[e.Item1] * x[e.Item2]) + edges.Where(e => e.Item1 > 0).Select(e => x[e.Item2]).First() + edges.Aggregate(1.0, (t, e) => t * x[e.Item1] + x[e.Item2]);
        foreach (var (a, b) in edges.Where(e => e.Item1 > 0))
        {
            s += x[a] * x[b] * s;
        }

        foreach (var (edge, v) in edges.Zip(x))
        {
            s += x[edge.Item2] * v;
        }

        return edges.Any(e => e.Item2 > 4) ? s * x[0] : s;
    }
}
