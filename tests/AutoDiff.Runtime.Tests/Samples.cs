using System;
using System.Linq;
using System.Numerics;

namespace AutoDiff.Runtime.Tests;

/// <summary>Pseudo-random inputs that are the same in every run.</summary>
internal static class Samples
{
    public static double[] Uniform(int seed, int length, double low = -2, double high = 2)
    {
        Random random = new(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++)
        {
            // Representable in float, so that both precisions see the same point.
            values[i] = (float)(low + ((high - low) * random.NextDouble()));
        }

        return values;
    }

    public static T[] As<T>(double[] values)
        where T : INumberBase<T> => values.Select(T.CreateTruncating).ToArray();

    public static double[] Doubles<T>(T[] values)
        where T : INumberBase<T> => values.Select(double.CreateTruncating).ToArray();
}
