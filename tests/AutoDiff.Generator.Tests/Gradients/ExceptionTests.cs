using System;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>An expression that can throw is an effect: it survives whatever else goes.</summary>
public class ExceptionTests
{
    [Fact]
    public void ItemsFewerThanKeys_ThrowFromTheGradientToo()
    {
        Differentiated sorted = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, double x)
            {
                double[] keys = [x, 1, 0.5];
                double[] items = p.ToArray();
                Array.Sort(keys, items);
                return keys[0] * items[0] + x;
            }
            """);
        Throws<ArgumentException>(sorted, [new double[2], 2.0], [new double[2], 0.0]);
        Assert.Equal([0, 0, 0.5, 0], sorted.Gradient(new double[] { 1, 2, 3, 4 }, 2.0));
    }

    [Theory]
    [InlineData("double[]? w = null; if (p.Length > 3) w = new double[2]; return p[0] * w!.Length;")]
    [InlineData("double[]? w = p.Length > 3 ? new double[2] : null; foreach (double v in w!) x += v; return x * p[0];")]
    [InlineData("double[]? w = p.Length > 3 ? new double[2] : null; if (w != null || x > 1) x *= w![0]; return x;")]
    [InlineData("double[]? w = new double[2]; for (int i = 0; i < 2; i++) { x *= w!.Length; w = p.Length > 3 ? w : null; } return x;")]
    public void ArrayThatIsNull_ThrowsWhereItBecomesASpan(string body)
    {
        Differentiated asked = Differentiated.Method($"public static double F(ReadOnlySpan<double> p, double x) {{ {body} }}");
        Throws<NullReferenceException>(asked, [new double[2], 2.0], [new double[2], 0.0]);
        asked.Gradient(new double[4], 2.0);
    }

    [Theory]
    [InlineData("return Enumerable.Range(0, k - 1).Select(i => x).Sum() + x;")]
    [InlineData("var unused = Enumerable.Range(0, k - 1).Select(i => x); return x;")]
    [InlineData("return Enumerable.Range(int.MaxValue - k, 2 + k).Take(1).Sum(i => i * x);")]
    [InlineData("return Enumerable.Repeat(x, k - 1).Sum();")]
    [InlineData("double[] part = p[3..k]; return x;")]
    [InlineData("double[] part = p[k..(k - 1)]; return x;")]
    [InlineData("return p[(k + 3)..].Sum() * x;")]
    [InlineData("return p[..(k - 1)].Sum() * x;")]
    [InlineData("return p[..^3].Sum() * x;")]
    public void NumberOfItemsThatThereCannotBe_IsOutOfRange(string statements) => Throws<ArgumentOutOfRangeException>(OfArray(statements), [new double[2], 2.0, 0], [new double[2], 0.0]);

    [Theory]
    [InlineData("return Enumerable.Range(int.MaxValue - k, 1 + k).Sum(i => i * x);")]
    [InlineData("return Enumerable.Range(int.MinValue + k, k).Sum(i => i * x) + x;")]
    [InlineData("return Enumerable.Repeat(x, k).Sum() + p[2..].Sum() * x + p[..k].Sum() + x;")]
    [InlineData("double[] a = [x, x]; Array.Clear(a, 2, k); Array.Clear(a, k, 1); return a[1];")]
    [InlineData("double[]? none = null; if (k == 0) none = new double[k]; return none!.Sum() + Of(none!) + x;")]
    [InlineData("double[][] rows = [[], [x]]; return rows.Sum(row => row.Sum() + Of(row)) + rows[k].Sum();")]
    public void NumberOfItemsThatThereMayBe_IsInRange(string statements) => OfArray(statements).AgreesWithDifferencesAt(new[] { 1.0, 2 }, 1.5, 0);

    [Theory]
    [InlineData("return none!.Sum() * x;")]
    [InlineData("return p.Zip(none!, (a, b) => a * b).Sum() * x;")]
    [InlineData("double[] copy = none!.ToArray(); return copy.Length * x;")]
    [InlineData("double[] copy = none!.Select(v => v * x).ToArray(); return copy.Length * x;")]
    [InlineData("return Of(none!) * x;")]
    [InlineData("List<double> list = null!; return list.Sum() * x;")]
    [InlineData("double[] never = null!; var unused = never.Select(v => v * x); return x;")]
    public void QueryOfNull_ThrowsWhatLinqThrows(string statements) => Throws<ArgumentNullException>(OfArray("double[]? none = null; if (k > 3) none = p; " + statements), [new double[2], 2.0, 0], [new double[2], 0.0]);

    [Theory]
    [InlineData("Array.Clear(a, 1, k + 2);")]
    [InlineData("Array.Clear(a, 3, k);")]
    [InlineData("Array.Clear(a, k - 1, 1);")]
    [InlineData("Array.Clear(a, 1, k - 1);")]
    public void ClearedPartThatIsNotThere_IsOutOfRange(string statement) =>
        Throws<IndexOutOfRangeException>(OfArray("double[] a = [x, x]; " + statement + " return a[0];"), [new double[2], 2.0, 0], [new double[2], 0.0]);

    [Fact]
    public void FunctionThatATableDoesNotHave_IsOutOfRangeOrNull()
    {
        const string table = "Func<double, double>?[] f = { Math.Sin, null, v => v * x }; ";
        Throws<IndexOutOfRangeException>(OfArray(table + "return f[k + 3]!(x) + p[0];"), [new double[2], 2.0, 0], [new double[2], 0.0]);
        Throws<NullReferenceException>(OfArray(table + "return f[k + 1]!(x) + p[0];"), [new double[2], 2.0, 0], [new double[2], 0.0]);
        Throws<NullReferenceException>(OfArray(table + "double s = 0; foreach (var g in f) s += g!(p[0]); return s;"), [new double[2], 2.0, 0], [new double[2], 0.0]);
    }

    private static Differentiated OfArray(string statements) => Differentiated.In(
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using AutoDiff;
        namespace Demo;
        public static partial class C
        {
            [Differentiable]
            public static double F(double[] p, double x, int k) { {{statements}} }
            private static double Of(double[] values) => values.Sum(v => v * v);
        }
        """,
        "Demo.C",
        "F");

    [Fact]
    public void UnusedElementRead_ThrowsFromTheGradientToo()
    {
        Differentiated unused = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, double x)
            {
                double unused = p[5];
                return x * x + p[0];
            }
            """);
        Throws<IndexOutOfRangeException>(unused, [new double[5], 2.0], [new double[5], 0.0]);
        Assert.Equal([1, 0, 0, 0, 0, 0], unused.Gradient(new double[6], 2.0));
    }

    [Fact]
    public void ElementReadWhoseValueIsMultipliedByZero_Throws() =>
        Throws<IndexOutOfRangeException>(
            Differentiated.Method("public static double F(ReadOnlySpan<double> p, double x) => x * x + 0 * p[3];"),
            [new double[3], 2.0],
            [new double[3], 0.0]);

    [Fact]
    public void UnusedSlice_Throws() =>
        Throws<ArgumentOutOfRangeException>(
            Differentiated.Method("""
                public static double F(ReadOnlySpan<double> p, double x)
                {
                    ReadOnlySpan<double> unused = p.Slice(2, 3);
                    return x * p[0];
                }
                """),
            [new double[4], 2.0],
            [new double[4], 0.0]);

    [Fact]
    public void UnusedIntegerDivision_Throws() =>
        Throws<DivideByZeroException>(
            Differentiated.Method("""
                public static double F(double x, int n)
                {
                    int unused = 3 / n;
                    return x * x;
                }
                """),
            [2.0, 0],
            [0.0]);

    [Fact]
    public void ReadInTheConditionOfAnEmptyBranch_Throws() =>
        Throws<IndexOutOfRangeException>(
            Differentiated.Method("""
                public static double F(ReadOnlySpan<double> p, double x)
                {
                    if (p[1] > 0)
                    {
                    }

                    return x * p[0];
                }
                """),
            [new double[1], 2.0],
            [new double[1], 0.0]);

    [Fact]
    public void NegativeLengthOfALocalBuffer_Throws() =>
        Throws<OverflowException>(
            Differentiated.Method("""
                public static double F(double x, int n)
                {
                    double[] q = new double[n];
                    return x * x + q.Length;
                }
                """),
            [2.0, -1],
            [0.0]);

    [Fact]
    public void ThrowInALoop_Throws()
    {
        Differentiated loop = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double s = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    if (p[i] < 0)
                    {
                        throw new InvalidOperationException("negative: " + i);
                    }

                    s += Math.Sqrt(p[i]);
                }

                return s;
            }
            """);
        InvalidOperationException exception = Throws<InvalidOperationException>(loop, [new[] { 1.0, -1 }], [new double[2]]);
        Assert.Equal("negative: 1", exception.Message);
        loop.AgreesWithDifferencesAt(new[] { 1.0, 2 });
    }

    [Fact]
    public void AfterAnException_RentedBuffersAreUsedAgain()
    {
        Differentiated loop = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, int n)
            {
                double s = 1;
                int i = 0;
                while (i < n)
                {
                    s = Math.Sin(s) * p[i];
                    i++;
                }

                return s;
            }
            """);
        double[] p = [0.5, 1.5, 1.25];
        for (int k = 0; k < 3; k++)
        {
            Throws<IndexOutOfRangeException>(loop, [p, 4], [new double[3]]);
            loop.AgreesWithDifferencesAt(p, 3);
        }
    }

    [Theory]
    [InlineData("B[] b = [new B(x)]; b[k].X = Fail(x); return b[0].X;")]
    [InlineData("B[] b = [new B(x)]; b[k].Y = Fail(x); return b[0].X;")]
    [InlineData("B[] b = [new B(x)]; b[k].Set(Fail(x)); return b[0].X;")]
    [InlineData("S[] b = new S[1]; b[k].X = Fail(x); return b[0].X;")]
    [InlineData("double[][] b = [[x]]; b[k][0] = Fail(x); return b[0][0];")]
    [InlineData("Span<double> b = stackalloc double[1]; b[k] = Fail(x); return b[0];")]
    [InlineData("double[] b = [x]; b[k] += Fail(x); return b[0];")]
    [InlineData("double[] b = [x]; (b[k], b[0]) = (Fail(x), 2); return b[0];")]
    [InlineData("double[] b = [x]; double t; (t, (b[k], b[0])) = (1, (Fail(x), 2)); return b[0];")]
    public void ElementThatIsNotThere_IsMissedBeforeTheValueIsComputed(string statements) =>
        Throws<IndexOutOfRangeException>(Failing(statements), [2.0, 1], [0.0]);

    [Theory]
    [InlineData("double[] b = [x]; b[k] = Fail(x); return b[0];")]
    [InlineData("double[,] b = new double[1, 1]; b[k, k] = Fail(x); return b[0, 0];")]
    [InlineData("S[] b = new S[1]; b[k] = new S { X = Fail(x) }; return b[0].X;")]
    public void ElementOfArrayThatIsNotThere_IsMissedWhereTheValueIsStored(string statements) =>
        Throws<InvalidOperationException>(Failing(statements), [2.0, 1], [0.0]);

    private static Differentiated Failing(string statements) => Differentiated.Method(
        "public static double F(double x, int k) { " + statements + " }",
        """
        private static double Fail(double x) => x > 0 ? throw new InvalidOperationException() : x;
        private struct S { public double X; public void Reset() => X = 0; }
        private sealed class B(double x)
        {
            public double X = x;
            public double Y { get => X; set => X = value; }
            public void Set(double x) => X = x;
        }
        """);

    private static T Throws<T>(Differentiated method, object[] arguments, object[] destinations)
        where T : Exception
    {
        Assert.Throws<T>(() => { method.Value(arguments); });
        Assert.Throws<T>(() => method.CallGradient(arguments, destinations));
        return Assert.Throws<T>(() => method.CallValueAndGradient(arguments, destinations));
    }
}
