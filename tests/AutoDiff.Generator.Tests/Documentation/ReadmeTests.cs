using System.Linq;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Documentation;

/// <summary>What README shows is what happens.</summary>
public class ReadmeTests
{
    private static readonly string[] Blocks = new DocumentationFile("README.md").CSharpBlocks;

    [Fact]
    public void Example_HasFifteenLines() => Assert.Equal(15, Example.TrimEnd('\n').Split('\n').Length);

    [Fact]
    public void GeneratedGradient_IsTheGeneratorsOwnText() => Assert.Contains(Blocks[1], Unindented(GeneratorHarness.Run(Example).File));

    [Fact]
    public void Use_Compiles() => GeneratorHarness.CompileAndLoad(Example, $"using System; static class Use {{ static void Main() {{ {Blocks[2]} }} }}").Dispose();

    private static string Example => Blocks[0];

    /// <summary>The members of the type, from the left margin.</summary>
    private static string Unindented(string file) =>
        string.Join('\n', file.Split('\n').Select(line => line.StartsWith("    ", System.StringComparison.Ordinal) ? line[4..] : line));
}
