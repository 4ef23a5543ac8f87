using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>What the forward sweep overwrites and the reverse sweep needs.</summary>
public class OverwritingTests
{
    private static readonly double[] P = [0.75, 1.25, -0.5, 2];

    [Fact]
    public void BodyThatSquaresItsInputInPlace_IsNotRunAgain()
    {
        // Run again in the reverse iteration, "p[i] *= p[i]" would square the square.
        Differentiated squares = Differentiated.Method("""
            public static double F(Span<double> p)
            {
                double s = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    p[i] *= p[i];
                    s += Math.Sin(p[i]) * p[i];
                }

                return s;
            }
            """);
        squares.AgreesWithDifferencesAt(P);
    }

    [Fact]
    public void ParameterWrittenByTheMethod_IsWrittenOnce()
    {
        double[] p = [1, 2, 3];
        Differentiated increments = Differentiated.Method("""
            public static double F(Span<double> p)
            {
                for (int i = 0; i < p.Length; i++)
                {
                    p[i] = p[i] * p[i] + 1;
                }

                return p[0] * p[1] * p[2];
            }
            """);
        increments.CallValueAndGradient([p], [new double[3]]);
        Assert.Equal([2, 5, 10], p);
    }

    [Fact]
    public void RecurrenceOverAScalar_RecordsEveryValue() =>
        Differentiated.Method("""
            public static double F(double x, int n)
            {
                double s = x;
                for (int i = 0; i < n; i++)
                {
                    s = Math.Sin(s) * s + x;
                }

                return s;
            }
            """)
            .AgreesWithDifferencesAt(0.8, 5);

    [Fact]
    public void TwoRecurrencesThatFeedEachOther_RecordBoth() =>
        Differentiated.Method("""
            public static double F(double x, double y, int n)
            {
                for (int i = 0; i < n; i++)
                {
                    double t = x;
                    x = x * y - 0.1 * i;
                    y = Math.Cos(t) + y * x;
                }

                return x * y;
            }
            """)
            .AgreesWithDifferencesAt(0.8, 0.4, 4);

    [Fact]
    public void BufferRefilledInALoop_RecordsItsContents() =>
        Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, int n)
            {
                double[] q = new double[p.Length];
                double s = 1;
                for (int k = 0; k < n; k++)
                {
                    for (int i = 0; i < q.Length; i++)
                    {
                        q[i] = p[i] * s + k;
                    }

                    for (int i = 1; i < q.Length; i++)
                    {
                        s = s * 0.5 + q[i] * q[i - 1] * 0.1;
                    }
                }

                return s;
            }
            """)
            .AgreesWithDifferencesAt(P, 3);

    [Fact]
    public void StencilInPlace_SeesItsOwnWrites() =>
        Differentiated.Method("""
            public static double F(Span<double> p, int n)
            {
                for (int k = 0; k < n; k++)
                {
                    for (int i = 1; i + 1 < p.Length; i++)
                    {
                        p[i] = 0.25 * p[i - 1] * p[i] + 0.5 * p[i + 1];
                    }
                }

                return p[1] * p[2];
            }
            """)
            .AgreesWithDifferencesAt(P, 3);

    [Fact]
    public void BufferWrittenWithThreeLoopsOfDepth_IsRestored() =>
        Differentiated.Method("""
            public static double F(Span<double> p, int n)
            {
                double s = 0.5;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < n; j++)
                    {
                        for (int k = 0; k < j; k++)
                        {
                            p[k] = Math.Sin(p[k] * s) + p[j];
                            s = s * 0.7 + p[k] * p[i];
                        }
                    }
                }

                return s * s + p[0];
            }
            """)
            .AgreesWithDifferencesAt(P, 3);
}
