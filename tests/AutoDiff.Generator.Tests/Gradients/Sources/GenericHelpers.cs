using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <summary>Methods and types for elements of any type, called for numbers.</summary>
public static partial class Functions
{
    [Differentiable]
    public static double AnySwaps(double[] x)
    {
        double[] y = x.Select(v => v * v).ToArray();
        AnySwap(ref y[0], ref y[1]);
        AnySwapAt(y, 0, 2);
        AnySwapIn<double>(y, 1, 2);
        int[] order = { 0, 1, 2 };
        AnySwapAt(order, 0, 2);
        return (y[0] * x[1]) + (y[order[0]] * x[order[2]] * 2);
    }

    [Differentiable]
    public static double AnyReverse(double[] x)
    {
        double[] y = AnyCopy(x);
        AnyTurn(y);
        y[0] *= y[1];
        return (y[0] * x[0]) + AnyLast<double>(y);
    }

    [Differentiable]
    public static double AnyMap(double[] x)
    {
        double[] squares = AnyMapped(x, v => v * v);
        double[] scaled = AnyMapped(new[] { 1, 2, 3 }, k => k * x[1]);
        var pairs = AnyMapped(x, v => (Value: v, Square: v * v));
        double folded = AnyFold(x, (sum, v) => (sum * 0.5) + (v * v)) + AnyFold(new[] { 0, 1 }, (sum, k) => sum + (k * x[k]));
        return squares[2] + scaled[1] + (pairs[0].Value * pairs[1].Square) + folded + AnyPick(x[0] > x[1], x[2] * x[0], x[1]);
    }

    [Differentiable]
    public static double AnyOfPairs(double[] x)
    {
        var pair = new AnyOf2<double>(x[0], x[1] * x[2]).Flipped();
        var pairs = new AnyOf2<double>[2];
        pairs[0] = new AnyOf2<double>(x[0], x[1]);
        pairs[1] = pair;
        AnySwapAt(pairs, 0, 1);
        var (low, high) = AnyExtrema(x, v => v * v);
        return (pair.First * pair.First) + pair.Second + (pairs[0].First * pairs[1].Second) + (low * high * high);
    }

    [Differentiable]
    public static double AnyRing(double[] x)
    {
        var ring = new AnyBuffer<double>(2);
        foreach (double v in x)
        {
            ring.Put(v * v);
        }

        return (ring[0] * ring[1]) + ring[1];
    }

    [Differentiable]
    public static double AnyGrid(double[] x)
    {
        var grid = new AnyMatrix<double>(2);
        grid[0, 0] = x[0];
        grid[0, 1] = x[1];
        grid[1, 0] = x[2] * x[0];
        grid[1, 1] = 2 * x[1];
        double[,] filled = new double[2, 3];
        AnyFill(filled, x[0] * x[1]);
        filled[0, 1] = x[2];
        return (grid[0, 0] * grid[1, 1]) - (grid[0, 1] * grid[1, 0]) + (filled[0, 0] * filled[0, 1] * filled[1, 2]);
    }

    [Differentiable]
    public static double AnyList(double[] x)
    {
        var every = AnySecond(x);
        AnyAdd(every, x[1] * x[1]);
        return every.Sum() * every[1];
    }

    private static void AnySwap<T>(ref T a, ref T b)
    {
        T held = a;
        a = b;
        b = held;
    }

    private static void AnySwapAt<T>(T[] items, int i, int j)
    {
        T held = items[i];
        items[i] = items[j];
        items[j] = held;
    }

    private static void AnySwapIn<T>(Span<T> items, int i, int j) => (items[i], items[j]) = (items[j], items[i]);

    private static T[] AnyCopy<T>(T[] items)
    {
        var copy = new T[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            copy[i] = items[i];
        }

        return copy;
    }

    private static void AnyTurn<T>(T[] items)
    {
        for (int i = 0, j = items.Length - 1; i < j; i++, j--)
        {
            AnySwapAt(items, i, j);
        }
    }

    private static T AnyLast<T>(ReadOnlySpan<T> items) => items[^1];

    private static T AnyPick<T>(bool first, T a, T b) => first ? a : b;

    private static TResult[] AnyMapped<TItem, TResult>(TItem[] items, Func<TItem, TResult> map)
    {
        var results = new TResult[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            results[i] = map(items[i]);
        }

        return results;
    }

    private static double AnyFold<T>(T[] items, Func<double, T, double> next)
    {
        double result = 0;
        foreach (T item in items)
        {
            result = next(result, item);
        }

        return result;
    }

    private static (T Low, T High) AnyExtrema<T>(T[] items, Func<T, double> key)
    {
        T low = items[0], high = items[0];
        foreach (T item in items)
        {
            low = key(item) < key(low) ? item : low;
            high = key(item) > key(high) ? item : high;
        }

        return (low, high);
    }

    private static void AnyFill<T>(T[,] grid, T value)
    {
        for (int i = 0; i < grid.GetLength(0); i++)
        {
            for (int j = 0; j < grid.GetLength(1); j++)
            {
                grid[i, j] = value;
            }
        }
    }

    private static List<T> AnySecond<T>(T[] items)
    {
        var second = new List<T>();
        for (int i = 0; i < items.Length; i += 2)
        {
            second.Add(items[i]);
        }

        return second;
    }

    private static void AnyAdd<T>(List<T> list, T item) => list.Add(item);

    private readonly struct AnyOf2<T>
    {
        public AnyOf2(T first, T second)
        {
            First = first;
            Second = second;
        }

        public T First { get; }

        public T Second { get; }

        public AnyOf2<T> Flipped() => new(Second, First);
    }

    private sealed class AnyBuffer<T>
    {
        private readonly T[] items;
        private int next;

        public AnyBuffer(int size)
        {
            items = new T[size];
        }

        public T this[int index] => items[(next + index) % items.Length];

        public void Put(T item)
        {
            items[next] = item;
            next = (next + 1) % items.Length;
        }
    }

    private sealed class AnyMatrix<T>
    {
        private readonly T[,] cells;

        public AnyMatrix(int size)
        {
            cells = new T[size, size];
        }

        public T this[int row, int column]
        {
            get => cells[row, column];
            set => cells[row, column] = value;
        }
    }

    [Differentiable]
    public static double AnyOperations(double[] x)
    {
        AnyFunction<double> map = new AnyAffine(x[0]);
        return (AnyReduced(x, 0.0, new AnySum()) * AnyReduced(x, 1.0, new AnyProduct()))
            + AnyReducedBy(x, 0.0, new AnyScaledSum(x[1]))
            + map.Twice(x[2])
            + new AnyAffine(x[1]).Twice(x[0]);
    }

    private static T AnyReduced<T, TOperation>(T[] items, T start, TOperation operation)
        where TOperation : struct, IAnyOperation<T>
    {
        foreach (T item in items)
        {
            start = operation.Apply(start, item);
        }

        return start;
    }

    private static T AnyReducedBy<T>(T[] items, T start, IAnyOperation<T> operation)
    {
        foreach (T item in items)
        {
            start = operation.Apply(start, item);
        }

        return start;
    }

    private interface IAnyOperation<T>
    {
        T Apply(T a, T b);
    }

    private struct AnySum : IAnyOperation<double>
    {
        public double Apply(double a, double b) => a + b;
    }

    private struct AnyProduct : IAnyOperation<double>
    {
        public double Apply(double a, double b) => a * b;
    }

    private sealed class AnyScaledSum : IAnyOperation<double>
    {
        private readonly double factor;

        public AnyScaledSum(double factor)
        {
            this.factor = factor;
        }

        public double Apply(double a, double b) => a + (factor * b);
    }

    private abstract class AnyFunction<T>
    {
        public abstract T Apply(T item);

        public T Twice(T item) => Apply(Apply(item));
    }

    private sealed class AnyAffine : AnyFunction<double>
    {
        private readonly double slope;

        public AnyAffine(double slope)
        {
            this.slope = slope;
        }

        public override double Apply(double item) => (slope * item) + 1;
    }
}
