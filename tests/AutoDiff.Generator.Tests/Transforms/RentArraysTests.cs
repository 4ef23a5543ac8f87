using AutoDiff.Generator.Transforms;
using Xunit;

namespace AutoDiff.Generator.Tests.Transforms;

public class RentArraysTests
{
    [Fact]
    public void ArrayThatStays_IsRented() => PassText.Expect(
        "static double F(double x, int n) { double[] h = new double[n]; h[0] = x; return h[0]; }",
        RentArrays.Run,
        """
        Span<double> h = workspace.Zeroed<double>(n);
        h[0] = x;
        return h[0];
        """);

    [Fact]
    public void ArrayThatOtherCodeSees_IsNot() => PassText.Expect(
        "static double F(double x, int n) { int[] h = new int[n]; GC.KeepAlive(h); return x * h[0]; }",
        RentArrays.Run,
        """
        int[] h = new int[n];
        GC.KeepAlive(h);
        return x * h[0];
        """);

    [Fact]
    public void StackMemory_StaysOnTheStack() => PassText.Expect(
        "static double F(double x) { Span<double> h = stackalloc double[4]; h[0] = x; return h[0]; }",
        RentArrays.Run,
        """
        Span<double> h = stackalloc double[4];
        h[0] = x;
        return h[0];
        """);
}
