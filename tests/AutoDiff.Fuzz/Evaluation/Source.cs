using System;
using System.Collections.Generic;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>Hands out the inputs of one run, in the order of the parameters.</summary>
/// <typeparam name="T"><c>double</c> or <see cref="Dual"/>.</typeparam>
/// <param name="numbers">Enough for every parameter.</param>
/// <param name="integers">Used in turn.</param>
/// <param name="lengths">Of buffers, used in turn.</param>
public sealed class Source<T>(IReadOnlyList<T> numbers, IReadOnlyList<int> integers, IReadOnlyList<int> lengths)
{
    private int nextNumber;
    private int nextInteger;
    private int nextLength;

    /// <summary>How many numbers were handed out.</summary>
    public int Count => nextNumber;

    /// <summary>What the method left in its buffers.</summary>
    public IList<T> Observed { get; } = [];

    public T Number() => numbers[nextNumber++ % numbers.Count];

    public int Integer() => integers[nextInteger++ % integers.Count];

    public int Length() => lengths[nextLength++ % lengths.Count];

    public T[] Buffer() => Buffer(Length());

    public T[] Buffer(int length)
    {
        T[] buffer = new T[length];
        for (int i = 0; i < length; i++)
        {
            buffer[i] = Number();
        }

        return buffer;
    }

    /// <summary>Two rows of three.</summary>
    public T[,] Matrix()
    {
        T[,] matrix = new T[2, 3];
        for (int i = 0; i < 6; i++)
        {
            matrix[i / 3, i % 3] = Number();
        }

        return matrix;
    }

    public int[] Indices()
    {
        int[] table = new int[Length()];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = Integer();
        }

        return table;
    }

    public void Observe(ReadOnlySpan<T> buffer)
    {
        foreach (T element in buffer)
        {
            Observed.Add(element);
        }
    }

    public void Observe(T value) => Observed.Add(value);
}
