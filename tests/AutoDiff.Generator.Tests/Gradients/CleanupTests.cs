using System;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Gradients;

/// <summary>What the source throws the gradient throws, and what it cleans up is cleaned up once.</summary>
public class CleanupTests
{
    private const string Log = """
        public sealed class Log
        {
            public string Text = "";
            public bool Note(string text) { Text += text; return true; }
            public Resource Open(string name) { Text += "<" + name; return new Resource { Log = this, Name = name }; }
        }
        public sealed class Resource : IDisposable
        {
            public Log Log = null!;
            public string Name = "";
            void IDisposable.Dispose() => Log.Text += ">" + Name;
        }
        """;

    [Theory]
    [InlineData(2, "b1b2ef")]
    [InlineData(-1, "bf")]
    [InlineData(9, "b1b2b3b4f")]
    public void Finally_RunsOnce(int n, string expected)
    {
        Differentiated method = Differentiated.Method(
            """
            public static double F(ReadOnlySpan<double> p, int n, Log log)
            {
                double s = 1;
                try
                {
                    log.Note("b");
                    if (n < 0)
                    {
                        return s * p[0];
                    }

                    for (int i = 0; i < n; i++)
                    {
                        s = s * p[i] + s;
                        log.Note((i + 1) + (i < 3 && i + 1 < n ? "b" : ""));
                    }

                    log.Note("e");
                }
                finally
                {
                    log.Note("f");
                }

                return s * s;
            }
            """,
            Log);
        object log = NewLog(method);
        double[] gradient = new double[4];
        try
        {
            method.CallGradient([new[] { 0.5, 0.75, 1.25, 1.5 }, n, log], [gradient]);
            Assert.NotEqual(9, n);
        }
        catch (IndexOutOfRangeException)
        {
            Assert.Equal(9, n);
        }

        Assert.Equal(expected, TextOf(log));
    }

    [Theory]
    [InlineData(2.0, "<a<b>b>a")]
    [InlineData(0.5, "<a<b>b>a")]
    [InlineData(-1.0, "<a<b>b>a")]
    public void Resources_AreDisposedOnceInReverseOrder(double x, string expected)
    {
        Differentiated method = Differentiated.Method(
            """
            public static double F(double x, Log log)
            {
                using Resource a = log.Open("a");
                using (Resource b = log.Open("b"))
                {
                    if (x < 0)
                    {
                        throw new ArgumentException("negative");
                    }

                    if (x < 1)
                    {
                        return x * x * x;
                    }
                }

                return x * x;
            }
            """,
            Log);
        object log = NewLog(method);
        if (x < 0)
        {
            Assert.Throws<ArgumentException>(() => method.CallGradient([x, log], [0.0]));
        }
        else
        {
            object[] destinations = [0.0];
            method.CallGradient([x, log], destinations);
            Assert.Equal(x < 1 ? 3 * x * x : 2 * x, FloatingPoint.Get(destinations[0], 0), 12);
        }

        Assert.Equal(expected, TextOf(log));
    }

    [Fact]
    public void GuardsInsideALoop_ThrowAndGiveBackWhatWasRecorded()
    {
        Differentiated method = Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p, ReadOnlySpan<int> codes)
            {
                double s = 1;
                int k = 0;
                while (k < codes.Length)
                {
                    s = codes[k] switch
                    {
                        0 => s * p[k],
                        1 => Math.Sin(s) * p[k] * (6 / (k - 2)),
                        2 => p[k] > 1 ? s * s : throw new ArgumentOutOfRangeException(nameof(p)),
                        3 => s * p[codes[k] + 3],
                    };
                    k++;
                }

                return s;
            }
            """.Replace("public static", "#pragma warning disable CS8509\npublic static", StringComparison.Ordinal));
        double[] p = [0.8, 1.25, 0.5, 1.75, 0.625];
        for (int repeat = 0; repeat < 50; repeat++)
        {
            Assert.Throws<DivideByZeroException>(() => method.CallGradient([p, new[] { 0, 0, 1 }], [new double[5]]));
            Assert.Throws<ArgumentOutOfRangeException>(() => method.CallGradient([p, new[] { 0, 0, 2 }], [new double[5]]));
            Assert.Throws<IndexOutOfRangeException>(() => method.CallGradient([p, new[] { 0, 3 }], [new double[5]]));
            Exception unmatched = Assert.Throws<System.Runtime.CompilerServices.SwitchExpressionException>(() => method.CallGradient([p, new[] { 0, 7 }], [new double[5]]));
            Assert.Equal(7, ((System.Runtime.CompilerServices.SwitchExpressionException)unmatched).UnmatchedValue);
        }

        method.AgreesWithDifferencesAt(p, new[] { 0, 1, 0, 2, 1 });
    }

    [Fact]
    public void ExceptionInFinally_ReplacesTheOther() =>
        Assert.Throws<InvalidOperationException>(() => Differentiated.Method("""
            public static double F(double x)
            {
                double s = x;
                try
                {
                    s = s > 1 ? s : throw new ArgumentException("first");
                }
                finally
                {
                    s = s > 2 ? s * s : throw new InvalidOperationException("second");
                }

                return s;
            }
            """).CallGradient([0.5], [0.0]));

    [Theory]
    [InlineData("checked(n * 1000000)", true)]
    [InlineData("unchecked(n * 1000000)", false)]
    [InlineData("checked((byte)(n * 1000))", true)]
    [InlineData("checked(-(n - int.MaxValue - 1 - n))", true)]
    [InlineData("n * 1000000 * checked(n + 1)", false)]
    [InlineData("checked(unchecked(n * 1000000) / 7)", false)]
    public void Overflow_ThrowsWhereTheSourceSaysSo(string expression, bool throws)
    {
        Differentiated method = Differentiated.Method($$"""
            public static double F(double x, int n)
            {
                int k = {{expression}};
                return x * x;
            }
            """);
        Exception? exception = Record.Exception(() => method.CallGradient([1.5, 5000], [0.0]));
        Assert.Equal(throws, exception is OverflowException);
        Assert.Equal(throws, exception is not null);
    }

    [Fact]
    public void OverflowInALoop_WrapsInBothSweeps() =>
        Differentiated.Method("""
            public static double F(ReadOnlySpan<double> p)
            {
                double s = 1;
                int hash = 7;
                for (int i = 0; i < 20; i++)
                {
                    int k = unchecked((hash * 1103515245 + i) & 3);
                    s = s * 0.5 + p[k] * s + p[checked(3 - k)];
                    hash = unchecked(hash * 69069 + 12345);
                }

                return s;
            }
            """).AgreesWithDifferencesAt(new[] { 0.25, 0.5, 0.125, 0.375 });

    private static object NewLog(Differentiated method) => Activator.CreateInstance(method.Assembly.GetType("Demo.C+Log", throwOnError: true)!)!;

    private static string TextOf(object log) => (string)log.GetType().GetField("Text")!.GetValue(log)!;
}
