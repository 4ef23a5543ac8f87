using System;
using System.Linq;
using System.Numerics;
using System.Text.Json;
using Xunit;

namespace AutoDiff.Runtime.Tests;

/// <summary>A dense layer with each loss, value and gradients, against PyTorch's autograd.</summary>
public sealed class SeedLossTests
{
    public static TheoryData<int, string> Cases
    {
        get
        {
            TheoryData<int, string> data = [];
            JsonElement[] cases = [.. ReferenceData.Json("seed-losses.json").GetProperty("cases").EnumerateArray()];
            for (int i = 0; i < cases.Length; i++)
            {
                foreach (JsonProperty result in cases[i].GetProperty("results").EnumerateObject())
                {
                    data.Add(i, result.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Value_and_gradients_equal_the_reference(int index, string name)
    {
        Check<double>(index, name, 1e-12);
        Check<float>(index, name, 2e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Softmax_jacobian_equals_the_reference(int index)
    {
        JsonElement expected = ReferenceData.Json("seed-losses.json").GetProperty("cases")[index].GetProperty("softmax_jacobian");
        double[] logits = ReferenceData.Vector(expected.GetProperty("a"));
        int n = logits.Length;
        double[] p = new double[n];
        TensorOps.Softmax<double>(logits, p);
        Near.All(ReferenceData.Vector(expected.GetProperty("p")), p, 1e-12);
        JsonElement matrix = expected.EnumerateObject().Single(item => item.Name is not ("a" or "p")).Value;
        double[] jacobian = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            double[] unit = new double[n];
            unit[i] = 1;
            TensorOps.SoftmaxRowVjp<double>(p, unit, jacobian.AsSpan(i * n, n));
        }

        Near.All(ReferenceData.Matrix(matrix), jacobian, 1e-12);
    }

    private static void Check<T>(int index, string name, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        JsonElement item = ReferenceData.Json("seed-losses.json").GetProperty("cases")[index];
        int batch = item.GetProperty("batch").GetInt32();
        int inputs = item.GetProperty("inputs").GetInt32();
        int classes = item.GetProperty("classes").GetInt32();
        T[] x = Samples.As<T>(ReferenceData.Matrix(item.GetProperty("x")));
        T[] w = Samples.As<T>(ReferenceData.Matrix(item.GetProperty("w")));
        T[] b = Samples.As<T>(ReferenceData.Vector(item.GetProperty("b")));
        int[] labels = [.. ReferenceData.Vector(item.GetProperty("y")).Select(value => (int)value)];

        T[] logits = new T[batch * classes];
        TensorOps.MatMul<T>(x, w, logits, batch, inputs, classes);
        TensorOps.AddBias<T>(logits, b, batch, classes);
        T[] logitsGradient = new T[logits.Length];
        T value = Loss(name, logits, labels, classes, logitsGradient);
        T[] weightGradient = new T[w.Length];
        T[] biasGradient = new T[b.Length];
        TensorOps.AddBiasVjp<T>(logitsGradient, biasGradient, batch, classes);
        TensorOps.MatMulRightVjp<T>(x, logitsGradient, weightGradient, batch, inputs, classes);

        JsonElement expected = item.GetProperty("results").GetProperty(name);

        // A saturated sigmoid: the reference clips probabilities, so only "nearly nothing" can be compared.
        double floor = index == 3 ? 1e-16 : 0;
        Compare([expected.GetProperty("value").GetDouble()], Samples.Doubles([value]), tolerance, floor);
        Compare(ReferenceData.Matrix(expected.GetProperty("dw")), Samples.Doubles(weightGradient), tolerance, floor);
        Compare(ReferenceData.Vector(expected.GetProperty("db")), Samples.Doubles(biasGradient), tolerance, floor);
    }

    private static T Loss<T>(string name, T[] logits, int[] labels, int classes, T[] logitsGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int batch = labels.Length;
        T one = T.One;
        T[] p = new T[logits.Length];
        T[] g = new T[logits.Length];
        T[] target = new T[logits.Length];
        TensorOps.OneHot<T>(labels, target, classes);
        switch (name)
        {
            case "softmax_mse_mean":
                TensorOps.Softmax<T>(logits, p, batch, classes);
                Losses.MeanSquaredErrorVjp<T>(p, target, one, g, []);
                TensorOps.SoftmaxVjp<T>(p, g, logitsGradient, batch, classes);
                return Losses.MeanSquaredError<T>(p, target);
            case "linear_sum_squared_error":
                Losses.SumSquaredErrorVjp<T>(target, logits, one, [], logitsGradient);
                return Losses.SumSquaredError<T>(target, logits);
            case "linear_l2_norm":
            case "linear_l2_norm_squared":
                T[] error = [.. logits.Zip(target, (z, y) => z - y)];
                if (name == "linear_l2_norm")
                {
                    Losses.L2NormVjp<T>(error, one, logitsGradient);
                    return Losses.L2Norm<T>(error);
                }

                Losses.SquaredL2NormVjp<T>(error, one, logitsGradient);
                return Losses.SquaredL2Norm<T>(error);
            case "softmax_cross_entropy_from_logits":
                Losses.SoftmaxCrossEntropyVjp<T>(logits, target, one, logitsGradient, [], batch, classes);
                T fromLabels = Losses.SoftmaxCrossEntropy<T>(logits, labels, classes);
                T fromTarget = Losses.SoftmaxCrossEntropy<T>(logits, target, batch, classes);
                Near.One(double.CreateTruncating(fromLabels), double.CreateTruncating(fromTarget), 1e-6);
                return fromTarget;
            case "categorical_cross_entropy_from_probabilities":
                TensorOps.Softmax<T>(logits, p, batch, classes);
                Losses.CategoricalCrossEntropyVjp<T>(p, target, one, g, [], batch, classes);
                TensorOps.SoftmaxVjp<T>(p, g, logitsGradient, batch, classes);
                return Losses.CategoricalCrossEntropy<T>(p, target, batch, classes);
            default:
                return Binary(name, logits, labels, classes, logitsGradient);
        }
    }

    // On the first column of the logits, labels y mod 2.
    private static T Binary<T>(string name, T[] logits, int[] labels, int classes, T[] logitsGradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] z = [.. labels.Select((_, i) => logits[i * classes])];
        T[] y = [.. labels.Select(label => T.CreateTruncating(label % 2))];
        T[] zGradient = new T[z.Length];
        T value;
        if (name == "binary_cross_entropy_from_logits")
        {
            value = Losses.BinaryCrossEntropyFromLogits<T>(z, y);
            Losses.BinaryCrossEntropyFromLogitsVjp<T>(z, y, T.One, zGradient, []);
        }
        else
        {
            T[] p = new T[z.Length];
            T[] pGradient = new T[z.Length];
            TensorOps.Sigmoid<T>(z, p);
            value = Losses.BinaryCrossEntropy<T>(p, y);
            Losses.BinaryCrossEntropyVjp<T>(p, y, T.One, pGradient, []);
            TensorOps.SigmoidVjp<T>(p, pGradient, zGradient);
        }

        for (int i = 0; i < z.Length; i++)
        {
            logitsGradient[i * classes] = zGradient[i];
        }

        return value;
    }

    private static void Compare(double[] expected, double[] actual, double tolerance, double floor)
    {
        double scale = expected.Select(Math.Abs).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = (tolerance * Math.Max(Math.Abs(expected[i]), scale)) + floor;
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"[{i}]: expected {expected[i]:R}, actual {actual[i]:R}");
        }
    }
}
