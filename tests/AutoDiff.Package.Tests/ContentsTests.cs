using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Xunit;

namespace AutoDiff.Package.Tests;

/// <summary>What is in the packages and what they ask for.</summary>
[Collection(SharedPackageFeed.Name)]
public sealed class ContentsTests(PackageFeed feed)
{
    [Fact]
    public void Generator_ShipsAnalyzersAndNothingElse() => Assert.Equal(
        [
            "AutoDiff.Generator.nuspec",
            "README.md",
            "analyzers/dotnet/cs/AutoDiff.CodeFixes.dll",
            "analyzers/dotnet/cs/AutoDiff.Generator.dll",
        ],
        Files("AutoDiff.Generator"));

    [Fact]
    public void Runtime_ShipsOneAssemblyForEachFramework() => Assert.Equal(
        [
            "AutoDiff.Runtime.nuspec",
            "README.md",
            "lib/net10.0/AutoDiff.Runtime.dll",
            "lib/net10.0/AutoDiff.Runtime.xml",
            "lib/net8.0/AutoDiff.Runtime.dll",
            "lib/net8.0/AutoDiff.Runtime.xml",
        ],
        Files("AutoDiff.Runtime"));

    [Fact]
    public void Generator_DependsOnTheRuntimeOfItsVersionOnly()
    {
        XElement metadata = Metadata("AutoDiff.Generator");
        Assert.Equal([$"net8.0: AutoDiff.Runtime {feed.Version}"], Dependencies(metadata));

        // A development dependency would not hand the runtime on to those who use the consumer.
        Assert.DoesNotContain(metadata.Elements(), element => element.Name.LocalName == "developmentDependency");
    }

    [Fact]
    public void Runtime_DependsOnTensorsOnly() => Assert.Equal(
        ["net10.0: System.Numerics.Tensors 10.0.0", "net8.0: System.Numerics.Tensors 10.0.0"],
        Dependencies(Metadata("AutoDiff.Runtime")));

    [Theory]
    [InlineData("AutoDiff.Generator")]
    [InlineData("AutoDiff.Runtime")]
    public void Package_SaysWhatItIs(string id)
    {
        XElement metadata = Metadata(id);
        Assert.Equal(id, Text("id"));
        Assert.Equal(feed.Version, Text("version"));
        Assert.Equal("MIT", Text("license"));
        Assert.Equal("README.md", Text("readme"));
        Assert.StartsWith("https://", Text("projectUrl"), StringComparison.Ordinal);
        Assert.Contains("automatic-differentiation", Text("tags"), StringComparison.Ordinal);
        Assert.NotEmpty(Text("description"));

        string Text(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    [Theory]
    [InlineData("AutoDiff.Generator")]
    [InlineData("AutoDiff.Runtime")]
    public void Assemblies_CarryReproducibleSymbolsWithoutPathsOfTheMachine(string id)
    {
        using ZipArchive package = feed.Open(id);
        foreach (ZipArchiveEntry assembly in package.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            using PEReader image = new(Copy(assembly));
            DebugDirectoryEntry[] entries = [.. image.ReadDebugDirectory()];
            Assert.Contains(entries, entry => entry.Type == DebugDirectoryEntryType.Reproducible);

            DebugDirectoryEntry symbols = Assert.Single(entries, entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            using MetadataReaderProvider provider = image.ReadEmbeddedPortablePdbDebugDirectoryData(symbols);
            MetadataReader reader = provider.GetMetadataReader();
            Assert.All(reader.Documents, document => Assert.DoesNotContain(Repository.Root, reader.GetString(reader.GetDocument(document).Name), StringComparison.Ordinal));
        }
    }

    /// <summary>The files of a package but for those that every package has.</summary>
    private IEnumerable<string> Files(string id)
    {
        using ZipArchive package = feed.Open(id);
        return [.. package.Entries
            .Select(entry => entry.FullName)
            .Where(name => name is not "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    private XElement Metadata(string id)
    {
        using ZipArchive package = feed.Open(id);
        using Stream nuspec = package.GetEntry(id + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static IEnumerable<string> Dependencies(XElement metadata) => metadata
        .Descendants()
        .Where(element => element.Name.LocalName == "dependency")
        .Select(dependency => $"{dependency.Parent!.Attribute("targetFramework")?.Value}: {dependency.Attribute("id")?.Value} {dependency.Attribute("version")?.Value}")
        .Order(StringComparer.Ordinal);

    private static MemoryStream Copy(ZipArchiveEntry entry)
    {
        using Stream source = entry.Open();
        MemoryStream copy = new();
        source.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }
}
