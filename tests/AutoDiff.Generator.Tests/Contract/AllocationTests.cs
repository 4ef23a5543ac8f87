using System;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Contract;

/// <summary>Once warm, a generated method allocates nothing, whatever the source allocates.</summary>
public class AllocationTests
{
    private delegate void GradientMethod(ReadOnlySpan<double> p, int n, Span<double> pGradient);

    [Theory]
    [InlineData("straight line", "return p[0] * p[1];")]
    [InlineData("local array", """
        double[] q = new double[p.Length];
        for (int i = 0; i < q.Length; i++) q[i] = Math.Sin(p[i]);
        double s = 1;
        foreach (double v in q) s *= v;
        return s;
        """)]
    [InlineData("array in a loop", """
        double s = 1;
        for (int k = 0; k < n; k++)
        {
            double[] q = new double[p.Length];
            for (int i = 0; i < q.Length; i++) q[i] = Math.Sin(p[i] * s);
            for (int i = 0; i < q.Length; i++) s += q[i] * q[i];
        }
        return s;
        """)]
    [InlineData("recorded values", """
        double s = 1;
        for (int i = 0; i < p.Length; i++) s = Math.Sin(s) * p[i];
        return s;
        """)]
    [InlineData("stack", """
        double s = 1;
        int k = 0;
        while (s < 1000 && k < n) { s = s * p[k % p.Length] + s; k++; if (s > 10) s *= 0.9; }
        return s;
        """)]
    [InlineData("array of integers", """
        int[] order = new int[p.Length];
        for (int i = 0; i < order.Length; i++) order[i] = (i * 3) % order.Length;
        double s = 1;
        for (int i = 0; i < order.Length; i++) { s = s * p[order[i]]; order[i] = 0; }
        return s;
        """)]
    [InlineData("stackalloc", """
        Span<double> q = stackalloc double[8];
        for (int i = 0; i < q.Length; i++) q[i] = p[i % p.Length] * i;
        return q[3] * q[4];
        """)]
    [InlineData("primitives", """
        double[] z = new double[4];
        TensorOps.MatMul(p.Slice(0, 4), p.Slice(4, 4), z, 2, 2, 2);
        TensorOps.Softmax<double>(z, z, 2, 2);
        return Losses.L2Norm<double>(z) + TensorOps.LogSumExp<double>(z);
        """)]
    [InlineData("copies", """
        double[] q = p.ToArray();
        double[] r = q[2..6];
        q.AsSpan(0, 2).Fill(r[0] * r[1]);
        return q[0] * q[3] * r[2];
        """)]
    [InlineData("big", """
        double[] q = new double[100_000];
        for (int i = 0; i < q.Length; i++) q[i] = p[i % p.Length];
        return q[3] * q[99_999];
        """)]
    public void Gradient_AllocatesNothingOnceWarm(string what, string body)
    {
        _ = what;
        using LoadedAssembly loaded = GeneratorHarness.CompileAndLoad(FrontEndHarness.SourceOf($"public static double F(ReadOnlySpan<double> p, int n) {{ {body} }}"));
        GradientMethod gradient = loaded.Method<GradientMethod>("Demo.C", "FGradient");
        double[] p = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 0.875, 1.125];
        double[] destination = new double[p.Length];
        for (int i = 0; i < 3; i++)
        {
            gradient(p, 5, destination);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            gradient(p, 5, destination);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
