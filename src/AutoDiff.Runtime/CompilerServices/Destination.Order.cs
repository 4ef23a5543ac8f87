using System;
using System.Collections.Generic;

namespace AutoDiff.CompilerServices;

/// <content>The order of numbers, by which a sort moves them and their gradients move back.</content>
public static partial class Destination
{
    /// <summary>Where each item of the sorted sequence was before, as <c>Array.Sort(keys, items)</c> has it.</summary>
    /// <param name="keys">What is compared, shape [n]; it stays as it is.</param>
    /// <param name="order">Overwritten, shape [n].</param>
    /// <typeparam name="T">Type of a key.</typeparam>
    public static void Order<T>(ReadOnlySpan<T> keys, [Overwritten] Span<int> order)
        where T : IComparable<T>
    {
        Number(order);
        using Workspace workspace = Workspace.Rent();
        Span<T> sorted = workspace.Take<T>(keys.Length);
        keys.CopyTo(sorted);
        sorted.Sort(order);
    }

    /// <summary>The same, as <c>Array.Sort(items, comparison)</c> has it.</summary>
    /// <param name="keys">What is compared, shape [n].</param>
    /// <param name="descending">Whether the largest key comes first.</param>
    /// <param name="order">Overwritten, shape [n].</param>
    /// <typeparam name="T">Type of a key.</typeparam>
    public static void OrderByComparison<T>(ReadOnlySpan<T> keys, bool descending, [Overwritten] Span<int> order)
        where T : IComparable<T>
    {
        Number(order);
        order.Sort(new ByKey<T>(keys.ToArray(), descending, isStable: false));
    }

    /// <summary>The same, as <c>Enumerable.OrderBy</c> has it: items of equal keys stay in their order.</summary>
    /// <param name="keys">What is compared, shape [n].</param>
    /// <param name="descending">Whether the largest key comes first.</param>
    /// <param name="order">Overwritten, shape [n].</param>
    /// <typeparam name="T">Type of a key.</typeparam>
    public static void OrderStably<T>(ReadOnlySpan<T> keys, bool descending, [Overwritten] Span<int> order)
        where T : IComparable<T>
    {
        Number(order);
        order.Sort(new ByKey<T>(keys.ToArray(), descending, isStable: true));
    }

    private static void Number(Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
    }

    private sealed class ByKey<T>(T[] keys, bool descending, bool isStable) : IComparer<int>
        where T : IComparable<T>
    {
        public int Compare(int x, int y)
        {
            int compared = descending ? keys[y].CompareTo(keys[x]) : keys[x].CompareTo(keys[y]);
            return compared == 0 && isStable ? x.CompareTo(y) : compared;
        }
    }
}
