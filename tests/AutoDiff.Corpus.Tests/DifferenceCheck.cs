using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace AutoDiff.Corpus.Tests;

/// <summary>What comparing a gradient with central differences showed.</summary>
internal enum Agreement
{
    /// <summary>Every number agrees at every point that was tried.</summary>
    Right,

    /// <summary>No arguments were found for which the method returns a number, or its differences say nothing.</summary>
    Unknown,

    /// <summary>Value or gradient differ.</summary>
    Wrong,
}

/// <summary>A gradient of foreign code against central differences of that code.</summary>
internal static class DifferenceCheck
{
    private const int Points = 3;
    private const int Attempts = 40;

    /// <summary>Longer runs are given up: what a library does with arguments that make no sense may not end.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <summary>Compares at a few random points.</summary>
    public static (Agreement Agreement, string Detail) Run(GradientCall call, int seed)
    {
        (Agreement, string) outcome = (Agreement.Unknown, "did not end");
        Thread thread = new(() => outcome = Compare(call, new Random(seed)), 16 << 20) { IsBackground = true };
        thread.Start();
        return thread.Join(Limit) ? outcome : (Agreement.Unknown, "did not end");
    }

    private static (Agreement, string) Compare(GradientCall call, Random random)
    {
        int compared = 0;
        for (int attempt = 0; attempt < Attempts && compared < Points; attempt++)
        {
            object[] arguments = [.. call.Parameters.Select(type => Argument(type, random, attempt))];
            double value;
            try
            {
                value = call.Value(arguments);
                if (!double.IsFinite(value) || !call.Value(arguments).Equals(value))
                {
                    continue;
                }
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                continue;
            }

            string at = string.Join(", ", arguments.Select(argument => argument is Array array ? "[" + string.Join(", ", array.Cast<object>().Select(Text)) + "]" : Text(argument)));
            (double Value, double[] Gradient) found;
            try
            {
                found = call.ValueAndGradient(arguments);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                return (Agreement.Wrong, $"at ({at}): {exception.GetType().Name} {exception.Message}");
            }

            if (!found.Value.Equals(value))
            {
                return (Agreement.Wrong, $"at ({at}): value {Text(found.Value)} instead of {Text(value)}");
            }

            int index = 0;
            for (int parameter = 0; parameter < arguments.Length; parameter++)
            {
                for (int element = 0; GradientCall.IsActive(call.Parameters[parameter]) && element < (arguments[parameter] as Array)?.Length || (element == 0 && arguments[parameter] is double or float); element++)
                {
                    double gradient = found.Gradient[index++];
                    if (Estimate(call, arguments, parameter, element) is { } estimate)
                    {
                        compared++;
                        double scale = Math.Max(Math.Abs(gradient), Math.Abs(estimate.Slope));
                        if (!(Math.Abs(gradient - estimate.Slope) <= (1e-4 * scale) + (50 * estimate.Error) + 1e-9))
                        {
                            return (Agreement.Wrong, $"at ({at}), parameter {parameter}, element {element}: {Text(gradient)} instead of {Text(estimate.Slope)} ± {Text(estimate.Error)}");
                        }
                    }
                }
            }
        }

        return compared > 0 ? (Agreement.Right, "") : (Agreement.Unknown, "no arguments found");
    }

    /// <summary>The slope where differences with two neighbouring steps agree best; null where they say nothing.</summary>
    private static (double Slope, double Error)? Estimate(GradientCall call, object[] arguments, int parameter, int element)
    {
        bool isSingle = call.IsSingle;
        List<double> slopes = [];
        for (double step = isSingle ? 0.1 : 1e-2; step > (isSingle ? 1e-4 : 1e-8); step /= 4)
        {
            try
            {
                slopes.Add(Extrapolated(step));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                return null;
            }
        }

        (double Slope, double Error) best = (double.NaN, double.PositiveInfinity);
        for (int i = 2; i < slopes.Count; i++)
        {
            double error = Math.Max(Math.Abs(slopes[i] - slopes[i - 1]), Math.Abs(slopes[i - 1] - slopes[i - 2]));
            best = error < best.Error ? (slopes[i - 1], error) : best;
        }

        return best.Error <= 1e-3 * Math.Abs(best.Slope) || best.Error < 1e-9 ? best : null;

        // Richardson's extrapolation: the error is of the fourth order.
        double Extrapolated(double step) => ((4 * Slope(step / 2)) - Slope(step)) / 3;

        double Slope(double step)
        {
            (double high, double above) = Moved(step);
            (double low, double below) = Moved(-step);
            return (above - below) / (high - low);
        }

        (double At, double Value) Moved(double step)
        {
            object[] moved = [.. arguments];
            double at;
            if (moved[parameter] is Array array)
            {
                Array copy = (Array)array.Clone();
                object number = Plus(copy.GetValue(element)!, step);
                copy.SetValue(number, element);
                moved[parameter] = copy;
                at = Convert.ToDouble(number, null);
            }
            else
            {
                moved[parameter] = Plus(moved[parameter], step);
                at = Convert.ToDouble(moved[parameter], null);
            }

            return (at, call.Value(moved));
        }
    }

    private static object Plus(object number, double step) => number is float single ? (object)(float)(single + (step * Math.Max(Math.Abs(single), 0.1f))) : (double)number + (step * Math.Max(Math.Abs((double)number), 0.1));

    /// <summary>Later attempts are wilder: most functions are defined for small positive numbers.</summary>
    private static object Argument(Type type, Random random, int attempt)
    {
        double low = attempt switch { < 15 => 0.1, < 25 => 1.1, _ => -2 };
        double high = attempt switch { < 10 => 0.95, < 15 => 3, < 25 => 12, _ => 2 };
        if (type.IsArray)
        {
            Array array = Array.CreateInstance(type.GetElementType()!, attempt % 2 == 0 ? 4 : 6);
            for (int i = 0; i < array.Length; i++)
            {
                array.SetValue(Argument(type.GetElementType()!, random, attempt), i);
            }

            return array;
        }

        double number = low + ((high - low) * random.NextDouble());
        return type == typeof(double) ? number
            : type == typeof(float) ? (float)number
            : type == typeof(bool) ? random.Next(2) == 0
            : type == typeof(long) ? random.NextInt64(4)
            : (object)random.Next(attempt % 3 == 0 ? 2 : 5);
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
