using System;

namespace AutoDiff.Fuzz.Evaluation;

/// <summary>A number, its derivative in one direction, and the sum of the absolute values of the terms of that derivative.</summary>
/// <remarks>
/// The last one is the scale of rounding errors: where large terms cancel, no two orders of summation agree in more digits than it allows.
/// Programs under test are compiled a second time with this type in the place of <c>double</c>; nothing here comes from the rules of the generator.
/// </remarks>
public readonly partial struct Dual(double value, double derivative, double scale) : IFloatingPointIeee754<Dual>, IComparable<Dual>
{
    public Dual(double value, double derivative)
        : this(value, derivative, Size(derivative))
    {
    }

    public double Value { get; } = Trace.Note(value);

    public double Derivative { get; } = derivative;

    public double Scale { get; } = scale;

    /// <summary>The same derivative of another value, which differs in its last digits.</summary>
    public Dual WithValue(double value) => new(value, Derivative, Scale);

    public static implicit operator Dual(double value) => new(value, 0, 0);

    public static implicit operator Dual(int value) => new(value, 0, 0);

    public static explicit operator int(Dual x)
    {
        Trace.Note(x.Value, global::System.Math.Round(x.Value));
        return (int)x.Value;
    }

    public static explicit operator double(Dual x) => x.Value;

    public static Dual operator +(Dual a) => a;

    public static Dual operator -(Dual a) => new(-a.Value, -a.Derivative, a.Scale);

    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Derivative + b.Derivative, a.Scale + b.Scale);

    public static Dual operator -(Dual a, Dual b) => new(a.Value - b.Value, a.Derivative - b.Derivative, a.Scale + b.Scale);

    public static Dual operator *(Dual a, Dual b) =>
        new(a.Value * b.Value, (a.Derivative * b.Value) + (a.Value * b.Derivative), (a.Scale * Size(b.Value)) + (Size(a.Value) * b.Scale));

    public static Dual operator /(Dual a, Dual b)
    {
        double quotient = a.Value / b.Value;
        return new(quotient, (a.Derivative - (quotient * b.Derivative)) / b.Value, (a.Scale + (Size(quotient) * b.Scale)) / Size(b.Value));
    }

    public static Dual operator %(Dual a, Dual b)
    {
        double quotient = a.Value / b.Value;
        Trace.Note(quotient, global::System.Math.Round(quotient));
        double whole = global::System.Math.Truncate(quotient);
        return new(a.Value % b.Value, a.Derivative - (whole * b.Derivative), a.Scale + (Size(whole) * b.Scale));
    }

    public static Dual operator ++(Dual a) => new(a.Value + 1, a.Derivative, a.Scale);

    public static Dual operator --(Dual a) => new(a.Value - 1, a.Derivative, a.Scale);

    public static bool operator <(Dual a, Dual b) => Trace.Note(a.Value, b.Value) && a.Value < b.Value;

    public static bool operator >(Dual a, Dual b) => Trace.Note(a.Value, b.Value) && a.Value > b.Value;

    public static bool operator <=(Dual a, Dual b) => Trace.Note(a.Value, b.Value) && a.Value <= b.Value;

    public static bool operator >=(Dual a, Dual b) => Trace.Note(a.Value, b.Value) && a.Value >= b.Value;

    public static bool operator ==(Dual a, Dual b) => Trace.Note(a.Value, b.Value) && a.Value == b.Value;

    public static bool operator !=(Dual a, Dual b) => Trace.Note(a.Value, b.Value) && a.Value != b.Value;

    public static bool IsNaN(Dual x) => double.IsNaN(x.Value);

    public override bool Equals(object? obj) => obj is Dual other && Value.Equals(other.Value);

    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>A function of this number, by its value and its slope here.</summary>
    internal Dual Apply(double value, double slope) => new(value, slope * Derivative, Size(slope) * Scale);

    /// <summary>The same where the slope is itself a difference, of terms of the given size.</summary>
    internal Dual Apply(double value, double slope, double terms) => new(value, slope * Derivative, terms * Scale);

    private static double Size(double x) => global::System.Math.Abs(x);
}
