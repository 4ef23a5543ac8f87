using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>Sums: where "+=" leaves the gradient of its target alone, and where it may not.</summary>
public class AccumulationTests
{
    private static readonly double[] P = [0.75, 1.25, -0.5, 2];

    [Fact]
    public void RootOfASum_WaitsForTheWholeSum()
    {
        // The incoming gradient of the loop is 0.5 / sqrt(s) of the final s; inside the loop only a part of s is known.
        Differentiated norm = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double s = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    s += p[i] * p[i];
                }

                return Math.Sqrt(s);
            }
            """);
        norm.AgreesWithDifferencesAt(P);
        Assert.Equal([0.6, 0.8], norm.Gradient(new[] { 3.0, 4.0 }), (a, b) => System.Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void ElementAddedToItself_IsReadBeforeItIsUpdated() =>
        Differentiated.Method("""
            public static double F(Span<double> p, ReadOnlySpan<int> from, double w)
            {
                for (int i = 0; i < p.Length; i++)
                {
                    p[i] += p[from[i]] * w;
                }

                double s = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    s += p[i] * (i + 1);
                }

                return s;
            }
            """)
            .AgreesWithDifferencesAt(P, new[] { 0, 2, 2, 1 }, 0.7);

    [Fact]
    public void ElementMultipliedIntoItself_IsReadBeforeItIsUpdated() =>
        Differentiated.Method("""
            public static double F(Span<double> p, int n)
            {
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++)
                    {
                        p[i] *= p[j];
                    }
                }

                return p[0] + 2 * p[1] + p[2] * p[3];
            }
            """)
            .AgreesWithDifferencesAt(P, 3);

    [Fact]
    public void HugeTermThatIsTakenAway_IsNotTakenForUndone()
    {
        // Undoing "s += 1e17" by subtraction gives 0 for s, and 0 for the gradient of s * s.
        Differentiated square = Differentiated.Method("""
            public static double F(double x)
            {
                double s = x;
                double r = s * s;
                s += 1e17;
                s -= 1e17;
                return r + s * 0;
            }
            """);
        Assert.Equal(2 * 1.5, square.Slope(1.5));
        Assert.Equal(1.5 * 1.5, square.Value(1.5));
    }

    [Fact]
    public void LostDigits_StayLostInTheLoop()
    {
        // After each += 1e17 the sum has lost what it held; its square in the next iteration must see exactly that.
        Differentiated loop = Differentiated.Method("""
            public static double F(double x, int n)
            {
                double s = x;
                double r = 0;
                for (int i = 0; i < n; i++)
                {
                    r += s * s;
                    s += 1e17;
                    s -= 1e17;
                }

                return r;
            }
            """);
        double x = 1.5;
        double expected = 0;
        double s = x;
        for (int i = 0; i < 3; i++)
        {
            expected += 2 * s;
            s += 1e17;
            s -= 1e17;
        }

        Assert.Equal(expected, loop.Slope(x, 3));
    }

    [Fact]
    public void ScalarDoubledByItself_CountsTwice() =>
        Differentiated.Method("public static double F(double x) { double s = x; s += s * x; s += s; s -= s * s; return s; }")
            .AgreesWithDifferencesAt(0.7);

    [Fact]
    public void SumOfNothing_HasAGradientOfZeros() =>
        Assert.Equal([0, 0], Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, int n)
            {
                double s = 0;
                for (int i = 0; i < n; i++)
                {
                    s += p[i];
                }

                return s;
            }
            """).Gradient(new double[2], 0));
}
