using System;
using System.Globalization;
using AutoDiff.Generator.Emit;
using AutoDiff.Generator.Ir;
using Xunit;
using static AutoDiff.Generator.Tests.Emit.Shorthand;

namespace AutoDiff.Generator.Tests.Emit;

public class LiteralsTests
{
    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(2.0, "2.0")]
    [InlineData(-2.0, "-2.0")]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1e-5, "1e-5")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(1e15, "1e15")]
    [InlineData(123456.75, "123456.75")]
    [InlineData(1e300, "1e300")]
    [InlineData(double.Epsilon, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e308")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    [InlineData(double.NaN, "double.NaN")]
    [InlineData(double.NegativeInfinity, "double.NegativeInfinity")]
    public void Double_IsShortestTextThatReadsBack(double value, string text) =>
        Assert.Equal(text, Literals.Print(Num(value), exact: true).Text);

    [Theory]
    [InlineData(0.1f, "0.1f")]
    [InlineData(2f, "2f")]
    [InlineData(-0f, "-0f")]
    [InlineData(16777216f, "16777216f")]
    [InlineData(float.MaxValue, "3.4028235e38f")]
    [InlineData(float.PositiveInfinity, "float.PositiveInfinity")]
    public void Float_HasSuffix(float value, string text) => Assert.Equal(text, Literals.Print(NumF(value), exact: false).Text);

    [Theory]
    [InlineData(2.0, "2.0")]
    [InlineData(2.0, "2d")]
    [InlineData(1000.0, "1e3")]
    [InlineData(0.5, ".5")]
    [InlineData(1000.5, "1_000.5")]
    public void Double_KeepsSourceSpelling(double value, string text) => Assert.Equal(text, Literals.Print(Num(value, text), exact: true).Text);

    [Theory]
    [InlineData(2.0, "2", "2.0")]
    [InlineData(2.0, "2f", "2.0")]
    [InlineData(2.0, "2m", "2.0")]
    [InlineData(3.0, "2.0", "3.0")]
    [InlineData(253.0, "0xFD", "253.0")]
    public void Double_RejectsUnsafeSourceSpelling(double value, string text, string printed) =>
        Assert.Equal(printed, Literals.Print(Num(value, text), exact: true).Text);

    [Fact]
    public void FloatWrittenAsInteger_StaysSoNextToFloat()
    {
        Variable x = Local("x", IrType.Single);
        Assert.Equal("2 * x", Print(Mul(NumF(2, "2"), Get(x)), x));
        Assert.Equal("2f * x", Print(Mul(NumF(2), Get(x)), x));
    }

    [Theory]
    [InlineData("0xFF", 255)]
    [InlineData("1_000", 1000)]
    public void Int_KeepsSourceSpelling(string text, int value) => Assert.Equal(text, Literals.Print(NumI(value, text), exact: true).Text);

    [Fact]
    public void OtherIntegers_HaveTheirType()
    {
        Assert.Equal("1L", Literals.Print(new(new(TypeKind.Int64, "long"), 1), exact: true).Text);
        Assert.Equal("1u", Literals.Print(new(new(TypeKind.UInt32, "uint"), 1), exact: true).Text);
        Assert.Equal("(byte)1", Literals.Print(new(new(TypeKind.Byte, "byte"), 1), exact: true).Text);
        Assert.Equal("4294967296L", Literals.Print(new(new(TypeKind.Int64, "long"), 4294967296), exact: false).Text);
    }

    [Fact]
    public void RandomNumbers_ReadBackExactly()
    {
        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64());
            float single = BitConverter.Int32BitsToSingle(random.Next());
            if (double.IsFinite(value) && float.IsFinite(single))
            {
                Assert.Equal(value, double.Parse(RoundTrip.Double(value), CultureInfo.InvariantCulture));
                Assert.Equal(single, float.Parse(RoundTrip.Single(single), CultureInfo.InvariantCulture));
                Assert.Equal(value.ToString("R", CultureInfo.InvariantCulture).Length, Digits(value));
            }
        }
    }

    // The running framework's own formatting is the shortest; ours may differ in the exponent's look only.
    private static int Digits(double value) =>
        double.Parse(RoundTrip.Double(value), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture).Length;
}
