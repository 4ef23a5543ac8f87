using System;
using System.Collections.Generic;
using System.Linq;

namespace Digits;

/// <summary>A logarithmic axis from one pixel to another that ends at round numbers: 1, 2 or 5 times a power of ten.</summary>
internal sealed class LogAxis
{
    private readonly double start;
    private readonly double end;

    /// <summary>An axis on which every value between two has a place.</summary>
    /// <param name="smallest">The smallest value, positive.</param>
    /// <param name="largest">The largest value.</param>
    /// <param name="start">Pixel of the axis' beginning.</param>
    /// <param name="end">Pixel of the axis' end.</param>
    public LogAxis(double smallest, double largest, double start, double end)
    {
        this.start = start;
        this.end = end;
        double[] round = [.. RoundNumbers()];
        double first = round.Last(tick => tick <= smallest);
        double last = round.First(tick => tick >= largest);
        Ticks = [.. round.Where(tick => tick >= first && tick <= last)];
    }

    /// <summary>The round numbers on the axis.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>The pixel of a value.</summary>
    public double this[double value] => start + ((end - start) * Math.Log(value / Ticks[0]) / Math.Log(Ticks[^1] / Ticks[0]));

    private static IEnumerable<double> RoundNumbers()
    {
        for (int power = -9; power <= 9; power++)
        {
            yield return Math.Pow(10, power);
            yield return 2 * Math.Pow(10, power);
            yield return 5 * Math.Pow(10, power);
        }
    }
}
