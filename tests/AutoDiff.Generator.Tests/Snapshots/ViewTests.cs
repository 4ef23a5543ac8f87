using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Snapshots;

/// <summary>View variables that look into several buffers.</summary>
public class ViewTests
{
    private static readonly double[] P = [0.75, 1.25, 0.5];
    private static readonly double[] Q = [1.5, 0.25, 0.625, 1.75];

    [Fact]
    public Task PingPong() => GradientSnapshot.Verify(
        """
        using System;
        using AutoDiff;

        namespace Demo;

        public static partial class Heat
        {
            [Differentiable]
            public static double Energy(ReadOnlySpan<double> initial, double rate, int steps)
            {
                double[] current = initial.ToArray();
                double[] next = new double[initial.Length];
                for (int step = 0; step < steps; step++)
                {
                    for (int i = 0; i < current.Length; i++)
                    {
                        next[i] = current[i] - rate * current[i] * current[i];
                    }

                    double[] swap = current;
                    current = next;
                    next = swap;
                }

                double energy = 0;
                foreach (double u in current)
                {
                    energy += u * u;
                }

                return energy;
            }
        }
        """,
        [P, 0.3, 4]);

    [Fact]
    public Task ChosenBuffer() => GradientSnapshot.Verify(
        """
        using System;
        using AutoDiff;

        namespace Demo;

        public static partial class Choices
        {
            [Differentiable]
            public static double SumOfSquares(ReadOnlySpan<double> p, ReadOnlySpan<double> q, bool first)
            {
                ReadOnlySpan<double> z = first ? p : q[1..];
                double s = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    s += z[i] * z[i];
                }

                return s;
            }
        }
        """,
        [P, Q, false]);

    [Fact]
    public Task NewBufferEachStep() => GradientSnapshot.Verify(
        """
        using AutoDiff;

        namespace Demo;

        public static partial class Logistic
        {
            [Differentiable]
            public static double First(double[] u, double rate, int steps)
            {
                for (int step = 0; step < steps; step++)
                {
                    double[] next = new double[u.Length];
                    for (int i = 0; i < u.Length; i++)
                    {
                        next[i] = u[i] * (1 - rate * u[i]);
                    }

                    u = next;
                }

                return u[0];
            }
        }
        """,
        [P, 0.3, 4]);
}
