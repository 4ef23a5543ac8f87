using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AutoDiff.Generator.Tests;

/// <summary>An edit re-runs what it may change and nothing else, and never leaves anything stale.</summary>
public class IncrementalityTests
{
    private const string Source = """
        using System;
        using AutoDiff;
        namespace Demo;
        public static partial class C
        {
            private const double Scale = 2;

            [Differentiable]
            public static double F(double x, double y) => Scale * x * y;

            [Differentiable]
            public static double G(ReadOnlySpan<double> p)
            {
                double s = 0;
                for (int i = 0; i < p.Length; i++)
                {
                    s += p[i] * p[i];
                }

                return s;
            }

            public static double Other(double x) => x;
        }
        """;

    private const string OtherFile = "namespace Demo { public static class Unrelated { public static int Number => 1; } }";

    private static readonly IncrementalStepRunReason[] Reused = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];

    [Fact]
    public void AddedComment_DoesNotModifyOutput() => AssertReused(Source.Replace("double s = 0;", "double s = 0; // the sum", StringComparison.Ordinal), OtherFile);

    [Fact]
    public void AddedBlankLine_DoesNotModifyOutput() => AssertReused("\n\n" + Source.Replace("double s = 0;", "\n\n   double s = 0;\n", StringComparison.Ordinal), OtherFile);

    [Fact]
    public void EditInAnotherFile_DoesNotModifyOutput() => AssertReused(Source, OtherFile.Replace("=> 1", "=> 2 + 3", StringComparison.Ordinal));

    [Fact]
    public void EditOfAnUnannotatedMethod_DoesNotModifyOutput() => AssertReused(Source.Replace("=> x;", "=> x + 1;", StringComparison.Ordinal), OtherFile);

    [Fact]
    public void NewFile_DoesNotModifyOutput()
    {
        (GeneratorDriver driver, CSharpCompilation compilation) = Start(Source, OtherFile);
        AssertReused(driver.RunGenerators(compilation.AddSyntaxTrees(CompilerInput.Parse("public class New;", "New.cs"))));
    }

    [Fact]
    public void EditOfOneMethod_ModifiesItsFileOnly()
    {
        GeneratorDriver driver = Edit(Source.Replace("p[i] * p[i]", "p[i] * 3", StringComparison.Ordinal), OtherFile);
        (string Name, IncrementalStepRunReason Reason)[] outputs = [.. Outputs(driver, DifferentiableGenerator.FilesStep)];
        Assert.Single(outputs, output => output.Reason == IncrementalStepRunReason.Modified && output.Name.Contains("C.G", StringComparison.Ordinal));
        Assert.Single(outputs, output => Reused.Contains(output.Reason) && output.Name.Contains("C.F", StringComparison.Ordinal));
    }

    [Fact]
    public void EditOfAConstant_ModifiesWhatReadsIt() =>
        AssertEqualsCold(Edit(Source.Replace("Scale = 2", "Scale = 3", StringComparison.Ordinal), OtherFile), Source.Replace("Scale = 2", "Scale = 3", StringComparison.Ordinal));

    [Theory]
    [InlineData("=> x * x;", "=> x * x * x;")]
    [InlineData("=> x + 1;", "=> Math.Sin(x);")]
    [InlineData("X + Y", "X * Y")]
    [InlineData("Rate = 2", "Rate = 3")]
    [InlineData("a * a", "a * a * a")]
    public void EditOfAHelperInAnotherFile_ModifiesWhatCallsIt(string old, string edited)
    {
        const string Caller = """
            using System;
            using AutoDiff;
            namespace Demo;
            public static partial class C
            {
                [Differentiable]
                public static double F(double x) => Curves.Square(x) + new Pair(x, 3).Sum * Curves.Chain(x, 3);
            }
            """;
        const string Helpers = """
            using System;
            namespace Demo;
            internal static class Curves
            {
                private const double Rate = 2;
                internal static double Square(double x) => x * x;
                internal static double Chain(double a, int n) => n == 0 ? Deeper(a * a) : Chain(a, n - 1) * Rate;
                private static double Deeper(double x) => x + 1;
            }
            public readonly record struct Pair(double X, double Y)
            {
                public double Sum => X + Y;
            }
            """;
        (GeneratorDriver driver, CSharpCompilation compilation) = Start(Caller, Helpers);
        SortedDictionary<string, string> before = Files(driver);
        string changed = Helpers.Replace(old, edited, StringComparison.Ordinal);
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], CompilerInput.Parse(changed, "Source1.cs")));
        Assert.NotEqual(before, Files(driver));
        AssertEqualsCold(driver, Caller, changed);
    }

    [Fact]
    public void EditOfAMethodThatIsNotCalled_DoesNotModifyOutput() =>
        AssertReused(Source, OtherFile.Replace("=> 1;", "=> 1; internal static double Helper(double x) => x;", StringComparison.Ordinal));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void AfterRandomEdits_OutputEqualsTheColdOne(int seed)
    {
        Random random = new(seed);
        string[] sources = [Source, RandomEdits.SecondFile];
        (GeneratorDriver driver, CSharpCompilation compilation) = Start(sources);
        for (int step = 0; step < 25; step++)
        {
            int file = random.Next(sources.Length);
            sources[file] = RandomEdits.Apply(sources[file], random);
            SyntaxTree tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == $"Source{file}.cs");
            compilation = compilation.ReplaceSyntaxTree(tree, CompilerInput.Parse(sources[file], tree.FilePath));
            driver = driver.RunGenerators(compilation);
            AssertEqualsCold(driver, sources);
        }
    }

    private static void AssertReused(params string[] edited) => AssertReused(Edit(edited));

    private static void AssertReused(GeneratorDriver driver)
    {
        (string Name, IncrementalStepRunReason Reason)[] outputs = [.. Outputs(driver, DifferentiableGenerator.FilesStep)];
        Assert.Equal(2, outputs.Length);
        Assert.All(outputs, output => Assert.Contains(output.Reason, Reused));
        IEnumerable<IncrementalStepRunReason> written = driver.GetRunResult().Results[0].TrackedOutputSteps
            .SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);
        Assert.All(written, reason => Assert.Contains(reason, Reused));
    }

    private static GeneratorDriver Edit(params string[] edited)
    {
        (GeneratorDriver driver, CSharpCompilation compilation) = Start(Source, OtherFile);
        for (int i = 0; i < edited.Length; i++)
        {
            SyntaxTree tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == $"Source{i}.cs");
            if (tree.ToString() != edited[i])
            {
                compilation = compilation.ReplaceSyntaxTree(tree, CompilerInput.Parse(edited[i], tree.FilePath));
            }
        }

        return driver.RunGenerators(compilation);
    }

    private static (GeneratorDriver Driver, CSharpCompilation Compilation) Start(params string[] sources)
    {
        CSharpCompilation compilation = CompilerInput.Compilation(sources);
        return (GeneratorHarness.CreateDriver(new DifferentiableGenerator()).RunGenerators(compilation), compilation);
    }

    private static void AssertEqualsCold(GeneratorDriver driver, params string[] sources)
    {
        (GeneratorDriver cold, _) = Start(sources);
        Assert.Equal(Files(cold), Files(driver));
    }

    private static SortedDictionary<string, string> Files(GeneratorDriver driver) => new(
        driver.GetRunResult().Results[0].GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString()),
        StringComparer.Ordinal);

    private static IEnumerable<(string Name, IncrementalStepRunReason Reason)> Outputs(GeneratorDriver driver, string step) =>
        driver.GetRunResult().Results[0].TrackedSteps[step]
            .SelectMany(run => run.Outputs)
            .Select(output => (output.Value.ToString() ?? "", output.Reason));
}
