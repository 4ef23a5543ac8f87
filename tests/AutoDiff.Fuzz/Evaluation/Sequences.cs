using System;
using System.Collections.Generic;
using System.Linq;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>LINQ's methods for numbers, over dual numbers. Programs of this namespace find them before LINQ's.</summary>
public static class Sequences
{
    public static Dual Sum(this IEnumerable<Dual> source) => source.Aggregate((Dual)0, (sum, element) => sum + element);

    public static Dual Sum(this IEnumerable<Dual> source, Func<Dual, Dual> selector) => source.Select(selector).Sum();

    public static Dual Average(this IEnumerable<Dual> source)
    {
        Dual[] all = [.. source];
        return all.Length == 0 ? throw new InvalidOperationException("no elements") : all.Sum() / all.Length;
    }

    public static Dual Min(this IEnumerable<Dual> source) => source.Aggregate((least, element) => element < least ? element : least);

    public static Dual Max(this IEnumerable<Dual> source) => source.Aggregate((most, element) => element > most ? element : most);
}
