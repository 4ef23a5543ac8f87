using System;
using System.Collections.Generic;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <summary>Lists that the methods create.</summary>
public static partial class Functions
{
    [Differentiable]
    public static double ListThatIsFilled(double[] x)
    {
        var squares = new List<double>();
        foreach (double v in x)
        {
            if (v > 0.2)
            {
                squares.Add(v * v);
            }
        }

        double sum = 0;
        for (int i = 0; i < squares.Count; i++)
        {
            sum += squares[i] * (i + 1);
        }

        return sum;
    }

    [Differentiable]
    public static double ListForLinq(double[] x)
    {
        var products = new List<double>();
        for (int i = 0; i + 1 < x.Length; i++)
        {
            products.Add(x[i] * x[i + 1]);
        }

        return products.Sum() + (2 * products.Max()) + products[^1] + products.Select(p => p * p).Average();
    }

    [Differentiable]
    public static double ListAsStack(double[] x)
    {
        List<double> stack = new() { x[0], x[1] };
        foreach (double v in x)
        {
            stack.Add(v);
            while (stack.Count > 2)
            {
                double last = stack[stack.Count - 1];
                stack.RemoveAt(stack.Count - 1);
                stack[^1] += last * stack[0];
            }
        }

        return stack[0] * stack[1];
    }

    [Differentiable]
    public static double ListAsWindow(double[] x)
    {
        var window = new List<double>(3);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            window.Add(x[i]);
            if (window.Count > 2)
            {
                window.RemoveAt(0);
            }

            double product = 1;
            foreach (double v in window)
            {
                product *= v;
            }

            sum += product;
        }

        return sum;
    }

    [Differentiable]
    public static double ListOfRanges(double[] x)
    {
        List<double> all = new(x);
        all.AddRange(x);
        all.AddRange(all);
        all.Insert(1, x[0] * x[1]);
        all.RemoveAt(0);
        return (all[0] * all[3]) + (all.Count * all.Average());
    }

    [Differentiable]
    public static double ListsAsKnots(double[] x)
    {
        var times = new List<double>();
        var values = new List<double>();
        double t = 0;
        foreach (double v in x)
        {
            t += v * v;
            times.Add(t);
            values.Add(Math.Sin(v));
        }

        return ListInterpolation(times, values, 0.4 * t) + ListInterpolation(times, values, x[0] * x[0]);
    }

    private static double ListInterpolation(List<double> times, IReadOnlyList<double> values, double t)
    {
        int i = 0;
        while (i < times.Count - 2 && times[i + 1] < t)
        {
            i++;
        }

        double weight = (t - times[i]) / (times[i + 1] - times[i]);
        return (values[i] * (1 - weight)) + (values[i + 1] * weight);
    }

    [Differentiable]
    public static double ListOfTuples(double[] x)
    {
        var path = new List<(double T, double V)>();
        for (int i = 0; i < x.Length; i++)
        {
            path.Add((x[i], x[i] * i));
        }

        double sum = 0;
        foreach (var (t, v) in path)
        {
            sum += t * v;
        }

        return sum + path.Sum(p => p.V) + path[1].T;
    }

    [Differentiable]
    public static double ListFilledByFunctions(double[] x)
    {
        var own = new List<double>();
        void Put(double v)
        {
            if (v > 0.2)
            {
                own.Add(v * v);
            }
        }

        Action<double> twice = v =>
        {
            Put(v);
            Put(2 * v);
        };
        foreach (double v in x)
        {
            twice(v);
        }

        return own.Sum() * own.Count;
    }

    [Differentiable]
    public static double ListThatIsReplaced(double[] x)
    {
        var current = new List<double> { x[0], x[1], x[2] };
        while (current.Count > 1)
        {
            var next = new List<double>();
            for (int i = 0; i + 1 < current.Count; i++)
            {
                next.Add((current[i] * current[i + 1]) + 0.1);
            }

            current = next.ToList();
        }

        return current[0];
    }

    [Differentiable]
    public static double ListOfIndices(double[] x)
    {
        var large = new List<int>();
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] > 0.3)
            {
                large.Add(i);
            }
        }

        double sum = 0;
        foreach (int i in large)
        {
            sum += x[i] * x[i] * (i + 1);
        }

        return sum;
    }

    [Differentiable]
    public static double ListInLoops(double[] x)
    {
        double sum = 1;
        for (int k = 0; k < 3; k++)
        {
            List<double> terms = [x[0] * sum];
            for (int i = 0; i <= k; i++)
            {
                terms.Add((x[i] * sum) + x[i + 1 < x.Length ? i + 1 : 0]);
                if (i == 1)
                {
                    terms.Clear();
                }
            }

            sum += terms.Sum();
        }

        return sum;
    }

    [Differentiable]
    public static double ListsThatAreOnlyRead(double[] x)
    {
        var squares = x.Where(v => v > 0.2).Select(v => v * v).ToList();
        var halves = new List<double> { x[0] / 2, x[1] / 2 };
        halves[0] += squares[0];
        (halves[0], halves[1]) = (halves[1] * 3, halves[0]);
        double[] copy = halves.ToArray();
        copy[0] *= 2;
        return squares.Sum() + (halves[0] * halves[1]) + copy[0] + squares.Count;
    }

    [Differentiable]
    public static double ListsThatAreReturned(double[] x)
    {
        var squares = ListSquares(x);
        squares.Add(x[0]);
        double sum = 0;
        foreach (double v in ListHalves(x))
        {
            sum += v * v;
        }

        return (squares.Sum() * squares.Count) + sum + ListHalves(x)[1] + ListSquares(x).Max() + (ListMean(ListSquares(x)) * ListMean(squares));
    }

    private static List<double> ListSquares(double[] x)
    {
        var squares = new List<double>();
        foreach (double v in x)
        {
            if (v > 0.2)
            {
                squares.Add(v * v);
            }
        }

        return squares;
    }

    private static List<double> ListHalves(double[] x) => x.Select(v => v / 2).ToList();

    private static double ListMean(IEnumerable<double> values) => values.Sum() / values.Count();

    [Differentiable]
    public static double ListOfTuplesThatIsReturned(double[] x)
    {
        var curve = ListCurve(x);
        double area = 0;
        for (int i = 1; i < curve.Count; i++)
        {
            area += (curve[i].Value + curve[i - 1].Value) * (curve[i].Time - curve[i - 1].Time) / 2;
        }

        return area + curve.Max(point => point.Value);
    }

    private static List<(double Time, double Value)> ListCurve(double[] x)
    {
        var curve = new List<(double Time, double Value)>();
        double time = 0;
        foreach (double v in x)
        {
            time += 0.5 * v;
            curve.Add((time, v * time));
        }

        return curve;
    }

    [Differentiable]
    public static double ListFromRecursion(double[] x)
    {
        var values = ListGrown(x[0], 4);
        double sum = 0;
        for (int i = 0; i < values.Count; i++)
        {
            sum += values[i] * (i + 1);
        }

        return sum;
    }

    private static List<double> ListGrown(double t, int depth)
    {
        if (depth == 0)
        {
            return new List<double> { t };
        }

        var values = ListGrown(t * 1.2, depth - 1);
        values.Add(t * t);
        return values;
    }

    [Differentiable]
    public static double ListThatMethodsChange(double[] x)
    {
        var values = new List<double>();
        ListPut(values, x[0] * 2);
        ListPutAll(values, x);
        ListScale(values, x[1]);
        values.Add(ListPop(values) * ListPop(values));
        return values.Sum() * values[1];
    }

    private static void ListPut(List<double> values, double v)
    {
        if (v > 0.05)
        {
            values.Add(v);
        }
    }

    private static void ListPutAll(List<double> values, double[] x)
    {
        foreach (double v in x)
        {
            ListPut(values, v * v);
        }
    }

    private static void ListScale(IList<double> values, double factor)
    {
        for (int i = 0; i < values.Count; i++)
        {
            values[i] *= factor;
        }
    }

    private static double ListPop(List<double> values)
    {
        double last = values[values.Count - 1];
        values.RemoveAt(values.Count - 1);
        return last;
    }

    [Differentiable]
    public static double ListOfPointsThatMethodsChange(double[] x)
    {
        var points = new List<(double X, double Y)>();
        for (int i = 1; i < x.Length; i++)
        {
            ListPutPoint(points, x[i], x[i - 1]);
        }

        return points.Sum(p => p.X / (1 + (p.Y * p.Y))) + (points[0].X * points[^1].Y);
    }

    private static void ListPutPoint(List<(double X, double Y)> points, double a, double b)
    {
        points.Add((a * b, b));
        points[0] = (points[0].X, points[0].Y * a);
    }

    [Differentiable]
    public static double ListsOfEachOther(double[] x) => x[0] > 100 ? ListOfOther(x)[0] : x[1] * x[2];

    private static List<double> ListOfOther(double[] x) => ListOfOne(x);

    private static List<double> ListOfOne(double[] x) => ListOfOther(x);
}
