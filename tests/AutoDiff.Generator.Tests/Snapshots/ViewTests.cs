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
            public static double SumOfSquares(ReadOnlySpan<double> p, ReadOnlySpan<double> q, int steps)
            {
                ReadOnlySpan<double> z = steps > 2 ? p : q[1..];
                double s = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    s += z[i] * z[i];
                }

                return s;
            }
        }
        """,
        [P, Q, 1]);

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

    [Fact]
    public Task Grid() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double QuadraticForm(double[,] a, double[] x)
        {
            double s = 0;
            for (int i = 0; i < a.GetLength(0); i++)
            {
                for (int j = 0; j < a.GetLength(1); j++)
                {
                    s += x[i] * a[i, j] * x[j];
                }
            }

            return s;
        }
        """,
        [new double[,] { { 1, 2, 3 }, { 0.5, -1, 2 }, { 4, 0.25, 1 } }, P]);

    [Fact]
    public Task Rows() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double SumOfProducts(double[][] samples, double[] weights)
        {
            double s = 0;
            foreach (double[] sample in samples)
            {
                double product = 0;
                for (int j = 0; j < sample.Length; j++)
                {
                    product += sample[j] * weights[j];
                }

                s += product * product;
            }

            return s;
        }
        """,
        [new double[][] { P, Q[..2] }, P]);

    [Fact]
    public Task OwnStructs() => GradientSnapshot.Verify(
        """
        using System;
        using AutoDiff;

        namespace Demo;

        public static partial class Polygon
        {
            private readonly record struct Point(double X, double Y);

            [Differentiable]
            public static double Area(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
            {
                Span<Point> corners = new Point[xs.Length];
                for (int i = 0; i < corners.Length; i++)
                {
                    corners[i] = new Point(xs[i], ys[i]);
                }

                double area = 0;
                Point last = corners[^1];
                foreach (Point corner in corners)
                {
                    area += last.X * corner.Y - corner.X * last.Y;
                    last = corner;
                }

                return area / 2;
            }
        }
        """,
        [P, Q[..3]]);

    [Fact]
    public Task CallersStructs() => Snapshot.Verify(GeneratorHarness.Run(
        """
        using System.Numerics;
        using AutoDiff;

        namespace Demo;

        public static partial class Spectrum
        {
            [Differentiable]
            public static double Power(Complex[] samples, [NoGradient] double[] weights)
            {
                double power = 0;
                for (int i = 0; i < samples.Length; i++)
                {
                    power += weights[i] * (samples[i].Real * samples[i].Real + samples[i].Imaginary * samples[i].Imaginary);
                }

                return power;
            }
        }
        """).File);
}
