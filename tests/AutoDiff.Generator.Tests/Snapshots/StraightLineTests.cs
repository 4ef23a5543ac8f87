using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Snapshots;

public class StraightLineTests
{
    [Fact]
    public Task Rosenbrock() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Rosenbrock(double x, double y)
        {
            double a = 1 - x;
            double b = y - x * x;
            return a * a + 100 * b * b;
        }
        """,
        [0.7, 1.2]);

    [Fact]
    public Task ExpressionBody() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Gaussian(double x, double mean, double deviation) =>
            Math.Exp(-(x - mean) * (x - mean) / (2 * deviation * deviation)) / (deviation * Math.Sqrt(2 * Math.PI));
        """,
        [0.7, 0.2, 1.3]);

    [Fact]
    public Task ReassignedLocals() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Reassigned(double x, double y)
        {
            double a = x * y;
            a = Math.Sin(a) * a;
            a *= x;
            y -= a;
            return a / y;
        }
        """,
        [0.7, 1.2]);

    [Fact]
    public Task Ternary() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double XLogX(double x) => x > 0 ? x * Math.Log(x) : 0;
        """,
        [0.7]);

    [Fact]
    public Task Branches() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Huber(double residual, double delta)
        {
            double size = Math.Abs(residual);
            double loss;
            if (size <= delta)
            {
                loss = 0.5 * residual * residual;
            }
            else
            {
                loss = delta * (size - 0.5 * delta);
            }

            return loss;
        }
        """,
        [2.5, 1.25]);

    [Fact]
    public Task EarlyReturn() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Clipped(double x, double y)
        {
            double product = x * y;
            if (product > 1)
            {
                return Math.Sqrt(product);
            }

            if (product < -1)
            {
                return -y;
            }

            return product * product;
        }
        """,
        [1.7, 1.2]);

    [Fact]
    public Task Casts() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Mixed(double x, int n)
        {
            float single = (float)x * 1.5f;
            int whole = (int)(3 * x);
            return single * (double)whole / n + x;
        }
        """,
        [1.75, 4]);
}
