using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Snapshots;

/// <summary>Methods that call others.</summary>
public class CallTests
{
    [Fact]
    public Task Recursion() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Polynomial(ReadOnlySpan<double> coefficients, double x) => Horner(coefficients, x);

        private static double Horner(ReadOnlySpan<double> coefficients, double x)
        {
            if (coefficients.Length == 0)
            {
                return 0;
            }

            double rest = Horner(coefficients[1..], x);
            return coefficients[0] + Math.Sin(x) * rest;
        }
        """,
        [new[] { 1.0, -0.5, 2 }, 0.75]);

    [Fact]
    public Task PrivateHelper() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Energy(double x, double y, double stiffness) => Spring(x - 1, stiffness) + Spring(y, 2 * stiffness);

        private static double Spring(double length, double stiffness)
        {
            double stretched = Math.Max(length, 0);
            return 0.5 * stiffness * stretched * stretched;
        }
        """,
        [2.5, 0.5, 1.25]);

    [Fact]
    public Task StructParameterOfAProduct() => GradientSnapshot.VerifyProducts(
        """
        public readonly record struct Vector(double X, double Y)
        {
            public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y);

            public static Vector operator *(double s, Vector a) => new(s * a.X, s * a.Y);
        }

        [Differentiable(Derivatives.Vjp)]
        public static Vector Move(Vector position, Vector velocity, double time) => position + time * velocity;
        """);
}
