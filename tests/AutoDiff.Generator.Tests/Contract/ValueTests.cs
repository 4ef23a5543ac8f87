using System;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Contract;

/// <summary>The value is computed as written: bit for bit the method's own (which <see cref="Differentiated.Gradients"/> checks).</summary>
public class ValueTests
{
    [Theory]
    [InlineData("x - x")]
    [InlineData("x * 0")]
    [InlineData("x / x")]
    [InlineData("(x + 1e16) - 1e16")]
    [InlineData("x + 1 + 1")]
    [InlineData("x * 0.1 * 10")]
    [InlineData("x / 3 * 3")]
    [InlineData("Math.Sqrt(x * x)")]
    [InlineData("Math.Log(Math.Exp(x))")]
    [InlineData("Math.Pow(x, 2)")]
    [InlineData("-(-x) - (1 - x) + 0")]
    [InlineData("x * x * x * x")]
    [InlineData("x * (x * (x * x))")]
    [InlineData("(float)x * 1.1f + x")]
    [InlineData("Math.Log(1 + x) + Math.Exp(x) - 1")]
    [InlineData("1 / (1 + Math.Exp(-x))")]
    public void Value_IsNotSimplified(string expression)
    {
        Differentiated method = Differentiated.Method($"public static double F(double x) => {expression};");
        foreach (double x in new[] { 0.1, 1.0 / 3, 1e-20, 1e20, -0.7, 0.0, -0.0, double.NaN, double.PositiveInfinity, 710.5, -745.5 })
        {
            _ = method.Gradients(x);
        }
    }

    [Fact]
    public void SumInFloat_RoundsAsWritten() => Differentiated.Method("""
        public static float F(ReadOnlySpan<float> p)
        {
            float s = 0;
            for (int i = 0; i < p.Length; i++)
            {
                s += p[i] * 0.1f;
            }

            return s / 3;
        }
        """).Gradients(new[] { 1f, 1e8f, -1e8f, 0.3f });

    [Fact]
    public void NegativeZero_StaysNegative() =>
        Assert.True(double.IsNegative(Differentiated.Method("public static double F(double x) => x * 0.0;").Value(-1.0)));

    [Fact]
    public void CallsFromSeveralThreads_DoNotDisturbEachOther()
    {
        Differentiated method = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double[] q = new double[p.Length];
                double s = 1;
                int k = 0;
                while (k < p.Length)
                {
                    q[k] = Math.Sin(p[k]) * s;
                    s = s * 0.5 + q[k];
                    k++;
                }

                return s * s;
            }
            """);
        double[] p = [0.5, 1.5, 2.5, 0.25];
        double[] expected = method.Gradient(p);
        System.Threading.Tasks.Parallel.For(0, 200, _ => Assert.Equal(expected, method.Gradient(p)));
    }
}
