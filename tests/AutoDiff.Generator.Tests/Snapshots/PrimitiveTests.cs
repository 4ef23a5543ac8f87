using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Snapshots;

public class PrimitiveTests
{
    private static readonly double[] P = [0.75, 1.25, 0.5, 1.75, 0.625, 1.5];

    [Fact]
    public Task DenseLayer() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Loss(
            [NoGradient] ReadOnlySpan<double> x,
            ReadOnlySpan<double> w,
            ReadOnlySpan<double> b,
            ReadOnlySpan<int> labels,
            int batch,
            int inputs,
            int classes)
        {
            double[] logits = new double[batch * classes];
            TensorOps.MatMul(x, w, logits, batch, inputs, classes);
            TensorOps.AddBias(logits, b, batch, classes);
            return Losses.SoftmaxCrossEntropy<double>(logits, labels, classes);
        }
        """,
        [P, P, new[] { 0.5, -0.5 }, new[] { 1, 0 }, 2, 3, 2]);

    [Fact]
    public Task InPlace() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double Activations(ReadOnlySpan<double> p)
        {
            double[] h = p.ToArray();
            TensorOps.Tanh<double>(h, h);
            TensorOps.Sigmoid<double>(h, h);
            return Losses.SquaredL2Norm<double>(h);
        }
        """,
        [P]);

    [Fact]
    public Task RowsInALoop() => GradientSnapshot.VerifyMethod(
        """
        [Differentiable]
        public static double SoftmaxCrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, int classes)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length, labels.Length * classes);

            double total = 0;
            for (int row = 0; row < labels.Length; row++)
            {
                ReadOnlySpan<double> z = logits.Slice(row * classes, classes);
                total += TensorOps.LogSumExp(z) - z[labels[row]];
            }

            return total / labels.Length;
        }
        """,
        [P, new[] { 2, 0 }, 3]);
}
