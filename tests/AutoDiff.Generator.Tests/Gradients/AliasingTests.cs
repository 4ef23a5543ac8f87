using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>Two views of one buffer share one gradient.</summary>
public class AliasingTests
{
    private static readonly double[] P = [0.75, 1.25, 0.5, 1.75, 0.625, 1.5];

    [Fact]
    public void OverlappingViews_ShareOneGradient() =>
        Differentiated.Method("""
            public static double F(Span<double> p)
            {
                Span<double> a = p[..4];
                Span<double> b = p[2..];
                for (int i = 0; i < a.Length; i++)
                {
                    a[i] = a[i] * b[i] + b[0];
                    b[i] += a[0] * a[i];
                }

                return a[3] * b[3] + a[1] * b[0];
            }
            """)
            .AgreesWithDifferencesAt(P);

    [Fact]
    public void TwoNamesOfTheWholeBuffer_ShareOneGradient() =>
        Differentiated.Method("""
            public static double F(Span<double> p)
            {
                Span<double> q = p;
                q[0] = p[0] * p[1];
                p[1] = q[0] * q[2];
                return q[1] * p[0];
            }
            """)
            .AgreesWithDifferencesAt(P);

    [Fact]
    public void ViewOfALocalBuffer_SharesItsGradient() =>
        Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double[] q = new double[p.Length];
                Span<double> tail = q.AsSpan(1);
                p.CopyTo(q);
                for (int i = 0; i < tail.Length; i++)
                {
                    tail[i] *= q[i];
                }

                return q[^1] * q[2];
            }
            """)
            .AgreesWithDifferencesAt(P);

    [Fact]
    public void CopyOntoItself_ReadsBeforeItWrites() =>
        Differentiated.Method("""
            public static double F(Span<double> p)
            {
                p[1..5].CopyTo(p);
                p[..4].CopyTo(p[2..]);
                double s = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    s += p[i] * p[i] * (i + 1);
                }

                return s;
            }
            """)
            .AgreesWithDifferencesAt(P);

    [Fact]
    public void SwapOfElements_SwapsTheirGradients()
    {
        Differentiated swap = Differentiated.Method("""
            public static double F(Span<double> p)
            {
                double t = p[0];
                p[0] = p[1];
                p[1] = t;
                return 3 * p[0] + 5 * p[1];
            }
            """);
        Assert.Equal([5, 3], swap.Gradient(new[] { 1.0, 2 }));
    }

    [Fact]
    public void ReadOnlyParametersThatOverlap_AreAddedSeparately()
    {
        // Inputs may share memory as long as none is written.
        Differentiated product = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
            {
                double s = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    s += p[i] * q[i] * q[i];
                }

                return s;
            }
            """);
        double[] shared = [2, 3];
        double[] byP = new double[2];
        double[] byQ = new double[2];
        product.CallGradient([shared, shared], [byP, byQ]);
        Assert.Equal([4, 9], byP);
        Assert.Equal([8, 18], byQ);
    }

    [Fact]
    public void ScratchBuffer_CarriesActiveValuesOn() =>
        Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, [NoGradient] Span<double> scratch)
            {
                for (int i = 0; i < p.Length; i++)
                {
                    scratch[i] = p[i] * p[i] + scratch[i];
                }

                double s = 1;
                for (int i = 0; i < p.Length; i++)
                {
                    s *= scratch[i];
                }

                return s;
            }
            """)
            .AgreesWithDifferencesAt(P, new[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.6 });
}
