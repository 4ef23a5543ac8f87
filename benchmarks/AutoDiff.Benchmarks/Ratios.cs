using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace AutoDiff.Benchmarks;

/// <summary>
/// Ratios of the three ways to run each case. They take turns within one process, so that a machine that slows down
/// slows all of them down, and each is warmed up for longer than tiered compilation takes.
/// </summary>
internal static class Ratios
{
    private const int Rounds = 301;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.2);

    // Shorter than the time that a busy machine leaves a thread alone.
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(1);

    /// <summary>Measures every case and writes a Markdown table.</summary>
    /// <param name="output">Where the table goes.</param>
    public static void Print(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine("| case | value | gradient by hand ÷ value | generated ÷ value | generated ÷ by hand |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (GradientCase measured in GradientCase.All)
        {
            measured.Verify();
            double[] nanoseconds = Measure(measured.Primal, measured.Hand, measured.Generated);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {measured} | {nanoseconds[0]:N0} ns | {nanoseconds[1] / nanoseconds[0]:F2} | {nanoseconds[2] / nanoseconds[0]:F2} | {nanoseconds[2] / nanoseconds[1]:F2} |"));
        }
    }

    /// <summary>The median time of one call of each, in nanoseconds.</summary>
    private static double[] Measure(params Func<double>[] contenders)
    {
        int[] calls = Array.ConvertAll(contenders, CallsPerRound);
        double[][] times = Array.ConvertAll(contenders, _ => new double[Rounds]);
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                times[i][round] = Time(contenders[i], calls[i]).TotalNanoseconds / calls[i];
            }
        }

        return Array.ConvertAll(times, Median);
    }

    /// <summary>Warms up, and finds how many calls fill a round.</summary>
    private static int CallsPerRound(Func<double> contender)
    {
        int calls = 1;
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            TimeSpan time = Time(contender, calls);
            if (time < Round)
            {
                calls *= 2;
            }
            else if (Stopwatch.GetElapsedTime(start) > WarmUp)
            {
                return calls;
            }
        }
    }

    private static TimeSpan Time(Func<double> contender, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            contender();
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
