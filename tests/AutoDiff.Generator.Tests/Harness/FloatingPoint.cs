using System;
using System.Linq;

namespace AutoDiff.Generator.Tests.Harness;

/// <summary>Boxed floating-point scalars and arrays, treated alike.</summary>
internal static class FloatingPoint
{
    public static int Count(object value) => value is Array array ? array.Cast<object>().Sum(Count) : 1;

    /// <summary>The same value, with arrays of its own, rows among them.</summary>
    public static object Copy(object value) => value switch
    {
        Array { Rank: 1 } rows when rows.Length > 0 && rows.GetValue(0) is Array => Rows(rows, Copy),
        Array array => array.Clone(),
        _ => value,
    };

    private static Array Rows(Array rows, Func<object, object> map)
    {
        Array result = (Array)rows.Clone();
        for (int i = 0; i < rows.Length; i++)
        {
            result.SetValue(map(rows.GetValue(i)!), i);
        }

        return result;
    }

    // The row that holds an element, and where.
    private static (Array Row, int Index) Find(Array rows, int index)
    {
        int row = 0;
        while (index >= ((Array)rows.GetValue(row)!).Length)
        {
            index -= ((Array)rows.GetValue(row++)!).Length;
        }

        return ((Array)rows.GetValue(row)!, index);
    }

    public static double Get(object value, int index) => value switch
    {
        double d => d,
        float f => f,
        double[] doubles => doubles[index],
        float[] floats => floats[index],
        double[][] or float[][] => Find((Array)value, index) is var (row, place) ? Get(row, place) : 0,
        double[,] grid => grid[index / grid.GetLength(1), index % grid.GetLength(1)],
        float[,] grid => grid[index / grid.GetLength(1), index % grid.GetLength(1)],
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    /// <summary>The scalar or, changed in place, the array with another value.</summary>
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
            case double[][] or float[][]:
                (Array row, int place) = Find((Array)value, index);
                With(row, place, x);
                return value;
            case double[,] grid:
                grid[index / grid.GetLength(1), index % grid.GetLength(1)] = x;
                return grid;
            case float[,] grid:
                grid[index / grid.GetLength(1), index % grid.GetLength(1)] = (float)x;
                return grid;
            default:
                throw new NotSupportedException(value.GetType().Name);
        }
    }

    /// <summary>Something of the same shape that no correct gradient leaves as it is.</summary>
    public static object FilledWithNaN(object value) => value switch
    {
        double => double.NaN,
        float => float.NaN,
        double[] doubles => Array.ConvertAll(doubles, _ => double.NaN),
        float[] floats => Array.ConvertAll(floats, _ => float.NaN),
        double[,] or float[,] => Filled((Array)value),
        double[][] or float[][] => Rows((Array)value, FilledWithNaN),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private static Array Filled(Array grid)
    {
        Array filled = (Array)grid.Clone();
        for (int i = 0; i < filled.Length; i++)
        {
            With(filled, i, double.NaN);
        }

        return filled;
    }

    /// <summary>Whether two values have the same bits; arrays of anything are compared item by item.</summary>
    public static bool AreSame(object left, object right) => (left, right) switch
    {
        (double l, double r) => BitConverter.DoubleToInt64Bits(l) == BitConverter.DoubleToInt64Bits(r),
        (float l, float r) => BitConverter.SingleToInt32Bits(l) == BitConverter.SingleToInt32Bits(r),
        (Array l, Array r) => l.Length == r.Length && l.Cast<object>().Zip(r.Cast<object>()).All(pair => AreSame(pair.First, pair.Second)),
        _ => Equals(left, right),
    };
}
