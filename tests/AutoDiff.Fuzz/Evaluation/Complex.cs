namespace AutoDiff.Fuzz.Evaluation;

/// <summary>Stands in for <see cref="System.Numerics.Complex"/>.</summary>
public readonly struct Complex(Dual real, Dual imaginary)
{
    public Dual Real { get; } = real;

    public Dual Imaginary { get; } = imaginary;

    public Dual Magnitude => Dual.Hypot(Real, Imaginary);

    public static implicit operator Complex(Dual real) => new(real, 0);

    public static implicit operator Complex(double real) => new(real, 0);

    public static Complex operator +(Complex a, Complex b) => new(a.Real + b.Real, a.Imaginary + b.Imaginary);

    public static Complex operator -(Complex a, Complex b) => new(a.Real - b.Real, a.Imaginary - b.Imaginary);

    public static Complex operator *(Complex a, Complex b) =>
        new((a.Real * b.Real) - (a.Imaginary * b.Imaginary), (a.Imaginary * b.Real) + (a.Real * b.Imaginary));

    public static Complex operator /(Complex a, Complex b)
    {
        Dual square = (b.Real * b.Real) + (b.Imaginary * b.Imaginary);
        return new(((a.Real * b.Real) + (a.Imaginary * b.Imaginary)) / square, ((a.Imaginary * b.Real) - (a.Real * b.Imaginary)) / square);
    }

    public static Complex Conjugate(Complex a) => new(a.Real, -a.Imaginary);

    public static Complex Exp(Complex a)
    {
        Dual size = Math.Exp(a.Real);
        return new(size * Math.Cos(a.Imaginary), size * Math.Sin(a.Imaginary));
    }

    public static Dual Abs(Complex a) => a.Magnitude;
}
