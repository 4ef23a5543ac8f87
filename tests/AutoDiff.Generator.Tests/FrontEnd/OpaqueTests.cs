using System;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.FrontEnd;

public class OpaqueTests
{
    private const string Members = """
        static double Rate { get; set; }
        static double rate;
        static readonly double Fixed = 2;
        const double Epsilon = 1e-9;
        static readonly System.Text.StringBuilder Log = new();
        """;

    [Theory]
    [InlineData("double y = Rate;", "double y = global::Demo.C.Rate;\n")]
    [InlineData("double y = rate;", "double y = global::Demo.C.rate;\n")]
    [InlineData("double y = Fixed;", "double y = global::Demo.C.Fixed;\n")]
    [InlineData("double y = Epsilon;", "double y = global::Demo.C.Epsilon;\n")]
    [InlineData("string t = \"n\" + n;", "string t = \"n\" + n;\n")]
    [InlineData("Console.WriteLine(n);", "Console.WriteLine(n);\n")]
    [InlineData("Log.Append(n).Append(nameof(n));", "global::Demo.C.Log.Append(n).Append(\"n\");\n")]
    [InlineData("var l = new System.Collections.Generic.HashSet<int> { n, 2 };", "global::System.Collections.Generic.HashSet<int> l = new global::System.Collections.Generic.HashSet<int> { n, 2 };\n")]
    [InlineData("string t = $\"{a.Length,3} {n:D2}\";", "string t = $\"{(a.Length),3} {(n):D2}\";\n")]
    [InlineData("bool b = a is null;", "bool b = a is null;\n")]
    [InlineData("const int k = 3; var d = DateTime.Now.AddDays(k);", "global::System.DateTime d = global::System.DateTime.Now.AddDays((int)(3));\n")]
    public void Text_HasGlobalNames(string statements, string expected)
    {
        string body = FrontEndHarness.Body($"static double F(double[] a, int n) {{ {statements} return a[0]; }}", Members);
        Assert.Equal(expected, body[..body.IndexOf("return", StringComparison.Ordinal)]);
    }

    [Fact]
    public void Throw_KeepsItsException() => Assert.Contains(
        "throw new global::System.ArgumentException($\"bad {(a.Length)}\", \"a\");",
        FrontEndHarness.Body("static double F(double[] a) { if (a.Length == 0) throw new ArgumentException($\"bad {a.Length}\", nameof(a)); return a[0]; }"),
        StringComparison.Ordinal);

    [Fact]
    public void Guards_AreCalls() => Assert.StartsWith(
        "ArgumentNullException.ThrowIfNull(a);\nArgumentOutOfRangeException.ThrowIfNotEqual(a.Length, 2);\nreturn a[0];",
        FrontEndHarness.Body("static double F(double[] a, int n) { ArgumentNullException.ThrowIfNull(a); ArgumentOutOfRangeException.ThrowIfNotEqual(a.Length, 2); Debug.Assert(n > 0); return a[0]; }"),
        StringComparison.Ordinal);
}
