using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.FrontEnd;

public class ViewTests
{
    [Theory]
    [InlineData("var v = s.Slice(n);", "Span<double> v = s.Slice(n);\n")]
    [InlineData("var v = s.Slice(length: n, start: 1);", "Span<double> v = s.Slice(1, n);\n")]
    [InlineData("var v = s[n..];", "Span<double> v = s.Slice(n);\n")]
    [InlineData("var v = s[..^1];", "Span<double> v = s.Slice(0, s.Length - 1);\n")]
    [InlineData("var v = s[1..3];", "Span<double> v = s.Slice(1, 2);\n")]
    [InlineData("var v = s[^2..];", "Span<double> v = s.Slice(s.Length - 2);\n")]
    [InlineData("s = s[1..];", "s = s.Slice(1);\n")]
    [InlineData("s[^1] = a[^n];", "s[s.Length - 1] = a[a.Length - n];\n")]
    [InlineData("Span<double> v = a; ReadOnlySpan<double> w = v;", "Span<double> v = a;\nReadOnlySpan<double> w = v;\n")]
    [InlineData("double[] b = a;", "double[] b = a;\n")]
    [InlineData("double[] b = a[1..];", "((Span<double>)a).Slice(1);\ndouble[] b = new double[a.Length - 1];\n((Span<double>)a).Slice(1).CopyTo(b);\n")]
    [InlineData("var v = a.AsSpan(1, n);", "Span<double> v = ((Span<double>)a).Slice(1, n);\n")]
    [InlineData("double[] b = { 1, n };", "double[] b = new double[2];\nb[0] = 1;\nb[1] = n;\n")]
    [InlineData("Span<double> b = stackalloc double[n];", "Span<double> b = stackalloc double[n];\n")]
    [InlineData("Span<double> b = stackalloc[] { 1.0, 2.0 };", "Span<double> b = stackalloc double[2];\nb[0] = 1.0;\nb[1] = 2.0;\n")]
    [InlineData("Span<double> b = [1, n];", "Span<double> b = stackalloc double[2];\nb[0] = 1;\nb[1] = n;\n")]
    [InlineData("a.CopyTo(s); s.CopyTo(a); s.Fill(n); s.Clear();", "((Span<double>)a).CopyTo(s);\ns.CopyTo(a);\ns.Fill(n);\ns.Fill(0);\n")]
    [InlineData("double[] b = s.ToArray();", "double[] b = new double[s.Length];\ns.CopyTo(b);\n")]
    [InlineData("bool e = s.IsEmpty;", "bool e = s.Length == 0;\n")]
    public void View_IsRead(string statements, string expected)
    {
        string body = FrontEndHarness.Body($"static double F(Span<double> s, double[] a, int n) {{ {statements} return a[0]; }}");
        Assert.Equal(expected, body[..body.IndexOf("return", System.StringComparison.Ordinal)]);
    }
}
