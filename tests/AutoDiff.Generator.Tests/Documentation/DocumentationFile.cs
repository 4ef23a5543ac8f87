using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace AutoDiff.Generator.Tests.Documentation;

/// <summary>A Markdown file of the repository, parts of which are held against the code.</summary>
internal sealed class DocumentationFile
{
    private readonly string path;

    /// <param name="name">The path from the repository's root.</param>
    public DocumentationFile(string name)
    {
        path = Path.Combine(Root(), name);
        Text = File.ReadAllText(path).ReplaceLineEndings("\n");
    }

    public string Text { get; }

    /// <summary>The blocks of a language, in their order.</summary>
    public string[] Blocks(string language) =>
        [.. Text.Split($"```{language}\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)])];

    /// <summary>
    /// Passes if the part between <c>&lt;!-- begin name --&gt;</c> and <c>&lt;!-- end name --&gt;</c> is exactly this text;
    /// otherwise writes the file as it should be beside it, as <c>.received.md</c>, and fails.
    /// </summary>
    public void VerifyPart(string name, string expected)
    {
        string begin = $"<!-- begin {name} -->\n";
        string end = $"<!-- end {name} -->";
        int from = Text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int to = Text.IndexOf(end, StringComparison.Ordinal);
        if (Text[from..to] != expected)
        {
            string received = Path.ChangeExtension(path, ".received.md");
            File.WriteAllText(received, Text[..from] + expected + Text[to..]);
            throw new XunitException($"'{name}' in {Path.GetFileName(path)} is not what the code says; {Path.GetFileName(received)} is.\n\n{expected}");
        }
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
