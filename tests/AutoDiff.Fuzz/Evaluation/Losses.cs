using System;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>Stands in for the losses of the runtime, as <see cref="TensorOps"/> does for its primitives.</summary>
public static class Losses
{
    public static Dual SquaredL2Norm<T>(ReadOnlySpan<Dual> x)
    {
        Dual sum = 0;
        foreach (Dual element in x)
        {
            sum += element * element;
        }

        return sum.WithValue(AutoDiff.Losses.SquaredL2Norm<double>(TensorOps.Values(x)));
    }

    public static Dual L2Norm<T>(ReadOnlySpan<Dual> x)
    {
        Dual square = SquaredL2Norm<T>(x);
        return square.Value == 0 ? 0 : Math.Sqrt(square).WithValue(AutoDiff.Losses.L2Norm<double>(TensorOps.Values(x)));
    }
}
