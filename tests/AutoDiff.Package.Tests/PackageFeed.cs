using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Threading.Tasks;
using Xunit;

namespace AutoDiff.Package.Tests;

/// <summary>
/// A folder with both packages, freshly packed. They carry a version that no other run has, so that no cache can answer
/// in their place, and are built apart from the repository's own output, which a build may be writing at the same time.
/// </summary>
public sealed class PackageFeed : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Version { get; } = $"0.1.0-test.{DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)}";

    public string Path => folder["feed"];

    public async Task InitializeAsync()
    {
        await Pack("AutoDiff.Runtime");
        await Pack("AutoDiff.Generator");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();

    /// <summary>Opens a package.</summary>
    public ZipArchive Open(string id) => ZipFile.OpenRead(System.IO.Path.Combine(Path, $"{id}.{Version}.nupkg"));

    private Task<string> Pack(string project) => DotNet.Command(
        Repository.Root,
        "pack",
        System.IO.Path.Combine("src", project),
        "--configuration", "Release",
        "--output", Path,
        $"-p:Version={Version}",
        "-p:UseArtifactsOutput=true",
        $"-p:ArtifactsPath={folder["build"]}",
        "-p:ContinuousIntegrationBuild=true",

        // The repository's build analyses; this one only needs the result.
        "-p:RunAnalyzers=false");
}
