using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Snapshots;

public class ChoiceTests
{
    [Fact]
    public Task SwitchStatement() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Interpret(ReadOnlySpan<double> x, ReadOnlySpan<int> codes)
        {
            double s = 1;
            for (int i = 0; i < codes.Length; i++)
            {
                switch (codes[i])
                {
                    case 0:
                        s += x[i];
                        break;
                    case 1:
                    case 2:
                        s *= x[i];
                        break;
                    case 3 when s > 1:
                        continue;
                    default:
                        throw new ArgumentException("Unknown code.");
                }

                s = Math.Sin(s);
            }

            return s;
        }
        """,
        [new[] { 0.7, 1.2, 0.3 }, new[] { 0, 2, 1 }]);

    [Fact]
    public Task SwitchExpression() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Huber(double x, double delta)
        {
            double loss = x switch
            {
                > 0 and var excess when excess > delta => delta * (excess - 0.5 * delta),
                < 0 and var excess when -excess > delta => delta * (-excess - 0.5 * delta),
                _ => 0.5 * x * x,
            };
            return loss;
        }
        """,
        [1.5, 0.8]);

    [Fact]
    public Task TryFinally() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Timed(ReadOnlySpan<double> x, System.Diagnostics.Stopwatch watch)
        {
            double s = 0;
            watch.Start();
            try
            {
                foreach (double v in x)
                {
                    double u = Math.Exp(v);
                    s += u * u;
                }

                return Math.Sqrt(s);
            }
            finally
            {
                watch.Stop();
            }
        }
        """,
        [new[] { 0.7, 1.2, 0.3 }, new System.Diagnostics.Stopwatch()]);
}
