using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>Boxed floating-point scalars, arrays, structs and tuples, treated alike: as the numbers that they hold, in order.</summary>
internal static class FloatingPoint
{
    /// <summary>How many numbers a value holds; integers are none.</summary>
    public static int Count(object value) => value switch
    {
        double or float => 1,
        double[] doubles => doubles.Length,
        float[] floats => floats.Length,
        _ => Parts(value).Sum(Count),
    };

    /// <summary>The same value, with arrays of its own, rows among them.</summary>
    public static object Copy(object value) => value switch
    {
        // Differences copy all parameters of a network for each one of them: number by number, that takes minutes.
        double[] or float[] => ((Array)value).Clone(),
        _ => Map(value, number => number),
    };

    /// <summary>Something of the same shape that no correct gradient leaves as it is.</summary>
    public static object FilledWithNaN(object value) => Map(value, _ => double.NaN);

    /// <summary>Whether a value holds numbers of single precision.</summary>
    public static bool IsSingle(object value) => value is float or float[] || Parts(value).Any(IsSingle);

    public static double Get(object value, int index)
    {
        switch (value)
        {
            case double d:
                return d;
            case float f:
                return f;
            case double[] doubles:
                return doubles[index];
            case float[] floats:
                return floats[index];
            default:
                foreach (object part in Parts(value))
                {
                    int count = Count(part);
                    if (index < count)
                    {
                        return Get(part, index);
                    }

                    index -= count;
                }

                throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    /// <summary>The value with another number in it. Arrays are changed in place.</summary>
    public static object With(object value, int index, double x)
    {
        switch (value)
        {
            case double:
                return x;
            case float:
                return (float)x;
            case double[] doubles:
                doubles[index] = x;
                return doubles;
            case float[] floats:
                floats[index] = (float)x;
                return floats;
            default:
                int first = 0;
                return Replace(value, part =>
                {
                    int count = Count(part);
                    first += count;
                    return index >= first - count && index < first ? With(part, index - (first - count), x) : part;
                });
        }
    }

    /// <summary>Whether two values have the same bits; arrays of anything are compared item by item.</summary>
    public static bool AreSame(object left, object right) => (left, right) switch
    {
        (double l, double r) => BitConverter.DoubleToInt64Bits(l) == BitConverter.DoubleToInt64Bits(r),
        (float l, float r) => BitConverter.SingleToInt32Bits(l) == BitConverter.SingleToInt32Bits(r),
        (double[] l, double[] r) => MemoryMarshal.AsBytes<double>(l).SequenceEqual(MemoryMarshal.AsBytes<double>(r)),
        (float[] l, float[] r) => MemoryMarshal.AsBytes<float>(l).SequenceEqual(MemoryMarshal.AsBytes<float>(r)),
        (Array l, Array r) => l.Length == r.Length && l.Cast<object>().Zip(r.Cast<object>()).All(pair => AreSame(pair.First, pair.Second)),
        _ when IsAggregate(left) => left.GetType() == right.GetType() && Parts(left).Zip(Parts(right)).All(pair => AreSame(pair.First, pair.Second)),
        _ => Equals(left, right),
    };

    /// <summary>The instance fields of a struct, in the order of their declaration.</summary>
    public static IReadOnlyList<FieldInfo> Fields(Type type) =>
        [.. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken)];

    /// <summary>Whether a type is a struct or a tuple rather than a number.</summary>
    public static bool IsAggregate(Type type) => type is { IsValueType: true, IsPrimitive: false, IsEnum: false } && type != typeof(decimal);

    private static bool IsAggregate(object? value) => value is not null && IsAggregate(value.GetType());

    private static IEnumerable<object> Parts(object value) => value switch
    {
        Array array => array.Cast<object>(),
        _ when IsAggregate(value) => Fields(value.GetType()).Select(field => field.GetValue(value)!),
        _ => [],
    };

    private static object Map(object value, Func<double, double> map) => value switch
    {
        double d => map(d),
        float f => (float)map(f),
        Array array => Replace((Array)array.Clone(), item => Map(item, map)),
        _ => Replace(value, part => Map(part, map)),
    };

    /// <summary>An array with every item replaced in place, a struct with every field replaced in a copy.</summary>
    private static object Replace(object value, Func<object, object> replace)
    {
        if (value is Array array)
        {
            for (int i = 0; i < array.Length; i++)
            {
                int[] place = array.Rank == 1 ? [i] : [i / array.GetLength(1), i % array.GetLength(1)];
                array.SetValue(replace(array.GetValue(place)!), place);
            }

            return array;
        }

        if (!IsAggregate(value))
        {
            return value;
        }

        object copy = RuntimeHelpers.GetObjectValue(value);
        foreach (FieldInfo field in Fields(value.GetType()))
        {
            field.SetValue(copy, field.GetValue(value) is { } part ? replace(part) : null);
        }

        return copy;
    }
}
