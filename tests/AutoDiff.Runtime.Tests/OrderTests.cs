using System;
using System.Linq;
using AutoDiff.CompilerServices;
using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>The order of numbers against the sorts of the framework that it stands for.</summary>
public class OrderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(1000)]
    public void Order_IsThatOfASortWithItems(int n)
    {
        double[] keys = Keys(n);
        int[] order = new int[n];
        Destination.Order<double>(keys, order);

        int[] items = [.. Enumerable.Range(0, n)];
        Array.Sort((double[])keys.Clone(), items);
        Assert.Equal(items, order);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(17, false)]
    [InlineData(17, true)]
    [InlineData(1000, true)]
    public void OrderByComparisonOrStably_IsThatOfTheFramework(int n, bool descending)
    {
        double[] keys = Keys(n);
        int[] order = new int[n];
        int[] items = [.. Enumerable.Range(0, n)];
        Destination.OrderStably<double>(keys, descending, order);
        Assert.Equal(descending ? items.OrderByDescending(i => keys[i]) : items.OrderBy(i => keys[i]), order);

        Destination.OrderByComparison<double>(keys, descending, order);
        Array.Sort(items, (a, b) => descending ? keys[b].CompareTo(keys[a]) : keys[a].CompareTo(keys[b]));
        Assert.Equal(items, order);
    }

    [Fact]
    public void Cell_IsWhereTheElementStands()
    {
        int[,] grid = new int[2, 3];
        int[,,] cube = new int[2, 3, 4];
        for (int i = 0; i < grid.Length; i++)
        {
            grid[i / 3, i % 3] = i;
        }

        for (int i = 0; i < cube.Length; i++)
        {
            cube[i / 12, i / 4 % 3, i % 4] = i;
        }

        Assert.Equal(grid[1, 2], Destination.Cell(1, 2, 2, 3));
        Assert.Equal(cube[1, 0, 3], Destination.Cell(1, 0, 3, 2, 3, 4));
        Assert.Equal(grid.Length, Destination.CellCount(2, 3));
        Assert.Equal(cube.Length, Destination.CellCount(2, 3, 4));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 3)]
    [InlineData(2, 0)]
    [InlineData(0, -1)]
    public void Cell_OutsideThrowsWhatAnArrayThrows(int i, int j)
    {
        int[,] grid = new int[2, 3];
        Assert.Throws<IndexOutOfRangeException>(() => grid[i, j]);
        Assert.Throws<IndexOutOfRangeException>(() => Destination.Cell(i, j, 2, 3));
        Assert.Throws<IndexOutOfRangeException>(() => Destination.Cell(0, i, j, 1, 2, 3));
        Assert.Throws<IndexOutOfRangeException>(() => Destination.Cell(1, 0, 0, 1, 2, 3));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(2, -1)]
    [InlineData(-1, -1)]
    public void CellCount_ThrowsWhatANewArrayThrows(int rows, int columns)
    {
        Assert.Throws<OverflowException>(() => new int[rows, columns]);
        Assert.Throws<OverflowException>(() => Destination.CellCount(rows, columns));
        Assert.Throws<OverflowException>(() => Destination.CellCount(1, rows, columns));
    }

    // Some of them equal, some that are no numbers.
    private static double[] Keys(int n) => [.. Enumerable.Range(0, n).Select(i => i % 11 == 5 ? double.NaN : Math.Sin(i % 7 * 2.3))];
}
