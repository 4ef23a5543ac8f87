using System;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.CustomRules;

/// <summary>Rules that a method names for itself.</summary>
public class OwnRuleTests
{
    [Theory]
    [InlineData("H(x) * x")]
    [InlineData("x - 2 * H(x * x)")]
    [InlineData("Math.Exp(H(H(x)))")]
    public void Derivative_IsUsed(string expression) => Differentiated
        .Method($"public static double F(double x) => {expression};", """
            [CustomDerivative(nameof(HDerivative))]
            private static double H(double x) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(Math.Tanh(x)));
            private static double HDerivative(double x, double result) => 1 - result * result;
            """)
        .AgreesWithDifferencesAt(0.7);

    [Fact]
    public void DerivativesOfSeveralNumbers_AreToldApart() => Differentiated
        .Method("public static double F(double a, double b) => H(a * b, 2, b) + a;", """
            [CustomDerivative(nameof(ByX), WithRespectTo = "x")]
            [CustomDerivative(nameof(ByY), WithRespectTo = "y")]
            private static double H(double x, int n, double y) => Math.Pow(x, n) * y;
            private static double ByX(double x, int n, double y) => n * Math.Pow(x, n - 1) * y;
            private static double ByY(double x, int n, double y) => Math.Pow(x, n);
            """)
        .AgreesWithDifferencesAt(0.7, 1.3);

    [Theory]
    [InlineData("H(a, b) * b")]
    [InlineData("H(a * 2, Math.Sin(b)) + H(b, a)")]
    [InlineData("H(a, a)")]
    [InlineData("a * H(3, b)")]
    public void Vjp_AddsToShadowsOfScalars(string expression) => Differentiated
        .Method($"public static double F(double a, double b) => {expression};", """
            [CustomVjp(nameof(HVjp))]
            private static double H(double x, double y) => x * x * y + BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(y));
            private static void HVjp(double x, double y, double cotangent, ref double xGradient, ref double yGradient)
            {
                xGradient += cotangent * 2 * x * y;
                yGradient += cotangent * (x * x + 1);
            }
            """)
        .AgreesWithDifferencesAt(0.7, 1.3);

    [Fact]
    public void Vjp_RunsInLoopsWithWhatWasThere() => Differentiated
        .Method("""
            public static double F(ReadOnlySpan<double> p, double s)
            {
                double y = s;
                for (int i = 0; i < p.Length; i++)
                {
                    y = H(y, p[i]) + p[i] * s;
                }

                return y;
            }
            """, """
            [CustomVjp(nameof(HVjp))]
            private static double H(double x, double y) => Math.Sin(x * y);
            private static double HVjp(double x, double y, double result, double g, ref double xGradient, ref double yGradient)
            {
                xGradient += g * Math.Cos(x * y) * y;
                yGradient += g * Math.Cos(x * y) * x;
                return result;
            }
            """)
        .AgreesWithDifferencesAt(new[] { 0.3, 0.8, 1.4 }, 0.9);

    [Fact]
    public void Vjp_OfBuffersThatAreRead() => Differentiated
        .Method("public static double F(double[] a, ReadOnlySpan<double> b, double s) => Dot(a, b[1..], s) * Dot(b, a, 2) + s;", """
            [CustomVjp(nameof(DotVjp))]
            private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double scale)
            {
                double sum = 0;
                for (int i = 0; i < Math.Min(a.Length, b.Length); i++) sum += a[i] * b[i];
                return sum * scale;
            }
            private static void DotVjp(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double scale, double result, double cotangent, Span<double> aGradient, Span<double> bGradient, ref double scaleGradient)
            {
                for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
                {
                    if (!aGradient.IsEmpty) aGradient[i] += cotangent * scale * b[i];
                    if (!bGradient.IsEmpty) bGradient[i] += cotangent * scale * a[i];
                }

                scaleGradient += cotangent * result / scale;
            }
            """)
        .AgreesWithDifferencesAt(new[] { 0.3, 0.8 }, new[] { 1.1, -0.4, 0.6 }, 0.9);

    [Theory]
    [InlineData("Normalize(x); return x[0] * x[0] * x[1];")]
    [InlineData("int n = Normalize(x); return x[0] * x[1] * n;")]
    [InlineData("int n = 0; n = Normalize(x); double y = x[0]; Normalize(x[1..]); return x[1] * y * n;")]
    [InlineData("double s = 0; for (int i = 0; i < 3; i++) { s += Normalize(x[i..]) * x[i]; x[2] *= s; } return s * x[2];")]
    public void Vjp_OfABufferThatIsWritten_UpdatesItsShadow(string body) => Differentiated
        .Method($"public static double F(Span<double> x) {{ {body} }}", """
            [CustomVjp(nameof(NormalizeVjp))]
            private static int Normalize(Span<double> x)
            {
                double sum = 0;
                foreach (double v in x) sum += v * v;
                for (int i = 0; i < x.Length; i++) x[i] /= sum;
                return x.Length;
            }
            private static int NormalizeVjp(Span<double> x, Span<double> xGradient)
            {
                double sum = 0, inner = 0;
                for (int i = 0; i < x.Length; i++) { sum += x[i] * x[i]; inner += x[i] * xGradient[i]; }
                for (int i = 0; i < x.Length; i++) xGradient[i] = xGradient[i] / sum - 2 * x[i] * inner / (sum * sum);
                x.Clear();
                return x.Length;
            }
            """)
        .AgreesWithDifferencesAt(new[] { 0.3, 0.8, 1.4 });

    [Theory]
    [InlineData("return H(a, b) * b;")]
    [InlineData("double y = a; for (int i = 0; i < 4; i++) { y = H(y, b) + i; if (y > 2) { y *= H(b, y); } } return y;")]
    [InlineData("double y = a; while (y < 9) { y += 1 + H(y * b, a); } return y;")]
    public void Pair_HandsResidualsToTheReverse(string body) => Differentiated
        .Method($"public static double F(double a, double b) {{ {body} }}", """
            [CustomVjp(nameof(HForward), nameof(HReverse))]
            private static double H(double x, double y) => Math.Sin(x) * Math.Cos(y);
            private static (double Value, (double ByX, double ByY) Residuals) HForward(double x, double y) =>
                (Math.Sin(x) * Math.Cos(y), (Math.Cos(x) * Math.Cos(y), -Math.Sin(x) * Math.Sin(y)));
            private static void HReverse((double ByX, double ByY) residuals, double cotangent, ref double xGradient, ref double yGradient)
            {
                xGradient += cotangent * residuals.ByX;
                yGradient += cotangent * residuals.ByY;
            }
            """)
        .AgreesWithDifferencesAt(0.7, 1.3);

    [Fact]
    public void Rule_ReplacesTheDerivativeOfTheBody() => Assert.Equal(
        42,
        Differentiated.Method("public static double F(double x) => H(x) * 2;", """
            [CustomDerivative(nameof(HDerivative))]
            private static double H(double x) => x;
            private static double HDerivative(double x) => 21;
            """).Slope(5.0));

    [Fact]
    public void DifferentiableMethodWithARule_IsNotRead()
    {
        Differentiated method = Differentiated.Method("""
            [CustomDerivative(nameof(FDerivative))]
            public static double F(double x)
            {
                lock (typeof(C)) { return Math.Sin(x); }
            }
            private static double FDerivative(double x) => 10 * x;
            """);
        Assert.Equal(30, method.Slope(3.0));
        Assert.Equal(Math.Sin(3.0), method.Value(3.0));
    }

    [Fact]
    public async Task ArgumentWithoutARule_IsRefused()
    {
        string source = FrontEndHarness.SourceOf("public static double F(double a, double b) => H(2, a) + H(b, 3);", """
            [CustomVjp(nameof(HVjp))]
            private static double H(double x, double y) => x * y;
            private static void HVjp([NoGradient] double x, double y, double cotangent, ref double yGradient) => yGradient += cotangent * x;
            """);
        Diagnostic error = Assert.Single(await GeneratorHarness.Analyze(GeneratorHarness.Run(source).Compilation));
        Assert.Equal(("DIFF0011", "H(b, 3)"), (error.Id, source.Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length)));
    }

    [Fact]
    public async Task ArgumentWithoutARuleOfItsOwn_IsNotServedByAnother()
    {
        string source = FrontEndHarness.SourceOf("public static double F(double a) => H(a, a);", """
            [CustomVjp(nameof(HVjp))]
            [CustomDerivative(nameof(ByX), WithRespectTo = "x")]
            private static double H(double x, double y) => x * y;
            private static double ByX(double x, double y) => y;
            private static void HVjp([NoGradient] double x, double y, double cotangent, ref double yGradient) => yGradient += cotangent * x;
            """);
        Assert.Equal("DIFF0011", Assert.Single(await GeneratorHarness.Analyze(GeneratorHarness.Run(source).Compilation)).Id);
    }

    [Fact]
    public void GenericRule_IsConstructedAsTheCallIs() => Assert.Equal(
        6,
        Differentiated.Method("public static double F(double x) => H(x) * x;", """
            [CustomVjp(nameof(HVjp))]
            private static T H<T>(T x) => x;
            private static void HVjp<T>(T x, T cotangent, ref T xGradient) where T : System.Numerics.INumber<T> => xGradient += cotangent;
            """.Replace("T H<T>(T x)", "T H<T>(T x) where T : System.Numerics.INumber<T>", StringComparison.Ordinal)).Slope(3.0));
}
