using System;
using System.Collections.Generic;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>Takes the gradient of one run, in the order of the inputs. Inputs without one are empty.</summary>
public sealed class Sink
{
    private readonly List<double?> gradient = [];

    public IReadOnlyList<double?> Gradient => gradient;

    /// <summary>A destination filled with NaN, so that what is not written shows.</summary>
    public static double[] Destination(int length)
    {
        double[] destination = new double[length];
        Array.Fill(destination, double.NaN);
        return destination;
    }

    /// <summary>The same of two dimensions.</summary>
    public static double[,] Matrix(int rows, int columns)
    {
        double[,] destination = new double[rows, columns];
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i / columns, i % columns] = double.NaN;
        }

        return destination;
    }

    public void Put(double element) => gradient.Add(element);

    public void Put(ReadOnlySpan<double> elements)
    {
        foreach (double element in elements)
        {
            Put(element);
        }
    }

    public void Skip(int count)
    {
        for (int i = 0; i < count; i++)
        {
            gradient.Add(null);
        }
    }
}
