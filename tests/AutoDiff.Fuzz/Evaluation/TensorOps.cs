using System;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>Stands in for the primitives of the runtime. The type arguments are there only to be written.</summary>
public static class TensorOps
{
    public static Dual Sigmoid(Dual x)
    {
        double value = 1 / (1 + System.Math.Exp(-x.Value));

        // The derivative is a difference, s - s²: where s is nearly 1, little of it is left.
        return x.Apply(value, value / (1 + System.Math.Exp(x.Value)), value + (value * value));
    }

    public static Dual Tanh(Dual x) => Math.Tanh(x);

    public static Dual Softplus(Dual x) => Math.Log(1 + Math.Exp(x));

    public static Dual LogSumExp<T>(ReadOnlySpan<Dual> x)
    {
        Dual sum = 0;
        foreach (Dual element in x)
        {
            sum += Math.Exp(element);
        }

        return Math.Log(sum);
    }

    public static void Sigmoid<T>(ReadOnlySpan<Dual> x, Span<Dual> result) => Each(x, result, Sigmoid);

    public static void Tanh<T>(ReadOnlySpan<Dual> x, Span<Dual> result) => Each(x, result, Tanh);

    public static void Softplus<T>(ReadOnlySpan<Dual> x, Span<Dual> result) => Each(x, result, Softplus);

    public static void LogSoftmax<T>(ReadOnlySpan<Dual> x, Span<Dual> result)
    {
        Dual total = LogSumExp<T>(x);
        Each(x, result, element => element - total);
    }

    public static void Softmax<T>(ReadOnlySpan<Dual> x, Span<Dual> result)
    {
        Dual total = LogSumExp<T>(x);
        Each(x, result, element => Math.Exp(element - total));
    }

    private static void Each(ReadOnlySpan<Dual> x, Span<Dual> result, Func<Dual, Dual> function)
    {
        if (x.Length != result.Length)
        {
            throw new ArgumentException("lengths");
        }

        Dual[] copy = x.ToArray();
        for (int i = 0; i < copy.Length; i++)
        {
            result[i] = function(copy[i]);
        }
    }
}
