using System;
using System.Runtime.InteropServices;
using AutoDiff.CompilerServices;
using Xunit;

namespace AutoDiff.Runtime.Tests;

public sealed class DestinationTests
{
    [Fact]
    public void Wrong_length_names_the_destination_and_both_sizes()
    {
        double[] xGradient = new double[3];
        double[] x = new double[4];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Destination.Check(xGradient.AsSpan(), x.AsSpan()));
        Assert.Equal("xGradient.AsSpan()", exception.ParamName);
        Assert.Contains("expected 4, actual 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Overlap_is_found_in_bytes_whatever_the_element_types()
    {
        double[] buffer = new double[8];
        Span<float> floats = MemoryMarshal.Cast<double, float>(buffer.AsSpan(2, 4));
        Assert.Throws<ArgumentException>(() => Destination.CheckApart(buffer.AsSpan(0, 3), buffer.AsSpan(2, 1)));
        Assert.Throws<ArgumentException>(() => Destination.CheckApart(buffer.AsSpan(4, 3), buffer.AsSpan(0, 5)));
        AssertOverlap(buffer.AsSpan(5, 1), floats);
        Destination.CheckApart(buffer.AsSpan(6, 2), floats);
        Destination.CheckApart(buffer.AsSpan(0, 2), floats);
        Destination.CheckApart(buffer.AsSpan(0, 4), buffer.AsSpan(4, 4));
        Destination.CheckApart(buffer.AsSpan(0, 0), buffer.AsSpan());
    }

    [Fact]
    public void A_number_inside_a_grid_or_a_row_is_found()
    {
        double[,] grid = new double[2, 3];
        double[][] rows = [new double[2], new double[3]];
        (float A, double B)[,] pairs = new (float A, double B)[2, 2];
        double number = 1;
        Assert.Throws<ArgumentException>(() => Destination.CheckApart(pairs, in pairs[1, 1].B));
        Destination.CheckApart(pairs, in number);
        Assert.Throws<ArgumentException>(() => Destination.CheckApart(grid, in grid[1, 2]));
        Assert.Throws<ArgumentException>(() => Destination.CheckApart(rows, in rows[1][2]));
        Destination.CheckApart(grid, in number);
        Destination.CheckApart(rows, in number);
    }

    [Fact]
    public void A_destination_apart_from_its_source_passes() => Destination.Check(new double[3].AsSpan(), new float[3].AsSpan());

    private static void AssertOverlap(Span<double> left, Span<float> right)
    {
        bool isRefused = false;
        try
        {
            Destination.CheckApart(left, right);
        }
        catch (ArgumentException)
        {
            isRefused = true;
        }

        Assert.True(isRefused);
    }
}
