using System;
using System.IO;

namespace AutoDiff.Package.Tests;

/// <summary>
/// A folder outside the repository, gone when disposed. No setting reaches it from the folders above: build and package
/// settings end at the empty files in it.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("autodiff-package-tests-");

    public TemporaryFolder()
    {
        foreach (string settings in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            File.WriteAllText(this[settings], "<Project />");
        }
    }

    public string Path => folder.FullName;

    /// <summary>The path of a file or folder in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => folder.Delete(recursive: true);
}
