using System.Numerics;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>Stands in for the interface of generic math: what generated programs use of it.</summary>
/// <typeparam name="T">The number type.</typeparam>
public interface IFloatingPointIeee754<T> : IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IDivisionOperators<T, T, T>
    where T : IFloatingPointIeee754<T>
{
    static abstract T One { get; }

    static abstract T CreateChecked(double value);

    static abstract T Abs(T x);

    static abstract T Sin(T x);

    static abstract T Sqrt(T x);

    static abstract T Tanh(T x);
}
