using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Snapshots;

/// <summary>Vector-Jacobian and Jacobian-vector products.</summary>
public class ProductTests
{
    [Fact]
    public Task VjpOfScalars() => GradientSnapshot.VerifyProducts(
        """
        [Differentiable(Derivatives.Vjp)]
        public static double Rosenbrock(double x, double y)
        {
            double a = 1 - x;
            double b = y - x * x;
            return a * a + 100 * b * b;
        }
        """);

    [Fact]
    public Task VjpInPlace() => GradientSnapshot.VerifyProducts(
        """
        [Differentiable(Derivatives.Vjp)]
        public static void Scale(Span<double> p, double s)
        {
            for (int i = 0; i < p.Length; i++)
            {
                p[i] *= s;
            }
        }
        """);

    [Fact]
    public Task VjpOfWrittenBuffer() => GradientSnapshot.VerifyProducts(
        """
        [Differentiable(Derivatives.Vjp)]
        public static void Squares(ReadOnlySpan<double> x, Span<double> y)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[i] = x[i] * x[i];
            }
        }
        """);

    [Fact]
    public Task JvpOfScalars() => GradientSnapshot.VerifyProducts(
        """
        [Differentiable(Derivatives.Jvp)]
        public static double Rosenbrock(double x, double y)
        {
            double a = 1 - x;
            double b = y - x * x;
            return a * a + 100 * b * b;
        }
        """);

    [Fact]
    public Task JvpInPlace() => GradientSnapshot.VerifyProducts(
        """
        [Differentiable(Derivatives.Jvp)]
        public static void Scale(Span<double> p, double s)
        {
            for (int i = 0; i < p.Length; i++)
            {
                p[i] *= s;
            }
        }
        """);

    [Fact]
    public Task OutParameter() => GradientSnapshot.VerifyProducts(
        """
        [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
        public static double SinCos(ReadOnlySpan<double> x, int i, out double cosine)
        {
            cosine = Math.Cos(x[i]);
            return Math.Sin(x[i]);
        }
        """);

    [Fact]
    public Task RefParameter() => GradientSnapshot.VerifyProducts(
        """
        [Differentiable(Derivatives.Gradient | Derivatives.Vjp | Derivatives.Jvp)]
        public static double Step(ref double position, ref double velocity, double time)
        {
            velocity -= time * position;
            position += time * velocity;
            return velocity * velocity;
        }
        """);

    [Fact]
    public Task Recurrence() => GradientSnapshot.VerifyProducts(
        """
        [Differentiable(Derivatives.Vjp | Derivatives.Jvp)]
        public static double Logistic(double r, int steps)
        {
            double x = 0.5;
            for (int i = 0; i < steps; i++)
            {
                x = r * x * (1 - x);
            }

            return x;
        }
        """);
}
