using System.Linq;
using AutoDiff.Generator.Tests.Harness;
using Xunit;

namespace AutoDiff.Generator.Tests.Documentation;

/// <summary>What README shows is what happens.</summary>
public class ReadmeTests
{
    private static readonly DocumentationFile Readme = new("README.md");

    private static readonly string[] Blocks = Readme.Blocks("csharp");

    [Fact]
    public void GeneratedGradient_IsTheGeneratorsOwnText() => Assert.Contains(Blocks[1], Unindented(GeneratorHarness.Run(Example).File));

    [Fact]
    public void Formula_IsInTheGeneratedDocumentation() => Assert.All(
        Readme.Blocks("text")[0].TrimEnd('\n').Split('\n'),
        line => Assert.Contains("/// " + line, GeneratorHarness.Run(Example).File));

    [Fact]
    public void Use_Compiles() => GeneratorHarness.CompileAndLoad(Example, $"using System; static class Use {{ static void Main() {{ {Blocks[2]} }} }}").Dispose();

    private static string Example => Blocks[0];

    /// <summary>The members of the type, from the left margin.</summary>
    private static string Unindented(string file) =>
        string.Join('\n', file.Split('\n').Select(line => line.StartsWith("    ", System.StringComparison.Ordinal) ? line[4..] : line));
}
