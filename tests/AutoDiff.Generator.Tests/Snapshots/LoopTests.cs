using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Snapshots;

public class LoopTests
{
    private static readonly double[] P = [0.75, 1.25, 0.5, 1.75, 0.625];

    [Fact]
    public Task SumOfSquares() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double MeanSquaredError(ReadOnlySpan<double> prediction, [NoGradient] ReadOnlySpan<double> target)
        {
            double sum = 0;
            for (int i = 0; i < prediction.Length; i++)
            {
                double residual = prediction[i] - target[i];
                sum += residual * residual;
            }

            return sum / prediction.Length;
        }
        """,
        [P, new double[] { 1, 2, 3, 4, 5 }]);

    [Fact]
    public Task RootOfASum() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Norm(ReadOnlySpan<double> p)
        {
            double s = 0;
            foreach (double x in p)
            {
                s += x * x;
            }

            return Math.Sqrt(s);
        }
        """,
        [P]);

    [Fact]
    public Task RecordedValues() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Product(ReadOnlySpan<double> factors)
        {
            double product = 1;
            for (int i = 0; i < factors.Length; i++)
            {
                product *= factors[i];
            }

            return product;
        }
        """,
        [P]);

    [Fact]
    public Task Horner() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Polynomial(ReadOnlySpan<double> coefficients, double x)
        {
            double value = 0;
            for (int i = coefficients.Length - 1; i >= 0; i--)
            {
                value = value * x + coefficients[i];
            }

            return value;
        }
        """,
        [P, 1.25]);

    [Fact]
    public Task RecomputedLocals() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double slope, double offset)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double line = slope * x[i] + offset;
                double residual = y[i] - line;
                double weight = Math.Exp(-residual * residual);
                sum += weight * residual;
            }

            return sum;
        }
        """,
        [P, new double[] { 1, 2, 3, 4, 5 }, 0.5, 1.5]);

    [Fact]
    public Task While() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double SquareRoot(double a)
        {
            double x = a;
            while (Math.Abs(x * x - a) > 1e-12)
            {
                x = 0.5 * (x + a / x);
            }

            return x;
        }
        """,
        [2.0]);

    [Fact]
    public Task BreakAndContinue() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double UpTo(ReadOnlySpan<double> p, double limit)
        {
            double s = 0;
            for (int i = 0; i < p.Length; i++)
            {
                if (p[i] < 0.6)
                {
                    continue;
                }

                s = s * 0.5 + p[i];
                if (s > limit)
                {
                    break;
                }
            }

            return s * limit;
        }
        """,
        [P, 1.8]);

    [Fact]
    public Task NestedLoops() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Quadratic(ReadOnlySpan<double> matrix, ReadOnlySpan<double> x)
        {
            double total = 0;
            for (int row = 0; row < x.Length; row++)
            {
                double dot = 0;
                for (int column = 0; column < x.Length; column++)
                {
                    dot += matrix[row * x.Length + column] * x[column];
                }

                total += x[row] * dot;
            }

            return total;
        }
        """,
        [new[] { 1.0, 2, 3, 4 }, new[] { 0.5, 0.75 }]);

    [Fact]
    public Task Triangular() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Triangle(ReadOnlySpan<double> p)
        {
            double total = 0;
            for (int i = 0; i < p.Length; i++)
            {
                double s = 1;
                for (int j = 0; j < i; j++)
                {
                    s = s * p[j] + p[i];
                }

                total += Math.Log(s);
            }

            return total;
        }
        """,
        [P]);

    [Fact]
    public Task RunningMaximum() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double LogSumExp(ReadOnlySpan<double> p)
        {
            double max = double.NegativeInfinity;
            for (int i = 0; i < p.Length; i++)
            {
                max = Math.Max(max, p[i]);
            }

            double sum = 0;
            for (int i = 0; i < p.Length; i++)
            {
                sum += Math.Exp(p[i] - max);
            }

            return max + Math.Log(sum);
        }
        """,
        [P]);
}
