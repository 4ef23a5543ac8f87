using System;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>Destinations are overwritten whole, whatever the loops of the method reach.</summary>
public class DestinationTests
{
    [Fact]
    public void DestinationLongerThanTheLoop_EndsInZeros()
    {
        Differentiated half = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, int n)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    s += p[i] * p[i];
                }

                return s;
            }
            """);
        Assert.Equal([2, 4, 0, 0], half.Gradient(new double[] { 1, 2, 3, 4 }, 2));
        Assert.Equal([2, 4, 6, 8], half.Gradient(new double[] { 1, 2, 3, 4 }, 4));
    }

    [Fact]
    public void LoopWithAStep_LeavesZerosBetween() =>
        Assert.Equal([2, 0, 6, 0, 10], Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double s = 0;
                for (int i = 0; i < p.Length; i += 2)
                {
                    s += p[i] * p[i];
                }

                return s;
            }
            """).Gradient(new double[] { 1, 2, 3, 4, 5 }));

    [Fact]
    public void LoopThatStartsLater_LeavesZerosBefore() =>
        Assert.Equal([0, 4, 6], Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double s = 0;
                for (int i = 1; i < p.Length; i++)
                {
                    s += p[i] * p[i];
                }

                return s;
            }
            """).Gradient(new double[] { 1, 2, 3 }));

    [Fact]
    public void LoopLeftEarly_EndsInZeros() =>
        Assert.Equal([2, 4, 0, 0], Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double s = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    if (p[i] > 2)
                    {
                        break;
                    }

                    s += p[i] * p[i];
                }

                return s;
            }
            """).Gradient(new double[] { 1, 2, 3, 1 }));

    [Fact]
    public void ElementsThatAreSkipped_AreZeros() =>
        Assert.Equal([2, 0, 0, 2], Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double s = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    if (p[i] > 1)
                    {
                        continue;
                    }

                    s += p[i] * p[i];
                }

                return s;
            }
            """).Gradient(new double[] { 1, 2, 3, 1 }));

    [Fact]
    public void LoopOverAnotherLength_EndsInZeros() =>
        Assert.Equal([1, 2, 0, 0], Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, [NoGradient] ReadOnlySpan<double> weights)
            {
                double s = 0;
                for (int i = 0; i < weights.Length; i++)
                {
                    s += p[i] * weights[i];
                }

                return s;
            }
            """).Gradient(new double[4], new double[] { 1, 2 }));

    [Fact]
    public void ElementWrittenTwice_IsSummed() =>
        Assert.Equal([3, 3], Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double s = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    s += p[i];
                    s += 2 * p[i];
                }

                return s;
            }
            """).Gradient(new double[2]));

    [Fact]
    public void LoopRunTwice_IsSummed() =>
        Assert.Equal([8, 8], Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, int n)
            {
                double s = 0;
                for (int k = 0; k < n; k++)
                {
                    for (int i = 0; i < p.Length; i++)
                    {
                        s += p[i] * (k + 1);
                        s += p[p.Length - 1 - i];
                    }
                }

                return s + p[0] + 2 * p[0] + p[1] * 3;
            }
            """).Gradient(new double[2], 2));

    [Fact]
    public void BufferThatIsNeverRead_HasZeros()
    {
        // A warning says so; the gradient is there all the same.
        GeneratorRun run = GeneratorHarness.Run(FrontEndHarness.SourceOf("public static double F(ReadOnlySpan<double> p, double x) => x * x;"));
        Assert.Single(run.Files);
        Differentiated unread = Differentiated.Method("public static double F(ReadOnlySpan<double> p, double x) => x * x;");
        Assert.Equal([0, 0, 0], unread.Gradient(new double[3], 2.0));
    }

    [Fact]
    public void EmptyBuffer_IsFine() =>
        Assert.Equal([], Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double s = 1;
                foreach (double v in p)
                {
                    s *= v;
                }

                return s;
            }
            """).Gradient(Array.Empty<double>()));

    [Fact]
    public void BufferOverwrittenWhole_HasZeros() =>
        Assert.Equal([0, 0], Differentiated.Method("""
            public static double F(Span<double> p, double x)
            {
                for (int i = 0; i < p.Length; i++)
                {
                    p[i] = x * i;
                }

                return p[0] + p[1];
            }
            """).Gradient(new double[2], 2.0));
}
