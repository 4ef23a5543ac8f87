using System;
using System.Linq;
using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Rules.NumericsRow;

namespace AutoDiff.Generator.Rules;

/// <content><c>Complex</c>: the real and the imaginary part, each a number by itself. Nothing is conjugated.</content>
internal static partial class NumericsTable
{
    private static readonly string[] RealTypes = ["Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double"];

    private static NumericsRule[] ComplexRows =>
    [
        Exact("new Complex(Double, Double)", Members),
        Value("Complex.Zero", IrType.Double, 0, 0),
        Value("Complex.One", IrType.Double, 1, 0),
        Value("Complex.ImaginaryOne", IrType.Double, 0, 1),
        .. RealTypes.Select(type => Exact($"(Complex){type}", a => [Real(a[0][0]), Formula.Zero(IrType.Double)])),
        Each("Complex + Complex", (a, b) => a + b),
        Exact("Complex + Double", a => [a[0][0] + a[1][0], a[0][1]]),
        Exact("Double + Complex", a => [a[0][0] + a[1][0], a[1][1]]),
        Each("Complex - Complex", (a, b) => a - b),
        Exact("Complex - Double", a => [a[0][0] - a[1][0], a[0][1]]),
        Exact("Double - Complex", a => [a[0][0] - a[1][0], -a[1][1]]),
        Each("-Complex", a => -a),
        Exact("Complex * Complex", a => ExactProduct(a[0][0], a[0][1], a[1][0], a[1][1])),
        Each("Complex.Add(Complex, Complex)", (a, b) => a + b),
        Exact("Complex.Add(Complex, Double)", a => [a[0][0] + a[1][0], a[0][1]]),
        Exact("Complex.Add(Double, Complex)", a => [a[0][0] + a[1][0], a[1][1]]),
        Each("Complex.Subtract(Complex, Complex)", (a, b) => a - b),
        Exact("Complex.Subtract(Complex, Double)", a => [a[0][0] - a[1][0], a[0][1]]),
        Exact("Complex.Subtract(Double, Complex)", a => [a[0][0] - a[1][0], -a[1][1]]),
        Each("Complex.Negate(Complex)", a => -a),
        Exact("Complex.Multiply(Complex, Complex)", a => ExactProduct(a[0][0], a[0][1], a[1][0], a[1][1])),
        Exact("Complex.Conjugate(Complex)", a => [a[0][0], -a[0][1]]),
        .. Comparisons("Complex"),

        .. Both("Complex * Double", "Complex.Multiply(Complex, Double)", (a, b) => Complex(a) * Complex(b)),
        .. Both("Double * Complex", "Complex.Multiply(Double, Complex)", (a, b) => Complex(a) * Complex(b)),
        .. Quotients("Complex", "Complex"),
        .. Quotients("Complex", "Double"),
        .. Quotients("Double", "Complex"),
        Holomorphic("Complex.Reciprocal(Complex)", (z, w) => -(w * w)),
        Holomorphic("Complex.Exp(Complex)", (z, w) => w),
        Holomorphic("Complex.Log(Complex)", (z, w) => 1 / z, "infinite at 0; jumps along the negative real axis"),
        Holomorphic("Complex.Log10(Complex)", (z, w) => (1 / Math.Log(10)) * (1 / z), "infinite at 0; jumps along the negative real axis"),
        Tangent("Complex.Log(Complex, Double)", (z, b, w) =>
            (((Slope(z) / Complex(z.Value)) - (ComplexTerms.Of(w) * (Slope(b) / Complex(b.Value)))) / Complex(b.Value.Each(Formula.Log))).Parts, "infinite at 0; jumps along the negative real axis"),
        Holomorphic("Complex.Sqrt(Complex)", (z, w) => 0.5 / w, "NaN at 0; jumps along the negative real axis"),
        Tangent("Complex.Pow(Complex, Double)", PowTangent, "by the base: 0 at 0 for exponents above 1; by the exponent: 0 at base 0"),
        Tangent("Complex.Pow(Complex, Complex)", PowerTangent, "0 at base 0; jumps along the negative real axis"),
        Holomorphic("Complex.Sin(Complex)", (z, w) => z.Cos()),
        Holomorphic("Complex.Cos(Complex)", (z, w) => -z.Sin()),
        Holomorphic("Complex.Tan(Complex)", (z, w) => 1 + (w * w)),
        Holomorphic("Complex.Sinh(Complex)", (z, w) => z.Cosh()),
        Holomorphic("Complex.Cosh(Complex)", (z, w) => z.Sinh()),
        Holomorphic("Complex.Tanh(Complex)", (z, w) => 1 - (w * w)),
        Holomorphic("Complex.Atan(Complex)", (z, w) => 1 / (1 + (z * z)), "jumps along the imaginary axis beyond ±i"),
        Holomorphic("Complex.Asin(Complex)", (z, w) => 1 / w.Cos(), "jumps along the real axis beyond ±1"),
        Holomorphic("Complex.Acos(Complex)", (z, w) => -(1 / w.Sin()), "jumps along the real axis beyond ±1"),
        Tangent("Complex.Abs(Complex)", NormTangent, "0 at 0"),
        Tangent("Complex.Magnitude", NormTangent, "0 at 0"),
        Tangent("Complex.Phase", (z, _) => PhaseTangent(z), "0 at 0; jumps along the negative real axis"),
        Tangent("Complex.FromPolarCoordinates(Double, Double)", (r, angle, w) =>
            (ComplexTerms.Polar(r.Tangent, angle.Value) + (new ComplexTerms(-Complex(w).Imaginary, w[0]) * Complex(angle.Tangent))).Parts),
    ];

    private static Expression Real(Expression number) => number.Type == IrType.Double ? number : new Conversion(IrType.Double, number, IsImplicit: true);

    private static Expression[] ExactProduct(Expression a, Expression b, Expression c, Expression d) => [(a * c) - (b * d), (b * c) + (a * d)];

    private static ComplexTerms Complex(Terms number) => ComplexTerms.Of(number);

    private static ComplexTerms Slope(Duals number) => ComplexTerms.Of(number.Tangent);

    /// <summary>A function with a complex derivative, over the argument and the result.</summary>
    private static NumericsRule Holomorphic(string signature, Func<ComplexTerms, ComplexTerms, ComplexTerms> derivative, string note = "") =>
        Tangent(signature, (z, w) => (derivative(Complex(z.Value), Complex(w)) * Slope(z)).Parts, note);

    private static NumericsRule[] Both(string symbol, string method, Func<Terms, Terms, ComplexTerms> product)
    {
        Terms Rule(Duals a, Duals b, Terms _) => (product(a.Tangent, b.Value) + product(a.Value, b.Tangent)).Parts;
        return [Tangent(symbol, Rule), Tangent(method, Rule)];
    }

    // w = a / b:   w' = (a' - w b') / b
    private static NumericsRule[] Quotients(string left, string right)
    {
        Terms Rule(Duals a, Duals b, Terms w) => ((Slope(a) - (Complex(w) * Slope(b))) / Complex(b.Value)).Parts;
        return [Tangent($"{left} / {right}", Rule), Tangent($"Complex.Divide({left}, {right})", Rule)];
    }

    // (z^p)' = p z^(p - 1) z' + z^p log(z) p'
    private static Terms PowTangent(Duals z, Duals p, Terms w)
    {
        ComplexTerms at = Complex(z.Value);
        Terms exponent = p.Value - Formula.One(p.Value[0].Type);
        Terms angle = Terms.Zip(at.Imaginary, at.Real, (y, x) => Formula.CallMath("Atan2", y, x));
        ComplexTerms power = ComplexTerms.Polar(Terms.Zip(at.Modulus, exponent, Formula.Pow), exponent * angle);
        ComplexTerms byBase = new(p.Value * power.Real, p.Value * power.Imaginary);
        ComplexTerms byExponent = ComplexTerms.Choose(at.IsZero, at.Constant(0), Complex(w) * at.Log());
        return ((byBase * Slope(z)) + (byExponent * Slope(p))).Parts;
    }

    // The same for a complex exponent, with z^(p - 1) = z^p / z.
    private static Terms PowerTangent(Duals z, Duals p, Terms w)
    {
        ComplexTerms at = Complex(z.Value);
        ComplexTerms byBase = ComplexTerms.Choose(at.IsZero, at.Constant(0), Complex(p.Value) * Complex(w) / at);
        ComplexTerms byExponent = ComplexTerms.Choose(at.IsZero, at.Constant(0), Complex(w) * at.Log());
        return ((byBase * Slope(z)) + (byExponent * Slope(p))).Parts;
    }

    // arg(x + iy)' = (x y' - y x') / (x² + y²)
    private static Terms PhaseTangent(Duals z)
    {
        ComplexTerms at = Complex(z.Value);
        ComplexTerms slope = Complex(z.Tangent);
        return Terms.Choose(at.IsZero, at.Constant(0).Real, ((at.Real * slope.Imaginary) - (at.Imaginary * slope.Real)) / at.Square);
    }
}
