using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using AutoDiff.Generator.Tests.Gradients;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace AutoDiff.Generator.Tests;

/// <summary>The same sources give the same bytes, wherever and however they are compiled.</summary>
public class DeterminismTests
{
    private static IReadOnlyDictionary<string, string> Expected => CompiledFunctions.InDouble.Run.Files;

    [Fact]
    public void TurkishCulture_ChangesNothing()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            // What the culture would bring on a machine with ICU: 0.5 is written 0,5.
            CultureInfo turkish = new("tr-TR");
            turkish.NumberFormat.NumberDecimalSeparator = ",";
            turkish.NumberFormat.NegativeSign = "\u2212";
            CultureInfo.CurrentCulture = turkish;
            Assert.Equal(Expected, GeneratorHarness.Run([.. EmbeddedSources.Gradients.Files]).Files);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void WindowsLineEnds_ChangeNothing() => Assert.Equal(
        Expected,
        GeneratorHarness.Run([.. EmbeddedSources.Gradients.Files.Select(text => text.Replace("\n", "\r\n", StringComparison.Ordinal))]).Files);

    [Fact]
    public void OrderOfFiles_ChangesNothing() => Assert.Equal(Expected, GeneratorHarness.Run([.. EmbeddedSources.Gradients.Files.Reverse()]).Files);

    [Fact]
    public void IndentationWithTabs_ChangesNothing() => Assert.Equal(
        Expected,
        GeneratorHarness.Run([.. EmbeddedSources.Gradients.Files.Select(text => text.Replace("    ", "\t", StringComparison.Ordinal))]).Files);

    [Fact]
    public void Files_AreUtf8WithoutByteOrderMark_WithUnixLineEnds() => Assert.All(
        CompiledFunctions.InDouble.Run.Driver.GetRunResult().Results.SelectMany(result => result.GeneratedSources),
        file =>
        {
            Assert.Equal("utf-8", file.SourceText.Encoding!.WebName);
            Assert.Empty(file.SourceText.Encoding.GetPreamble());
            string text = file.SourceText.ToString();
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain('\uFEFF', text);
            Assert.DoesNotContain('\t', text);
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
            Assert.DoesNotContain(text.Split('\n'), line => line.EndsWith(' '));
        });

    [Fact]
    public void HintNames_AreUniqueWhateverTheCase()
    {
        IReadOnlyDictionary<string, string> files = GeneratorHarness.Run("""
            using AutoDiff;
            public static partial class C
            {
                [Differentiable] public static double f(double x) => x;
                [Differentiable] public static double F(double x) => x;
                [Differentiable] public static double F(float x) => x;
                public static partial class D { [Differentiable] public static double F(double x) => x; }
                public static partial class D<T> { [Differentiable] public static double F(double x) => x; }
            }
            """).Files;
        Assert.Equal(5, files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(files.Keys, name => Assert.True(name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'), name));
    }

    [Fact]
    public void OlderAndNewerCSharp_CompileTheSameText()
    {
        foreach (LanguageVersion version in new[] { LanguageVersion.CSharp13, LanguageVersion.Preview })
        {
            CSharpParseOptions options = CompilerInput.ParseOptions.WithLanguageVersion(version);
            CSharpCompilation compilation = CSharpCompilation.Create(
                "Consumer",
                EmbeddedSources.Gradients.Files.Concat(Expected.Values).Select(text => CSharpSyntaxTree.ParseText(text, options, encoding: Encoding.UTF8)),
                CompilerInput.References,
                CompilerInput.Options);
            Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        }
    }
}
