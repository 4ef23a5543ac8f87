using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using AutoDiff.Generator.FrontEnd;
using AutoDiff.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace AutoDiff.Generator.Tests.FrontEnd;

/// <summary>A method is read once, and again after every edit that could change what it means.</summary>
public class BodyCacheTests
{
    private const string Source = """
        using AutoDiff;
        static partial class C
        {
            static double Offset = 1;
            static double Helper(double x) => x * 2;
            static double Other(double x) { return x; }
            [Differentiable]
            static double F(double x) { return x * 3; }
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void AfterRandomEdits_OutputEqualsTheColdOne(int seed)
    {
        Random random = new(seed);
        EditedProject project = new();
        GeneratorDriver driver = GeneratorHarness.CreateDriver(new DifferentiableGenerator()).RunGenerators(project.Compilation);
        List<string> edits = [];
        for (int step = 0; step < 100; step++)
        {
            edits.Add(project.Edit(random));
            driver = driver.WithUpdatedParseOptions((CSharpParseOptions)project.Compilation.SyntaxTrees[0].Options).RunGenerators(project.Compilation);
            GeneratorDriver cold = GeneratorHarness.CreateDriver(new DifferentiableGenerator()).RunGenerators(project.Cold());
            Assert.True(Files(cold) == Files(driver), $"After {string.Join("; ", edits.TakeLast(3))}:\n{Files(cold)}\n=/=\n{Files(driver)}");
        }
    }

    [Fact]
    public void TheSameCompilation_IsReadOnce() => Assert.Equal(0, ReadsAfter(Source, Source));

    [Theory]
    [InlineData("{ return x; }", "{ return x + 1; }")]
    [InlineData("{ return x; }", "{\n\n/* longer */ return x; }")]
    [InlineData("x * 2", "x * x")]
    [InlineData("static double Offset", "/* of all */ static  double Offset")]
    [InlineData("{ return x; }", "=> x;", 1)]
    [InlineData("Offset = 1", "Offset = 2", 1)]
    [InlineData("Offset", "Start", 1)]
    [InlineData("{ return x; }", "{ return x; }\n#pragma warning disable CS0618\n", 1)]
    [InlineData("{ return x; }", "{\n#nullable enable\n return x; }", 1)]
    [InlineData("[Differentiable]", "[Differentiable(Name = \"G\")]", 1)]
    [InlineData("x * 3", "x * 4", 1)]
    [InlineData("x * 3", "x  * 3", 1)]
    public void Edit_IsReadAgainWhereItMatters(string old, string edited, int reads = 0) =>
        Assert.Equal(reads, ReadsAfter(Source, Source.Replace(old, edited, StringComparison.Ordinal)));

    [Theory]
    [InlineData("x * 2", "x * x", 1)]
    [InlineData("{ return x; }", "{ return x + 1; }", 0)]
    public void EditOfABodyThatWasRead_IsReadAgain(string old, string edited, int reads) =>
        Assert.Equal(reads, ReadsAfter(Source, Source.Replace(old, edited, StringComparison.Ordinal), alsoReads: "Helper"));

    [Fact]
    public void BodyInAnotherFileThatWasRead_IsReadAgain()
    {
        const string helper = "static class H { public static double Value => 1; }";
        Assert.Equal(1, ReadsAfter([Source, helper], [Source, helper.Replace("1", "2", StringComparison.Ordinal)], alsoReads: "Value"));
        Assert.Equal(0, ReadsAfter([Source, helper], [Source, helper.Replace("1", "2", StringComparison.Ordinal)]));
    }

    [Fact]
    public void AnotherProject_IsReadAnew()
    {
        BodyCache cache = new();
        Assert.Equal(1, Reads(cache, CompilerInput.Compilation(Source)));
        Assert.Equal(1, Reads(cache, CompilerInput.Compilation(Source)));
    }

    [Fact]
    public void WhatIsNotRepeatable_IsReadAgain()
    {
        BodyCache cache = new();
        CSharpCompilation compilation = CompilerInput.Compilation(Source);
        Assert.Equal(1, Reads(cache, compilation, isRepeatable: false));
        Assert.Equal(1, Reads(cache, compilation));
        Assert.Equal(0, Reads(cache, compilation));
    }

    [Fact]
    public void WhatIsKept_HoldsNothingOfTheCompiler()
    {
        HashSet<Type> seen = [];
        Queue<Type> pending = new([typeof(AutoDiff.Generator.Ir.DifferentiableMethod)]);
        while (pending.TryDequeue(out Type? type))
        {
            Type plain = type.IsArray ? type.GetElementType()! : type;
            Assert.False(plain.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal), plain.FullName);
            if (!seen.Add(plain) || plain.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
            {
                continue;
            }

            IEnumerable<Type> parts = plain.GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic).Select(field => field.FieldType);
            IEnumerable<Type> kinds = plain.Assembly.GetTypes().Where(other => other.IsSubclassOf(plain));
            foreach (Type part in parts.Concat(plain.GetGenericArguments()).Concat(kinds))
            {
                pending.Enqueue(part);
            }
        }

        Assert.Contains(typeof(AutoDiff.Generator.Ir.Call), seen);
    }

    private static int ReadsAfter(string before, string after, string? alsoReads = null) => ReadsAfter([before], [after], alsoReads);

    private static int ReadsAfter(string[] before, string[] after, string? alsoReads = null)
    {
        BodyCache cache = new();
        CSharpCompilation compilation = CompilerInput.Compilation(before);
        Assert.Equal(1, Reads(cache, compilation, alsoReads));
        for (int i = 0; i < after.Length; i++)
        {
            SyntaxTree tree = compilation.SyntaxTrees[i];
            compilation = compilation.ReplaceSyntaxTree(tree, CompilerInput.Parse(after[i], tree.FilePath));
        }

        return Reads(cache, compilation, alsoReads);
    }

    private static int Reads(BodyCache cache, CSharpCompilation compilation, string? alsoReads = null, bool isRepeatable = true)
    {
        int reads = 0;
        SyntaxNode declaration = Find(compilation, "F");
        cache.Read(
            declaration,
            compilation,
            () =>
            {
                reads++;
                ImmutableArray<SyntaxNode> bodies = alsoReads is null ? [declaration] : [declaration, Find(compilation, alsoReads)];
                return ReadResult.Nothing with { Bodies = bodies, IsRepeatable = isRepeatable };
            },
            CancellationToken.None);
        return reads;
    }

    private static MemberDeclarationSyntax Find(CSharpCompilation compilation, string name) => compilation.SyntaxTrees
        .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>())
        .First(member => member is MethodDeclarationSyntax method ? method.Identifier.Text == name : member is PropertyDeclarationSyntax property && property.Identifier.Text == name);

    private static string Files(GeneratorDriver driver) => string.Join("\n", driver.GetRunResult().Results[0].GeneratedSources
        .OrderBy(file => file.HintName, StringComparer.Ordinal)
        .Select(file => file.HintName + "\n" + file.SourceText));
}
