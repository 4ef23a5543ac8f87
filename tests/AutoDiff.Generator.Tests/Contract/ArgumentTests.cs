using System;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Contract;

/// <summary>What is checked at entry, before anything is written.</summary>
public sealed class ArgumentTests : IDisposable
{
    private const string Source = """
        using System;
        using AutoDiff;
        namespace Demo;
        public static partial class C
        {
            [Differentiable]
            public static double Read(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
            {
                double s = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    s += p[i] * q[i];
                }

                return s;
            }

            [Differentiable]
            public static double Written(Span<double> p, ReadOnlySpan<double> q)
            {
                for (int i = 0; i < p.Length; i++)
                {
                    p[i] *= q[i];
                }

                return p[0] * p[1];
            }

            [Differentiable]
            public static double WrittenArray(double[] p, double[] q)
            {
                p[0] = p[0] * q[1];
                return p[0] * p[1];
            }

            [Differentiable]
            public static double Scratch(ReadOnlySpan<double> p, [NoGradient] Span<double> scratch, ReadOnlySpan<int> index)
            {
                scratch[index[0]] = p[0] * p[1];
                return scratch[index[0]] * p[2];
            }

            [Differentiable]
            public static double Guarded(ReadOnlySpan<double> p, int n)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(n);
                if (p.Length < n)
                {
                    throw new ArgumentException("The author's own.", nameof(p));
                }

                return p[0] * n;
            }

            [Differentiable(Derivatives.Vjp)]
            public static double[] Returned(ReadOnlySpan<double> p, int n) => [.. p, n];
        }
        """;

    private readonly LoadedAssembly loaded = GeneratorHarness.CompileAndLoad(Source);

    private delegate double ReadMethod(ReadOnlySpan<double> p, ReadOnlySpan<double> q, Span<double> pGradient, Span<double> qGradient);

    private delegate double WrittenMethod(Span<double> p, ReadOnlySpan<double> q, Span<double> pGradient, Span<double> qGradient);

    private delegate double WrittenArrayMethod(double[] p, double[] q, Span<double> pGradient, Span<double> qGradient);

    private delegate double ScratchMethod(ReadOnlySpan<double> p, Span<double> scratch, ReadOnlySpan<int> index, Span<double> pGradient);

    private delegate void GuardedMethod(ReadOnlySpan<double> p, int n, Span<double> pGradient);

    private delegate double[] ReturnedMethod(ReadOnlySpan<double> p, int n, ReadOnlySpan<double> resultGradient, Span<double> pGradient);

    [Fact]
    public void CotangentOfAReturnedArray_HasItsLength()
    {
        ReturnedMethod vjp = loaded.Method<ReturnedMethod>("Demo.C", "ReturnedVjp");
        double[] pGradient = [1, 1];
        Assert.Equal([5, 6, 7], vjp([5, 6], 7, [2, 3, 4], pGradient));
        Assert.Equal([3, 4], pGradient);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => vjp([5, 6], 7, [2, 3], pGradient));
        Assert.Equal("resultGradient", exception.ParamName);
        Assert.Contains("expected 3, actual 2", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 3, "pGradient", "p", 2)]
    [InlineData(4, 3, "pGradient", "p", 4)]
    [InlineData(0, 3, "pGradient", "p", 0)]
    [InlineData(3, 5, "qGradient", "q", 5)]
    public void DestinationOfAnotherLength_IsNamedWithBothSizes(int pLength, int qLength, string destination, string input, int actual)
    {
        double[] pGradient = NaNs(pLength);
        double[] qGradient = NaNs(qLength);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Read(new double[3], new double[3], pGradient, qGradient));
        Assert.Equal(destination, exception.ParamName);
        Assert.StartsWith($"'{destination}' must have the length of '{input}': expected 3, actual {actual}.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(NaNs(pLength), pGradient);
        Assert.Equal(NaNs(qLength), qGradient);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-2)]
    public void DestinationThatOverlapsItsInput_Throws(int offset)
    {
        double[] memory = NaNs(10);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Read(memory.AsSpan(3, 3), new double[3], memory.AsSpan(3 + offset, 3), new double[3]));
        Assert.Equal("pGradient", exception.ParamName);
        Assert.Contains("'p'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(NaNs(10), memory);
    }

    [Fact]
    public void DestinationBesideItsInput_IsFine()
    {
        double[] memory = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        Read(memory.AsSpan(0, 3), memory.AsSpan(6, 3), memory.AsSpan(3, 3), memory.AsSpan(9, 3));
        Assert.Equal([1, 2, 3, 7, 8, 9, 7, 8, 9, 1, 2, 3], memory);
    }

    [Fact]
    public void DestinationThatOverlapsAnotherInput_Throws()
    {
        double[] memory = NaNs(5);
        Assert.Equal("pGradient", Assert.Throws<ArgumentException>(() => Read(new double[3], memory.AsSpan(0, 3), memory.AsSpan(2, 3), new double[3])).ParamName);
        Assert.Equal("qGradient", Assert.Throws<ArgumentException>(() => Read(memory.AsSpan(0, 3), new double[3], new double[3], memory.AsSpan(2, 3))).ParamName);
        Assert.Equal(NaNs(5), memory);
    }

    [Fact]
    public void DestinationsThatOverlap_Throw()
    {
        double[] memory = NaNs(5);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => Read(new double[3], new double[3], memory.AsSpan(0, 3), memory.AsSpan(2, 3)));
        Assert.Equal("qGradient", exception.ParamName);
        Assert.Contains("'pGradient'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(NaNs(5), memory);
    }

    [Fact]
    public void InputsThatOverlap_AreFineWhereNothingIsWritten()
    {
        double[] memory = [1, 2, 3];
        double[] pGradient = NaNs(2);
        Read(memory.AsSpan(0, 2), memory.AsSpan(1, 2), pGradient, NaNs(2));
        Assert.Equal([2, 3], pGradient);
    }

    [Fact]
    public void WrittenParameterThatOverlapsAnother_Throws()
    {
        double[] memory = [1, 2, 3];
        double[] pGradient = NaNs(2);
        ArgumentException exception = Assert.Throws<ArgumentException>(() =>
            loaded.Method<WrittenMethod>("Demo.C", "WrittenValueAndGradient")(memory.AsSpan(0, 2), memory.AsSpan(1, 2), pGradient, NaNs(2)));
        Assert.Equal("p", exception.ParamName);
        Assert.Contains("'q'", exception.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], memory);
        Assert.Equal(NaNs(2), pGradient);
    }

    [Fact]
    public void WrittenArrayThatIsAnotherParameterToo_Throws()
    {
        double[] p = [1, 2];
        Assert.Equal("p", Assert.Throws<ArgumentException>(() =>
            loaded.Method<WrittenArrayMethod>("Demo.C", "WrittenArrayValueAndGradient")(p, p, NaNs(2), NaNs(2))).ParamName);
        Assert.Equal([1, 2], p);
    }

    [Fact]
    public void ScratchThatOverlapsTheInput_Throws()
    {
        ScratchMethod scratch = loaded.Method<ScratchMethod>("Demo.C", "ScratchValueAndGradient");
        double[] memory = [1, 2, 3, 4];
        Assert.Equal("scratch", Assert.Throws<ArgumentException>(() => scratch(memory.AsSpan(0, 3), memory.AsSpan(2, 2), [1], NaNs(3))).ParamName);
        Assert.Equal("pGradient", Assert.Throws<ArgumentException>(() => scratch(new double[3], memory.AsSpan(0, 2), [1], memory.AsSpan(1, 3))).ParamName);
        Assert.Equal([1, 2, 3, 4], memory);
    }

    [Fact]
    public void GuardsOfTheAuthor_RunFirst()
    {
        GuardedMethod guarded = loaded.Method<GuardedMethod>("Demo.C", "GuardedGradient");
        Assert.Equal("n", Assert.Throws<ArgumentOutOfRangeException>(() => guarded(new double[2], -1, new double[7])).ParamName);
        Assert.StartsWith("The author's own.", Assert.Throws<ArgumentException>(() => guarded(new double[2], 3, new double[7])).Message, StringComparison.Ordinal);
        Assert.Equal("pGradient", Assert.Throws<ArgumentException>(() => guarded(new double[2], 2, new double[7])).ParamName);
    }

    [Fact]
    public void EmptyBuffers_OverlapNothing() => Assert.Equal(0, Read([], [], [], []));

    public void Dispose() => loaded.Dispose();

    private static double[] NaNs(int length)
    {
        double[] values = new double[length];
        Array.Fill(values, double.NaN);
        return values;
    }

    private double Read(ReadOnlySpan<double> p, ReadOnlySpan<double> q, Span<double> pGradient, Span<double> qGradient) =>
        loaded.Method<ReadMethod>("Demo.C", "ReadValueAndGradient")(p, q, pGradient, qGradient);
}
