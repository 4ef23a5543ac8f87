using System;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <content>Sorts: items move with their derivatives.</content>
public static partial class Functions
{
    [Differentiable]
    public static double SortedNumbers(double[] p)
    {
        double[] v = [p[0] * 2, p[1], p[0] * p[1], 0.3];
        Array.Sort(v);
        Span<double> w = stackalloc double[] { p[1], 0.9, p[0] };
        w.Sort();
        return v[0] + 2 * v[1] * v[2] + 3 * v[3] * w[1];
    }

    [Differentiable]
    public static double SortedPartOfItems(double[] p)
    {
        double[] keys = [p[0] * 2, p[1], p[0] * p[1]];
        double[] items = [p[1], 2, p[0], 4 * p[0], 5];
        Array.Sort(keys, items);
        return keys[0] * items[0] + 2 * keys[1] * items[2] + items[3] * items[4] * items[1];
    }

    [Differentiable]
    public static double SortedPairs(double[] p)
    {
        double[] keys = [p[0] * 2, p[1], p[0] * p[1], 0.3];
        double[] items = [p[1], 2, p[0], 4];
        int[] numbers = [3, 2, 1, 0];
        Array.Sort(keys, items);
        Array.Sort((double[])items.Clone(), numbers);
        return keys[0] * items[0] + 2 * keys[1] * items[2] + 3 * keys[3] * numbers[0];
    }

    [Differentiable]
    public static double SortedByIndex(double[] p)
    {
        double[] v = [p[0] * 2, p[1], p[0] * p[1], 0.3];
        int[] index = [0, 1, 2, 3];
        Array.Sort(index, (a, b) => v[a].CompareTo(v[b]));
        double sum = 0;
        for (int i = 0; i < index.Length; i++)
        {
            sum += v[index[i]] * (i + 1);
        }

        Array.Sort(index, (a, b) => (v[b] * v[b]).CompareTo(v[a] * v[a]));
        for (int i = 0; i < index.Length; i++)
        {
            sum *= 1 + v[index[i]] * i;
        }

        double[] falling = [p[0], p[1], 0.2];
        Array.Sort(falling, (a, b) => b.CompareTo(a));
        return sum + falling[0] * falling[1];
    }

    [Differentiable]
    public static double OrderedSequences(double[] p)
    {
        double[] v = [p[0] * 2, p[1], p[0] * p[1], 0.3];
        double largest = v.OrderByDescending(x => x * x).Take(2).Sum();
        double ranked = Enumerable.Range(0, 4).OrderBy(i => v[i]).Select((i, rank) => v[i] * rank).Sum();
        double sum = 0;
        foreach (double item in v.Order())
        {
            sum = sum * 0.5 + item;
        }

        return v.OrderBy(x => x).First() * largest + ranked * sum;
    }

    [Differentiable]
    public static double ExpectedShortfall(double x, double y)
    {
        double[] losses = new double[20];
        for (int i = 0; i < losses.Length; i++)
        {
            losses[i] = Math.Sin(i * 7.3) * x + Math.Cos(i * 3.1) * y;
        }

        Array.Sort(losses);
        double tail = 0;
        for (int i = 16; i < losses.Length; i++)
        {
            tail += losses[i];
        }

        return tail / 4;
    }
}
