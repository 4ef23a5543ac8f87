using System.Collections.Generic;
using System.Linq;
using AutoDiff;

namespace Gradients;

/// <summary>Lists that change within the expression that names them: they are what they are when they are asked.</summary>
public static partial class Functions
{
    [Differentiable]
    public static double ListThatGrowsInAnAssignment(double[] x)
    {
        List<double> list = new() { x[0], x[1] };
        list[0] = ListGrow(list, x[2]);
        list[1] += ListGrow(list, x[0]);
        list[^1] *= ListGrow(list, x[1]);
        list[ListGrow(list)] = x[2];
        (list[2], list[3]) = (ListGrow(list, x[0]), ListGrow(list, x[1]));
        return (list[0] * list[1]) + (list[2] * list[3]) + list[ListGrow(list)] + list[19] + list.Count;
    }

    [Differentiable]
    public static double ListThatAFunctionGrowsInAnAssignment(double[] x)
    {
        List<double> list = new() { x[0], x[1] };
        double Put(double v)
        {
            for (int i = 0; i < 9; i++)
            {
                list.Add(v);
            }

            return v * v;
        }

        list[0] = Put(x[1]);
        list[1] -= Put(x[2]);
        return (list[0] * list[1]) + list[^1];
    }

    [Differentiable]
    public static double ListThatChangesBetweenArguments(double[] x)
    {
        List<double> list = new() { x[0], x[1], x[2], x[0] * x[1] };
        double sum = ListScaledMean(list, ListPop(list)) + ListScaledMean(factor: ListPop(list), values: list);
        sum += ListWeighed(ListDouble(list), list, ListDouble(list));
        sum += (list.Count * ListPop(list)) + (list.Sum() * ListGrow(list, x[1])) + (list.Count * list[0]);
        return sum + list[^1];
    }

    [Differentiable]
    public static double ListOfPairsThatGrows(double[] x)
    {
        List<(double A, double B)> list = new() { (x[0], x[1]) };
        list[0] = ListPutPairs(list, x[2]);
        list.Add(ListPutPairs(list, x[1]));
        list[1] = list[1] with { B = ListPutPairs(list, x[0]).A };
        int i = 0;
        list[i++] = (list[i].B, x[0] * i);
        return (list[0].A * list[1].B) + list[^1].B + (list[10].A * list[0].B);
    }

    [Differentiable]
    public static double ListGivesCopies(double[] x)
    {
        var own = new List<ListItem> { new() { Value = x[0] } };
        own[0].Bump(x[1]);
        double twice = own[0].Twice() * x[1];
        ListItem[] array = { new() { Value = x[2] } };
        ListBump(array, x[1]);
        ListBump<ListItem>(array, x[0]);
        return (own[0].Value * twice) + array[0].Value;
    }

    [Differentiable]
    public static double ExplicitMembersThatChange(double[] x)
    {
        var counters = new ListCounter[1];
        return CountTwice(new ListCounter(), x[0]) + CountAt(counters, x[1]) + (CountAt(counters, x[2]) * x[0]);
    }

    [Differentiable]
    public static double RecursionOverAList(double[] x)
    {
        var list = new List<double>(x);
        list.Add(x[0] * x[1]);
        return ListFold(list, 0);
    }

    [Differentiable]
    public static double SumsOfIntegersInAList(double[] x)
    {
        var list = new List<int>();
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] > 0.2)
            {
                list.Add(i);
            }
        }

        list.Add(1);
        ListPutThrough(list, 2);
        return (list.Sum() * x[0]) + (list.Max() * x[1]) + ListOr(x[0], x[1]);
    }

    private static double ListGrow(List<double> list, double v)
    {
        for (int i = 0; i < 9; i++)
        {
            list.Add(v * i);
        }

        return v * v;
    }

    private static int ListGrow(List<double> list)
    {
        ListGrow(list, 0.5);
        return 1;
    }

    private static (double A, double B) ListPutPairs(List<(double A, double B)> list, double v)
    {
        for (int i = 0; i < 9; i++)
        {
            list.Add((v, i));
        }

        return (v * v, v);
    }

    private static double ListScaledMean(List<double> values, double factor) => values.Sum() / values.Count * factor;

    private static double ListWeighed(double a, IReadOnlyList<double> list, double b) => (a * list[0]) + (b * list[1]);

    private static double ListDouble(List<double> list)
    {
        double sum = 0;
        for (int i = 0; i < list.Count; i++)
        {
            sum += list[i];
            list[i] *= 2;
        }

        return sum;
    }

    private static double ListFold(List<double> list, int i) => i >= list.Count ? 1 : (list[i] * ListFold(list, i + 1)) + 0.3;

    private static void ListPutThrough(IList<int> list, int v) => list.Add(v);

    private static T ListOr<T>(T value, T other) => value is null ? other : value == null ? other : value;

    private static void ListBump(IReadOnlyList<ListItem> items, double by) => items[0].Bump(by);

    private static void ListBump<T>(IReadOnlyList<T> items, double by)
        where T : IListItem => items[0].Bump(by);

    private static double CountTwice<T>(T counter, double v)
        where T : IListCounter
    {
        counter.Count(v);
        return counter.CountAndGet(v) * counter.Total;
    }

    private static double CountAt<T>(T[] counters, double v)
        where T : IListCounter
    {
        counters[0].Count(v);
        return counters[0].Total;
    }

    private interface IListItem
    {
        void Bump(double by);
    }

    private struct ListItem : IListItem
    {
        public double Value;

        public void Bump(double by) => Value += by;

        public double Twice()
        {
            Value *= 2;
            return Value;
        }
    }

    private interface IListCounter
    {
        double Total { get; }

        void Count(double v);

        double CountAndGet(double v);
    }

    private struct ListCounter : IListCounter
    {
        private double sum;

        double IListCounter.Total => sum;

        void IListCounter.Count(double v) => sum += v * v;

        double IListCounter.CountAndGet(double v)
        {
            sum += v;
            return sum * v;
        }
    }
}
