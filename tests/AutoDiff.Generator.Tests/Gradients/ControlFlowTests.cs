using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>Branch choices, trip counts, exits, indices and views are needs like any other.</summary>
public class ControlFlowTests
{
    private static readonly double[] P = [0.8, 1.25, 0.5, 1.75, 0.625];

    [Fact]
    public void BranchWhoseConditionIsOverwritten_IsTakenAgain() =>
        Differentiated.Method("""
            public static double F(double x, double y)
            {
                double m = x;
                if (m > y)
                {
                    m = m * y - 10;
                }
                else
                {
                    m = m * m * y;
                }

                return m * x;
            }
            """)
            .AgreesWithDifferencesAt(1.5, 0.7);

    [Fact]
    public void BranchInALoopOnAnOverwrittenValue_IsTakenAgain() =>
        Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double s = 0.5;
                for (int i = 0; i < p.Length; i++)
                {
                    if (s > 1)
                    {
                        s = Math.Sqrt(s) * p[i];
                    }
                    else
                    {
                        s = s * s + p[i];
                    }
                }

                return s;
            }
            """)
            .AgreesWithDifferencesAt(P);

    [Fact]
    public void BranchOnAFlagThatChanges_IsTakenAgain() =>
        Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                bool odd = false;
                double s = 1;
                for (int i = 0; i < p.Length; i++)
                {
                    if (odd)
                    {
                        s *= p[i];
                    }
                    else
                    {
                        s += p[i] * p[i];
                    }

                    odd = !odd;
                }

                return s;
            }
            """)
            .AgreesWithDifferencesAt(P);

    [Fact]
    public void TripCountThatIsOverwritten_IsRecorded() =>
        Differentiated.Method("""
            public static double F(double x, int n)
            {
                double s = x;
                for (int i = 0; i < n; i++)
                {
                    s = s * x + 1;
                }

                n = 100;
                return s / n;
            }
            """)
            .AgreesWithDifferencesAt(0.8, 4);

    [Fact]
    public void TripCountThatDependsOnValues_IsRecorded() =>
        Differentiated.Method("""
            public static double F(double x)
            {
                double s = x;
                while (s < 100)
                {
                    s = s * s + x;
                }

                return Math.Log(s);
            }
            """)
            .AgreesWithDifferencesAt(1.3);

    [Fact]
    public void InnerTripCountThatDiffersPerIteration_IsRecorded() =>
        Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double total = 0;
                int n = 1;
                for (int i = 0; i < p.Length; i++)
                {
                    double s = p[i];
                    for (int j = 0; j < n; j++)
                    {
                        s = Math.Sin(s) + s * p[j % p.Length];
                    }

                    total += s;
                    n = n * 2 % 5;
                }

                return total;
            }
            """)
            .AgreesWithDifferencesAt(P);

    [Fact]
    public void ExitTaken_IsRecorded() =>
        Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, double limit)
            {
                double s = 1;
                for (int i = 0; i < p.Length; i++)
                {
                    s = s * p[i] + 0.5;
                    if (s > limit)
                    {
                        return s * s;
                    }

                    if (p[i] > 1.5)
                    {
                        s = s * 3;
                        break;
                    }
                }

                return s * limit;
            }
            """)
            .AgreesWithDifferencesAt(P, 1.4);

    [Theory]
    [InlineData(0.9)]
    [InlineData(1.6)]
    [InlineData(50)]
    public void EveryExitOfAnEndlessLoop_IsFollowed(double limit) =>
        Differentiated.Method("""
            public static double F(double x, [NoGradient] double limit)
            {
                double s = x;
                int k = 0;
                while (true)
                {
                    s = s * s + 0.1;
                    k++;
                    if (s > limit)
                    {
                        return s * k;
                    }

                    if (k > 3)
                    {
                        break;
                    }

                    if (k == 2)
                    {
                        continue;
                    }

                    s = s * x + 0.2;
                }

                return s + x;
            }
            """)
            .AgreesWithDifferencesAt(1.1, limit);

    [Fact]
    public void IndexThatIsOverwritten_IsRecorded() =>
        Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double s = 1;
                int k = 3;
                for (int i = 0; i < p.Length; i++)
                {
                    s = s * p[k] + p[i];
                    k = (k * 3 + 1) % p.Length;
                }

                return s;
            }
            """)
            .AgreesWithDifferencesAt(P);

    [Fact]
    public void IndexInABufferThatIsOverwritten_IsRecorded() =>
        Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, [NoGradient] Span<int> order)
            {
                double s = 1;
                for (int i = 0; i < p.Length; i++)
                {
                    s = s * p[order[i]] + 1;
                    order[i] = 0;
                    order[(i + 1) % p.Length] = i;
                }

                return s;
            }
            """)
            .AgreesWithDifferencesAt(P, new[] { 4, 3, 2, 1, 0 });

    [Fact]
    public void ViewThatShrinks_IsRecorded()
    {
        Differentiated shrinking = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                ReadOnlySpan<double> s = p;
                double r = 0;
                while (s.Length > 1)
                {
                    r = r * s[0] + s[1] * s[^1];
                    s = s[1..];
                }

                return r * s[0];
            }
            """);
        shrinking.AgreesWithDifferencesAt(P);
        shrinking.AgreesWithDifferencesAt(new[] { 2.0 });
    }

    [Fact]
    public void WritableViewThatMoves_IsRecorded() =>
        Differentiated.Method("""
            public static double F(Span<double> p)
            {
                Span<double> s = p;
                while (s.Length >= 2)
                {
                    s[0] = s[0] * s[1];
                    s[1] = Math.Sin(s[0]) + s[1];
                    s = s.Slice(s.Length % 2 + 1);
                }

                return p[0] * p[1] + p[2] * p[3] * p[4];
            }
            """)
            .AgreesWithDifferencesAt(P);

    [Fact]
    public void LoopsWithoutIterations_LeaveZeros()
    {
        Differentiated loops = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, double x, int n)
            {
                double s = x;
                for (int i = n; i < 0; i++)
                {
                    s *= p[i];
                }

                while (s > 1000)
                {
                    s *= p[0];
                }

                return s;
            }
            """);
        object[] gradients = loops.Gradients(P, 2.0, 3);
        Assert.Equal(new double[P.Length], gradients[0]);
        Assert.Equal(1.0, gradients[1]);
    }
}
