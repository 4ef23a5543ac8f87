using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Snapshots;

public class BufferTests
{
    private static readonly double[] P = [0.75, 1.25, 0.5, 1.75, 0.625, 1.5];

    [Fact]
    public Task LocalArray() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double SoftmaxSquaredError(ReadOnlySpan<double> logits, int label)
        {
            double[] e = new double[logits.Length];
            double sum = 0;
            for (int i = 0; i < logits.Length; i++)
            {
                e[i] = Math.Exp(logits[i]);
                sum += e[i];
            }

            double loss = 0;
            for (int i = 0; i < logits.Length; i++)
            {
                double error = e[i] / sum - (i == label ? 1 : 0);
                loss += error * error;
            }

            return loss / logits.Length;
        }
        """,
        [P, 2]);

    [Fact]
    public Task WrittenParameter() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double SquaresInPlace(Span<double> p)
        {
            double sum = 0;
            for (int i = 0; i < p.Length; i++)
            {
                p[i] *= p[i];
                sum += Math.Sin(p[i]);
            }

            return sum;
        }
        """,
        [P]);

    [Fact]
    public Task Scatter() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Histogram(ReadOnlySpan<double> weights, ReadOnlySpan<int> bin, int bins)
        {
            double[] totals = new double[bins];
            for (int i = 0; i < weights.Length; i++)
            {
                totals[bin[i]] += weights[i];
            }

            double sum = 0;
            foreach (double total in totals)
            {
                sum += total * total;
            }

            return sum;
        }
        """,
        [P, new[] { 0, 1, 2, 1, 0, 1 }, 3]);

    [Fact]
    public Task Recurrence() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double PrefixProducts(ReadOnlySpan<double> p)
        {
            Span<double> q = stackalloc double[8];
            q[0] = p[0];
            for (int i = 1; i < p.Length; i++)
            {
                q[i] = q[i - 1] * p[i];
            }

            return q[p.Length - 1] + q[2];
        }
        """,
        [P]);

    [Fact]
    public Task Views() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Convolution(ReadOnlySpan<double> signal, ReadOnlySpan<double> kernel)
        {
            double energy = 0;
            for (int i = 0; i + kernel.Length <= signal.Length; i++)
            {
                ReadOnlySpan<double> window = signal.Slice(i, kernel.Length);
                double dot = 0;
                for (int k = 0; k < kernel.Length; k++)
                {
                    dot += window[k] * kernel[k];
                }

                energy += dot * dot;
            }

            return energy;
        }
        """,
        [P, new[] { 0.5, 0.25, -1 }]);

    [Fact]
    public Task ReassignedView() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Pairs(ReadOnlySpan<double> p)
        {
            double sum = 0;
            ReadOnlySpan<double> rest = p;
            while (rest.Length >= 2)
            {
                sum += rest[0] * rest[1];
                rest = rest[1..];
            }

            return sum;
        }
        """,
        [P]);

    [Fact]
    public Task CopyAndFill() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Padded(ReadOnlySpan<double> p, double edge)
        {
            double[] padded = new double[p.Length + 2];
            padded.AsSpan().Fill(edge);
            p.CopyTo(padded.AsSpan(1));
            double sum = 0;
            for (int i = 1; i < padded.Length; i++)
            {
                double slope = padded[i] - padded[i - 1];
                sum += slope * slope;
            }

            return sum;
        }
        """,
        [P, 0.25]);

    [Fact]
    public Task ScratchWithoutGradient() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Smoothed(ReadOnlySpan<double> p, [NoGradient] Span<double> scratch)
        {
            scratch[0] = p[0];
            for (int i = 1; i < p.Length; i++)
            {
                scratch[i] = 0.5 * (scratch[i - 1] + p[i]);
            }

            return scratch[p.Length - 1] * scratch[1];
        }
        """,
        [P, new double[6]]);
}
