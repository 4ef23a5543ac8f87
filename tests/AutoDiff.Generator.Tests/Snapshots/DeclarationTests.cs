using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Snapshots;

public class DeclarationTests
{
    [Fact]
    public Task SeveralRequests() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        [Differentiable(WithRespectTo = [nameof(radius)], Name = "VolumeByRadius")]
        public static double Volume(double radius, double height) => Math.PI * radius * radius * height;
        """,
        [0.5, 2.0]);

    [Fact]
    public Task NestedGenericContainer() => GradientSnapshot.Verify(
        """
        using AutoDiff;

        namespace Demo
        {
            internal partial class Model<TData>
                where TData : struct
            {
                public readonly partial record struct Layer<@class>
                {
                    /// <summary>Documented by its author.</summary>
                    [Differentiable]
                    internal static float Activation(float x) => x / (1f + System.MathF.Abs(x));
                }
            }
        }
        """,
        [0.75f]);

    [Fact]
    public Task ExtensionMethod() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Area(this double side, double scale = 1) => side * side * scale;
        """,
        [0.5, 2.0]);

    [Fact]
    public Task KeywordNames() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double @return(ReadOnlySpan<double> @event, double @class)
        {
            double @in = @event[0] * @class;
            return @in * @in;
        }
        """,
        [new[] { 0.5, 0.75 }, 2.0]);

    [Fact]
    public Task Guards() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Mean(ReadOnlySpan<double> values)
        {
            if (values.IsEmpty)
            {
                throw new ArgumentException("There is no mean of nothing.", nameof(values));
            }

            double sum = 0;
            foreach (double value in values)
            {
                sum += value;
            }

            return sum / values.Length;
        }
        """,
        [new[] { 0.5, 0.75 }]);

    [Fact]
    public Task ShadowedNames() => GradientSnapshot.Verify(
        """
        using AutoDiff;

        namespace Demo;

        public static partial class Shapes
        {
            public static class Math
            {
                public const double Tau = 6;
            }

            public static void Span()
            {
            }

            [Differentiable]
            public static double Wave(System.ReadOnlySpan<double> p) => System.Math.Sin(p[0] * Math.Tau);
        }
        """,
        [new[] { 0.5, 0.75 }]);
}
