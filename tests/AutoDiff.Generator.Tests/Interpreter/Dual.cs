namespace AutoDiff.Generator.Tests.Interpreter;

/// <summary>
/// A floating-point value with its tangent. <c>float</c> values are kept rounded: one operation of two floats in double
/// precision, rounded once more, is the float operation. Tangents are always double.
/// </summary>
internal readonly record struct Dual(double Value, double Tangent, bool IsSingle)
{
    /// <summary>A result, rounded to its type.</summary>
    public static Dual Of(double value, double tangent, bool isSingle) => new(isSingle ? (float)value : value, tangent, isSingle);

    public static Dual operator +(Dual a, Dual b) => Of(a.Value + b.Value, a.Tangent + b.Tangent, a.IsSingle);

    public static Dual operator -(Dual a, Dual b) => Of(a.Value - b.Value, a.Tangent - b.Tangent, a.IsSingle);

    public static Dual operator *(Dual a, Dual b) => Of(a.Value * b.Value, Flow(a.Tangent, b.Value) + Flow(b.Tangent, a.Value), a.IsSingle);

    public static Dual operator /(Dual a, Dual b) =>
        Of(a.Value / b.Value, Flow(a.Tangent, 1 / b.Value) - Flow(b.Tangent, a.Value / b.Value / b.Value), a.IsSingle);

    public static Dual operator %(Dual a, Dual b) =>
        Of(a.Value % b.Value, a.Tangent - Flow(b.Tangent, System.Math.Truncate(a.Value / b.Value)), a.IsSingle);

    public static Dual operator -(Dual a) => new(-a.Value, -a.Tangent, a.IsSingle);

    /// <summary>A value as the C# type that it stands for.</summary>
    public object Boxed() => IsSingle ? (object)(float)Value : Value;

    /// <summary>Where nothing comes in, nothing goes on, even through an infinite derivative.</summary>
    public static double Flow(double tangent, double derivative) => tangent == 0 ? 0 : tangent * derivative;
}
