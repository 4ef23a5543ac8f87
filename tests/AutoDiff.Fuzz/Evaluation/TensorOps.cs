using System;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>
/// Stands in for the primitives of the runtime. The type arguments are there only to be written. Derivatives are those of
/// the definitions here; values are the runtime's own, since a last digit of a large number decides over what a sine of it is.
/// </summary>
public static class TensorOps
{
    public static Dual Sigmoid(Dual x)
    {
        double value = 1 / (1 + System.Math.Exp(-x.Value));

        // The derivative is a difference, s - s²: where s is nearly 1, little of it is left.
        return x.Apply(AutoDiff.TensorOps.Sigmoid(x.Value), value / (1 + System.Math.Exp(x.Value)), value + (value * value));
    }

    public static Dual Tanh(Dual x) => Math.Tanh(x).WithValue(AutoDiff.TensorOps.Tanh(x.Value));

    public static Dual Softplus(Dual x) => Math.Log(1 + Math.Exp(x)).WithValue(AutoDiff.TensorOps.Softplus(x.Value));

    public static Dual LogSumExp<T>(ReadOnlySpan<Dual> x)
    {
        Dual sum = 0;
        foreach (Dual element in x)
        {
            sum += Math.Exp(element);
        }

        return Math.Log(sum).WithValue(AutoDiff.TensorOps.LogSumExp<double>(Values(x)));
    }

    public static void Sigmoid<T>(ReadOnlySpan<Dual> x, Span<Dual> result) => Each(x, result, Sigmoid, AutoDiff.TensorOps.Sigmoid);

    public static void Tanh<T>(ReadOnlySpan<Dual> x, Span<Dual> result) => Each(x, result, Tanh, AutoDiff.TensorOps.Tanh);

    public static void Softplus<T>(ReadOnlySpan<Dual> x, Span<Dual> result) => Each(x, result, Softplus, AutoDiff.TensorOps.Softplus);

    public static void LogSoftmax<T>(ReadOnlySpan<Dual> x, Span<Dual> result)
    {
        Dual total = LogSumExp<T>(x);
        Each(x, result, element => element - total, AutoDiff.TensorOps.LogSoftmax);
    }

    public static void Softmax<T>(ReadOnlySpan<Dual> x, Span<Dual> result)
    {
        Dual total = LogSumExp<T>(x);
        Each(x, result, element => Math.Exp(element - total), AutoDiff.TensorOps.Softmax);
    }

    private delegate void Primitive(ReadOnlySpan<double> x, Span<double> result);

    internal static double[] Values(ReadOnlySpan<Dual> x) => Array.ConvertAll(x.ToArray(), element => element.Value);

    private static void Each(ReadOnlySpan<Dual> x, Span<Dual> result, Func<Dual, Dual> function, Primitive primitive)
    {
        if (x.Length != result.Length)
        {
            throw new ArgumentException("lengths");
        }

        Dual[] copy = x.ToArray();
        double[] values = new double[copy.Length];
        primitive(Values(x), values);
        for (int i = 0; i < copy.Length; i++)
        {
            result[i] = function(copy[i]).WithValue(values[i]);
        }
    }
}
