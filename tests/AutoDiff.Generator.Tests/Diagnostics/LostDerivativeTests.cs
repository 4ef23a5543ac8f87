using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AutoDiff.Generator.Tests.Diagnostics;

/// <summary>Ways in which a value could leave the modelled part of C# and come back without its derivative.</summary>
public class LostDerivativeTests
{
    [Theory]
    [InlineData("long b = BitConverter.DoubleToInt64Bits(x); return BitConverter.Int64BitsToDouble(b) * x;", "DIFF0011", "BitConverter.DoubleToInt64Bits(x)")]
    [InlineData("return (double)System.Runtime.CompilerServices.Unsafe.BitCast<double, long>(x) * x;", "DIFF0011", "System.Runtime.CompilerServices.Unsafe.BitCast<double, long>(x)")]
    [InlineData("bool b = set.Add(x); return set.Max * x;", "DIFF0012", "set.Add(x)")]
    [InlineData("return Keep(x) ? set.Max * x : x;", "DIFF0010", "kept")]
    [InlineData("object o = x; return (double)o * x;", "DIFF0012", "x")]
    [InlineData("double Scaled(double? s) => s.HasValue ? s.Value * x : 2; return Scaled(x);", "DIFF0012", "return Scaled(x);")]
    [InlineData("bool same = a.Equals(set); a[0] = x; return same ? a[0] : x;", "DIFF0010", "a")]
    public async Task Value_DoesNotEscapeUnseen(string body, string id, string place)
    {
        string source = Source(body);
        Compilation compilation = GeneratorHarness.Run(source).Compilation;
        ImmutableArray<Diagnostic> found = await GeneratorHarness.Analyze(compilation);
        Diagnostic error = found.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal((id, place), (error.Id, source.Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length)));
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "DIFF0014");
        Assert.Empty(GeneratorHarness.Run(source).Files);
    }

    [Theory]
    [InlineData("return x.CompareTo(2) * x;")]
    [InlineData("return double.IsNaN(x) ? 0 : Math.Sign(x) * x;")]
    [InlineData("return x is > 0 and < 3 ? x : -x;")]
    public async Task PiecewiseConstants_AreAccepted(string body) =>
        Assert.DoesNotContain(await GeneratorHarness.Analyze(GeneratorHarness.Run(Source(body)).Compilation), diagnostic => diagnostic.Severity > DiagnosticSeverity.Info);

    [Fact]
    public async Task CodeThatDoesNotCompile_IsLeftToTheCompiler() =>
        Assert.Empty(await GeneratorHarness.Analyze(GeneratorHarness.Run(Source("x *= Missing(x); return x;")).Compilation));

    [Fact]
    public async Task Conversion_IsNamedByItsType()
    {
        ImmutableArray<Diagnostic> found = await GeneratorHarness.Analyze(GeneratorHarness.Run(Source("object o = x; return (double)o * x;")).Compilation);
        Assert.StartsWith("The derivative of 'x' would be lost in the conversion to object: ", found[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    private static string Source(string body) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using AutoDiff;
        static partial class C
        {
            static double kept;
            static bool Keep(double value) { kept = value; return kept > 0; }
            [Differentiable]
            static double F(double x, [NoGradient] double[] a, [NoGradient] SortedSet<double> set) { {{body}} }
        }
        """;
}
