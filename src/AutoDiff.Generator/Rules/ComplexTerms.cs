using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Rules;

/// <summary>A complex number in a derivative.</summary>
internal sealed record ComplexTerms(Terms Real, Terms Imaginary)
{
    public static ComplexTerms Of(Terms numbers) => new(numbers[0], numbers.Count > 1 ? numbers[1] : Formula.Zero(numbers[0].Type));

    /// <summary>The two numbers.</summary>
    public Terms Parts => Terms.Of(Real, Imaginary);

    /// <summary><c>|z|²</c></summary>
    public Terms Square => (Real * Real) + (Imaginary * Imaginary);

    /// <summary><c>|z|</c></summary>
    public Terms Modulus => Square.Each(Formula.Sqrt);

    public Expression IsZero => Formula.Both(Formula.Equal(Real[0], 0), Formula.Equal(Imaginary[0], 0));

    public static ComplexTerms operator +(ComplexTerms a, ComplexTerms b) => new(a.Real + b.Real, a.Imaginary + b.Imaginary);

    public static ComplexTerms operator +(double a, ComplexTerms b) => new(b.Number(a) + b.Real, b.Imaginary);

    public static ComplexTerms operator -(ComplexTerms a, ComplexTerms b) => new(a.Real - b.Real, a.Imaginary - b.Imaginary);

    public static ComplexTerms operator -(double a, ComplexTerms b) => new(b.Number(a) - b.Real, -b.Imaginary);

    public static ComplexTerms operator -(ComplexTerms a) => new(-a.Real, -a.Imaginary);

    public static ComplexTerms operator *(ComplexTerms a, ComplexTerms b) =>
        new((a.Real * b.Real) - (a.Imaginary * b.Imaginary), (a.Imaginary * b.Real) + (a.Real * b.Imaginary));

    public static ComplexTerms operator *(double a, ComplexTerms b) => new(a * b.Real, a * b.Imaginary);

    // a / b = a conj(b) / |b|²
    public static ComplexTerms operator /(ComplexTerms a, ComplexTerms b)
    {
        ComplexTerms product = a * new ComplexTerms(b.Real, -b.Imaginary);
        return Terms.IsZero(b.Imaginary[0])
            ? new(a.Real / b.Real, a.Imaginary / b.Real)
            : new(product.Real / b.Square, product.Imaginary / b.Square);
    }

    public static ComplexTerms operator /(double a, ComplexTerms b) => new ComplexTerms(b.Number(a), b.Number(0)) / b;

    public static ComplexTerms Choose(Expression condition, ComplexTerms whenTrue, ComplexTerms whenFalse) =>
        new(Terms.Choose(condition, whenTrue.Real, whenFalse.Real), Terms.Choose(condition, whenTrue.Imaginary, whenFalse.Imaginary));

    /// <summary>A real number.</summary>
    public ComplexTerms Constant(double number) => new(Number(number), Number(0));

    public ComplexTerms Log() => new(Modulus.Each(Formula.Log), Terms.Zip(Imaginary, Real, (y, x) => Formula.CallMath("Atan2", y, x)));

    // Of |z| and the angle: r (cos φ + i sin φ)
    public static ComplexTerms Polar(Terms radius, Terms angle) => new(radius * angle.Each(Formula.Cos), radius * angle.Each(Formula.Sin));

    public ComplexTerms Sin() => new(
        Real.Each(Formula.Sin) * Imaginary.Each(Formula.Cosh),
        Real.Each(Formula.Cos) * Imaginary.Each(Formula.Sinh));

    public ComplexTerms Cos() => new(
        Real.Each(Formula.Cos) * Imaginary.Each(Formula.Cosh),
        -(Real.Each(Formula.Sin) * Imaginary.Each(Formula.Sinh)));

    public ComplexTerms Sinh() => new(
        Real.Each(Formula.Sinh) * Imaginary.Each(Formula.Cos),
        Real.Each(Formula.Cosh) * Imaginary.Each(Formula.Sin));

    public ComplexTerms Cosh() => new(
        Real.Each(Formula.Cosh) * Imaginary.Each(Formula.Cos),
        Real.Each(Formula.Sinh) * Imaginary.Each(Formula.Sin));

    private Terms Number(double number) => Formula.Literal(Real[0].Type, number);
}
