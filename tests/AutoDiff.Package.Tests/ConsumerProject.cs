using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;

namespace AutoDiff.Package.Tests;

/// <summary>A fresh console project outside the repository that knows the packages by name only.</summary>
internal sealed class ConsumerProject : IDisposable
{
    private const string Name = "Consumer";

    private readonly TemporaryFolder folder = new();
    private readonly PackageFeed feed;

    /// <param name="feed">Where the packages are.</param>
    /// <param name="targetFramework">Of the project.</param>
    /// <param name="publishing">The property that chooses how it is published, if it is.</param>
    public ConsumerProject(PackageFeed feed, string targetFramework, string publishing = "")
    {
        this.feed = feed;
        File.Copy(Path.Combine(AppContext.BaseDirectory, Name, "Program.cs"), folder["Program.cs"]);
        File.WriteAllText(folder["nuget.config"], Settings);
        File.WriteAllText(folder[Name + ".csproj"], Project(targetFramework, publishing));
    }

    private static string Rid { get; } =
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")
        + (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "-arm64" : "-x64");

    /// <summary>
    /// Downloads are kept between runs beside the repository's build output; our own packages are told apart by their
    /// version and removed afterwards. The sources that the machine knows stay in force.
    /// </summary>
    private static string Packages => Path.Combine(Repository.Root, "artifacts", "package-tests");

    private string Settings => $"""
        <configuration>
          <config>
            <add key="globalPackagesFolder" value="{Packages}" />
          </config>
          <packageSources>
            <add key="freshly-packed" value="{feed.Path}" />
          </packageSources>
        </configuration>
        """;

    public Task<string> Build() => DotNet.Command(folder.Path, "build", "--configuration", "Release");

    public Task<string> Run() => DotNet.Run(Program("bin"), folder.Path);

    /// <summary>Restores, builds and publishes.</summary>
    public Task<string> Publish() => DotNet.Command(folder.Path, "publish", "--configuration", "Release", "--runtime", Rid, "--output", folder["published"]);

    public Task<string> RunPublished() => DotNet.Run(Program("published"), folder.Path);

    public void Dispose()
    {
        folder.Dispose();
        foreach (string package in (string[])["autodiff.generator", "autodiff.runtime"])
        {
            string unpacked = Path.Combine(Packages, package, feed.Version);
            if (Directory.Exists(unpacked))
            {
                Directory.Delete(unpacked, recursive: true);
            }
        }
    }

    private string Program(string output) => folder[Path.Combine(output, OperatingSystem.IsWindows() ? Name + ".exe" : Name)];

    private string Project(string targetFramework, string publishing) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>{targetFramework}</TargetFramework>
            <OutputPath Condition="'$(RuntimeIdentifier)' == ''">bin/</OutputPath>
            <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <InvariantGlobalization>true</InvariantGlobalization>
            {publishing}
            <!-- One warning for each place, not one for each assembly; and the whole runtime is looked at, used or not. -->
            <TrimmerSingleWarn>false</TrimmerSingleWarn>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="AutoDiff.Generator" Version="{feed.Version}" />
            <TrimmerRootAssembly Include="AutoDiff.Runtime" />
          </ItemGroup>
        </Project>
        """;
}
